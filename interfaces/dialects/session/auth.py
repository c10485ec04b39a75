"""API keys: whose client asks, and how far its key reaches. For all dialects whose clients send one key as Bearer."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request

from interfaces.dialects.session.settings import ApiKey, SellingSettings
from interfaces.http.errors import AccessDenied, Unauthenticated
from interfaces.http.idempotency import sender_identity
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.secret_digests import digest_of, digest_sent, is_same

READ = "checkouts:read"
WRITE = "checkouts:write"


@dataclass(frozen=True)
class Client:
    """A merchant's key, as one request has used it."""

    merchant: str
    name: str
    scopes: frozenset[str]
    selling: SellingSettings

    @property
    def actor(self) -> str:
        """How the history names it."""
        return f"agent:{self.name}"

    @property
    def identity(self) -> str:
        """Whose idempotency keys it uses."""
        return sender_identity(self.merchant, self.actor)

    def require(self, scope: str) -> None:
        """Raises AccessDenied where the key does not have the scope."""
        if scope not in self.scopes:
            raise AccessDenied(f"This key does not have the scope {scope}.")


class ApiKeys:
    """The keys of all merchants, kept as digests."""

    def __init__(self, merchants: Sequence[MerchantSettings[SellingSettings]]) -> None:
        self._clients = tuple(
            (digest_of(key.key), _client(merchant.id, key, merchant.settings))
            for merchant in merchants
            for key in merchant.settings.keys
        )

    def client(self, request: Request, scope: str) -> Client:
        """Whose key the request has. Raises Unauthenticated, or AccessDenied where it does not have the scope.

        Takes as long for a wrong key as for a right one: digests are all of one length, and all are compared.
        """
        scheme, _, value = request.headers.get("authorization", "").strip().partition(" ")
        if scheme.lower() != "bearer" or not value.strip():
            raise Unauthenticated("Send an API key as Authorization: Bearer.")
        # Header values are bytes, which the server hands over as Latin-1.
        sent = digest_sent(value.strip().encode("latin-1", "replace"))
        found = [client for known, client in self._clients if is_same(known, sent)]
        if not found:
            raise Unauthenticated("This API key is nobody's.")
        found[0].require(scope)
        return found[0]


def has_key(request: Request) -> bool:
    """Whether the request has any key at all."""
    scheme, _, value = request.headers.get("authorization", "").strip().partition(" ")
    return scheme.lower() == "bearer" and bool(value.strip())


def _client(merchant: str, key: ApiKey, selling: SellingSettings) -> Client:
    return Client(merchant, key.name, frozenset(key.scopes), selling)
