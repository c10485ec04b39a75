"""Authentication by bearer token, by the SharedKey scheme, and by SharedKey credentials in the Bearer scheme.

SharedKey: `base64(username ":" hex(sha256(rawBody + path + accessKey)))`. The path is hashed as received, without host
and query. The documents' own example sends these credentials as `Bearer`: a token contains dots, and base64 does not.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from fastapi import Request

from interfaces.dialects.walley.auth.bearer_tokens import BearerTokens
from interfaces.dialects.walley.settings import WalleySettings
from interfaces.http.errors.request_errors import AccessDenied, Unauthenticated
from interfaces.http.idempotency import sender_identity
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import CALLER, Party, Share
from interfaces.http.request.bearer import authorization
from interfaces.http.request.body.reader import read_body
from interfaces.runtime.secret_digests import digest_of, digest_of_sent, is_same

_NO_CREDENTIALS = (
    "Send an Authorization header: Bearer with a token from /oauth2/v2.0/token, or SharedKey."
)
_BAD_TOKEN = "The token is not good, or no longer. Get a new one from /oauth2/v2.0/token."
_BAD_SHARED_KEY = (
    "The SharedKey credentials do not fit this request. They are base64 of the username, a colon, and "
    "the SHA-256 in hex of the body's bytes, the path and the access key."
)


@dataclass(frozen=True)
class WalleyCaller:
    """The merchant and the credential that a request is authenticated with."""

    merchant: str
    name: str
    store_ids: frozenset[str]
    purchase_results: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def actor(self) -> str:
        """The caller's name in the audit log."""
        return f"shop:{self.name}"

    @cached_property
    def identity(self) -> str:
        """The owner of the caller's idempotency keys."""
        return sender_identity(self.merchant, self.actor)

    @cached_property
    def party(self) -> Party:
        """The sender of a request with a token."""
        return Party(Share.MERCHANTS, self.merchant, self.name)

    @cached_property
    def claimed_party(self) -> Party:
        """The sender of a request with a SharedKey before it is verified: its signature covers the body."""
        return Party(Share.MERCHANTS, self.merchant, self.name, is_verified=False)

    def require_store(self, store_id: int | str) -> None:
        """Raise AccessDenied for a store of another merchant."""
        if str(store_id) not in self.store_ids:
            raise AccessDenied("The storeId does not belong to the credentials of this request.")


@dataclass(frozen=True)
class _Secret:
    secret: str
    caller: WalleyCaller


@dataclass(frozen=True)
class _ClientSecret:
    """A client secret: the digest that sent secrets are compared with, and the text that goes into the signing key."""

    digest: bytes
    signing_text: str
    caller: WalleyCaller


class Credentials:
    """The credentials of all merchants. A name may have several valid secrets while one is rotated."""

    def __init__(
        self,
        merchants: Sequence[MerchantSettings[WalleySettings]],
        clock: Callable[[], datetime],
        server_key: Callable[[], bytes],
    ) -> None:
        self._clients: dict[str, list[_ClientSecret]] = {}
        self._users: dict[str, list[_Secret]] = {}
        for merchant in merchants:
            settings = merchant.settings
            stores = frozenset(map(str, settings.store_ids))
            results = settings.purchase_results
            for client in settings.clients:
                caller = WalleyCaller(merchant.id, client.client_id, stores, results)
                self._clients.setdefault(client.client_id, []).append(
                    _client_secret(client.client_secret, caller)
                )
            for key in settings.shared_keys:
                caller = WalleyCaller(merchant.id, key.username, stores, results)
                _add(self._users, key.username, _Secret(key.access_key, caller))
        self._tokens = BearerTokens(_pairs(self._clients), clock, server_key)

    def issue_token(self, client_id: str, client_secret: str) -> str:
        """Issue a token for the client. Raises Unauthenticated for an unknown client or a wrong secret."""
        found = _find_secret(self._clients.get(client_id, []), client_secret)
        if found is None:
            raise Unauthenticated("The client is unknown, or its secret is wrong.")
        return self._tokens.issue(client_id, found.signing_text)

    def identify(self, request: Request) -> Party:
        """Verify a token, or look up the username of a SharedKey, without the body. Raises Unauthenticated."""
        scheme, value = authorization(request)
        match scheme:
            case "bearer" if "." in value:
                caller = request.scope[CALLER] = self._caller_by_token(value)
                return caller.party
            case "bearer" | "sharedkey":
                username, _ = _shared_key(value)
                return self._users_of(username)[0].caller.claimed_party
            case _:
                raise Unauthenticated(_NO_CREDENTIALS)

    async def caller(self, request: Request) -> WalleyCaller:
        """Return the caller that `identify` found, or verify its SharedKey.

        Raises Unauthenticated, or BodyTooLarge where a SharedKey cannot be verified.
        """
        scope = request.scope
        if CALLER not in scope:
            self.identify(request)
        caller: WalleyCaller | None = scope.get(CALLER)
        return caller or await self._caller_by_shared_key(request)

    def _caller_by_token(self, token: str) -> WalleyCaller:
        client_id = self._tokens.client_of(token)
        if client_id is None:
            raise Unauthenticated(_BAD_TOKEN, is_guess=not self._tokens.is_authentic(token))
        return self._clients[client_id][0].caller

    async def _caller_by_shared_key(self, request: Request) -> WalleyCaller:
        username, digest = _shared_key(authorization(request)[1])
        known = self._users_of(username)
        raw_path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
        signed = await read_body(request) + raw_path.partition(b"?")[0]
        for candidate in known:
            expected = hashlib.sha256(signed + candidate.secret.encode()).hexdigest()
            if hmac.compare_digest(expected.encode(), digest):
                return candidate.caller
        raise Unauthenticated(_BAD_SHARED_KEY)

    def _users_of(self, username: str) -> list[_Secret]:
        known = self._users.get(username)
        if not known:
            raise Unauthenticated(_BAD_SHARED_KEY)
        return known


def _shared_key(value: str) -> tuple[str, bytes]:
    """Decode the username, and the digest in lower-case hex."""
    try:
        padded = value + "=" * (-len(value) % 4)
        text = base64.b64decode(padded, validate=True).decode()
    except (binascii.Error, ValueError):
        raise Unauthenticated(_BAD_SHARED_KEY) from None
    username, _, digest = text.rpartition(":")
    return username, digest.strip().lower().encode()


def _client_secret(secret: str, caller: WalleyCaller) -> _ClientSecret:
    digest = digest_of(secret)
    # The signing key has the digest, so that tokens stay valid where the configuration replaces a secret by its hash.
    return _ClientSecret(digest, digest.hex(), caller)


def _find_secret(candidates: Iterable[_ClientSecret], secret: str) -> _ClientSecret | None:
    """Return the candidate with this secret. Compares all, so that the duration does not reveal which one matches."""
    found = None
    sent = digest_of_sent(secret.encode())
    for candidate in candidates:
        if is_same(candidate.digest, sent):
            found = candidate
    return found


def _add(names: dict[str, list[_Secret]], name: str, secret: _Secret) -> None:
    names.setdefault(name, []).append(secret)


def _pairs(clients: dict[str, list[_ClientSecret]]) -> Iterable[tuple[str, str]]:
    return [(name, found.signing_text) for name, secrets in clients.items() for found in secrets]
