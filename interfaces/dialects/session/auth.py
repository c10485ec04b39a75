"""API keys and their scopes, for all dialects whose clients send one key as a Bearer token."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request

from interfaces.dialects.session.settings import ApiKey, SellingSettings
from interfaces.http.errors.request_errors import AccessDenied, Unauthenticated
from interfaces.http.idempotency import sender_identity
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.secret_digests import digest_of, digest_sent, is_same

READ = "checkouts:read"
WRITE = "checkouts:write"


@dataclass(frozen=True)
class Client:
    """The client that a request authenticated as, by an API key of a merchant."""

    merchant: str
    name: str
    scopes: frozenset[str]
    selling: SellingSettings

    @property
    def actor(self) -> str:
        """The name of the client in the history."""
        return f"agent:{self.name}"

    @property
    def identity(self) -> str:
        """The owner of the client's idempotency keys."""
        return sender_identity(self.merchant, self.actor)

    def require(self, scope: str) -> None:
        """Raise AccessDenied if the key does not have the scope."""
        if scope not in self.scopes:
            raise AccessDenied(f"This key does not have the scope {scope}.")


class ApiKeys:
    """The API keys of all merchants, stored as digests."""

    def __init__(self, merchants: Sequence[MerchantSettings[SellingSettings]]) -> None:
        self._clients = tuple(
            (digest_of(key.key), _client(merchant.id, key, merchant.settings))
            for merchant in merchants
            for key in merchant.settings.keys
        )

    def client(self, request: Request, scope: str) -> Client:
        """Authenticate a request. Raises Unauthenticated, and AccessDenied if the key does not have the scope.

        A wrong key takes as long as a right one: all digests have one length, and all of them are compared.
        """
        scheme, _, value = request.headers.get("authorization", "").strip().partition(" ")
        if scheme.lower() != "bearer" or not value.strip():
            raise Unauthenticated("Send an API key as Authorization: Bearer.")
        # Header values are bytes, which the server decodes as Latin-1.
        sent = digest_sent(value.strip().encode("latin-1", "replace"))
        found = [client for known, client in self._clients if is_same(known, sent)]
        if not found:
            raise Unauthenticated("This API key is unknown.")
        found[0].require(scope)
        return found[0]


def has_key(request: Request) -> bool:
    """Return whether the request has a Bearer token."""
    scheme, _, value = request.headers.get("authorization", "").strip().partition(" ")
    return scheme.lower() == "bearer" and bool(value.strip())


def _client(merchant: str, key: ApiKey, selling: SellingSettings) -> Client:
    return Client(merchant, key.name, frozenset(key.scopes), selling)
