"""API keys and their scopes, for all dialects whose clients send one key as a Bearer token."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from fastapi import Request

from interfaces.dialects.session.settings import ApiKey, SellingSettings
from interfaces.http.errors.request_errors import AccessDenied, Unauthenticated
from interfaces.http.idempotency import sender_identity
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import CALLER, Party, Share
from interfaces.http.request.bearer import BearerKeys, bearer_key

READ = "checkouts:read"
WRITE = "checkouts:write"


@dataclass(frozen=True)
class Client:
    """The client that a request authenticated as, by an API key of a merchant. `kind` is that of its actor."""

    merchant: str
    name: str
    scopes: frozenset[str]
    selling: SellingSettings
    kind: str = "agent"

    @cached_property
    def actor(self) -> str:
        """The name of the client in the history."""
        return f"{self.kind}:{self.name}"

    @cached_property
    def identity(self) -> str:
        """The owner of the client's idempotency keys."""
        return sender_identity(self.merchant, self.actor)

    @cached_property
    def party(self) -> Party:
        """The sender of a request with this key."""
        return Party(Share.MERCHANTS, self.merchant, self.name)

    def require(self, scope: str) -> None:
        """Raise AccessDenied if the key does not have the scope."""
        if scope not in self.scopes:
            raise AccessDenied(f"This key does not have the scope {scope}.")


class ApiKeys:
    """The API keys of all merchants, stored as digests."""

    def __init__(self, merchants: Sequence[MerchantSettings[SellingSettings]]) -> None:
        self._keys = BearerKeys(
            (key.key, _client(merchant.id, key, merchant.settings))
            for merchant in merchants
            for key in merchant.settings.keys
        )

    def identify(self, request: Request) -> Party:
        """Return the merchant whose key the head has. Raises Unauthenticated."""
        client = request.scope[CALLER] = self._client(request)
        return client.party

    def authenticate(self, request: Request, scope: str) -> Client:
        """Return the client that `identify` found, or authenticate the request.

        Raises Unauthenticated, and AccessDenied if the key does not have the scope.
        """
        client: Client = request.scope.get(CALLER) or self._client(request)
        client.require(scope)
        return client

    def _client(self, request: Request) -> Client:
        key = bearer_key(request)
        if key is None:
            raise Unauthenticated("Send an API key as Authorization: Bearer.")
        client = self._keys.owner(key)
        if client is None:
            raise Unauthenticated("This API key is unknown.")
        return client


def has_key(request: Request) -> bool:
    """Return whether the request has a Bearer token."""
    return bearer_key(request) is not None


def _client(merchant: str, key: ApiKey, selling: SellingSettings) -> Client:
    return Client(merchant, key.name, frozenset(key.scopes), selling)
