"""Authenticate the merchant who reports or reads an order, by order key."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request

from interfaces.api.orders.settings import OrderKey
from interfaces.http.errors.request_errors import AccessDenied, Unauthenticated
from interfaces.http.idempotency import sender_identity
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import CALLER, Party, Share
from interfaces.http.request.bearer import BearerKeys, bearer_key


@dataclass(frozen=True)
class Reporter:
    """The merchant of a request, by one of its order keys. `name` is that of the key."""

    merchant: str
    name: str
    scopes: frozenset[str]

    @property
    def actor(self) -> str:
        """The name of the merchant's system in the history."""
        return f"shop:{self.name}"

    @property
    def identity(self) -> str:
        """The owner of its idempotency keys. A credential of another API may have the same name."""
        return sender_identity(self.merchant, f"orders:{self.name}")


class OrderKeys:
    """The order keys of all merchants."""

    def __init__(self, merchants: Sequence[MerchantSettings[tuple[OrderKey, ...]]]) -> None:
        self._keys = BearerKeys(
            (key.key, Reporter(merchant.id, key.name, frozenset(key.scopes)))
            for merchant in merchants
            for key in merchant.settings
        )

    def identify(self, request: Request) -> Party:
        """Return the merchant whose key the head has. Raises Unauthenticated."""
        key = bearer_key(request)
        if key is None:
            raise Unauthenticated("Send an order key of the merchant as Authorization: Bearer.")
        reporter = self._keys.owner(key)
        if reporter is None:
            raise Unauthenticated("This order key is unknown. Send the merchant's own.")
        request.scope[CALLER] = reporter
        return Party(Share.MERCHANTS, reporter.merchant, f"order key {reporter.name}")


def reporter_with(request: Request, scope: str) -> Reporter:
    """Return the merchant that `identify` found. Raises AccessDenied if its key does not have the scope."""
    reporter: Reporter = request.scope[CALLER]
    if scope not in reporter.scopes:
        raise AccessDenied(f"This key does not have the scope {scope}.")
    return reporter
