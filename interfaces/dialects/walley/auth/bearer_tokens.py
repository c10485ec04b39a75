"""Bearer tokens: JWTs that name a client, valid in every process of one database.

The signing key derives from the installation's key, which is in the database and in no configuration, and from the
digest of the client's secret: tokens become invalid when the secret is removed from the configuration. The `kid` of the
header selects the key, and a token whose subject is another client is refused. Clients use a token for exactly
`EXPIRES_IN` seconds, without a margin, so it stays valid for `_MARGIN` seconds longer.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

EXPIRES_IN = 3599
_MARGIN = 60
_ALGORITHM = "HS256"
_ISSUER = "tillroll"
_LABEL = b"tillroll walley bearer token\x00"
_LONGEST = 2048
_MAX_CACHED = 1_000


@dataclass(frozen=True)
class _Verified:
    client_id: str
    valid_until: int


class BearerTokens:
    """Issuer and verifier of tokens.

    `secrets` are pairs of a client id and the digest of a secret; a client that rotates its secret has several.
    `server_key` returns the installation's key; it is called when a token is issued or verified, not before.
    """

    def __init__(
        self,
        secrets: Iterable[tuple[str, str]],
        clock: Callable[[], datetime],
        server_key: Callable[[], bytes],
    ) -> None:
        self._clock = clock
        self._server_key = server_key
        self._secrets: dict[str, list[str]] = {}
        for client_id, secret in secrets:
            self._secrets.setdefault(client_id, []).append(secret)
        self._verified: dict[bytes, _Verified] = {}

    def issue(self, client_id: str, secret: str) -> str:
        """Issue a token for a client whose secret has been verified."""
        now = int(self._clock().timestamp())
        claims = {
            "iss": _ISSUER,
            "sub": client_id,
            "iat": now,
            "exp": now + EXPIRES_IN + _MARGIN,
        }
        key = self.key_of(client_id, secret)
        return jwt.encode(claims, key, _ALGORITHM, headers={"kid": client_id})

    def client_of(self, token: str) -> str | None:
        """Return the id of the client that a valid token was issued to, or None for an invalid token."""
        now = self._clock().timestamp()
        # The lookup is by digest, so its duration does not reveal how close a guessed token is to a real one.
        digest = hashlib.sha256(token.encode()).digest()
        verified = self._verified.get(digest)
        if verified is None:
            verified = self._verify(token)
            if verified is None:
                return None
            self._cache(digest, verified)
        if now >= verified.valid_until:
            self._verified.pop(digest, None)
            return None
        return verified.client_id

    def is_authentic(self, token: str) -> bool:
        """Return whether a token was issued here for a secret that is still valid, even if the token has expired."""
        return self._verify(token) is not None

    def _verify(self, token: str) -> _Verified | None:
        if len(token) > _LONGEST:
            return None
        try:
            client_id = jwt.get_unverified_header(token).get("kid")
        except (jwt.PyJWTError, ValueError, RecursionError):
            return None
        if not isinstance(client_id, str):
            return None
        for secret in self._secrets.get(client_id, []):
            claims = _claims(token, self.key_of(client_id, secret))
            if claims is not None and claims["sub"] == client_id and _is_bounded(claims):
                return _Verified(client_id=client_id, valid_until=claims["exp"])
        return None

    def key_of(self, client_id: str, secret: str) -> bytes:
        """Derive the signing key of a client's tokens: an HMAC of its id and secret under the server's key."""
        parts = [part.encode() for part in (client_id, secret)]
        lengths = b"".join(len(part).to_bytes(4, "big") for part in parts)
        return hmac.digest(self._server_key(), _LABEL + lengths + b"".join(parts), "sha256")

    def _cache(self, digest: bytes, verified: _Verified) -> None:
        if len(self._verified) >= _MAX_CACHED:
            del self._verified[next(iter(self._verified))]
        self._verified[digest] = verified


def _is_bounded(claims: dict[str, Any]) -> bool:
    """Return whether both times are integers, no further apart than in an issued token."""
    issued, expires = claims["iat"], claims["exp"]
    if type(issued) is not int or type(expires) is not int:
        return False
    return issued < expires <= issued + EXPIRES_IN + _MARGIN


def _claims(token: str, key: bytes) -> dict[str, Any] | None:
    # The caller checks the times against the injected clock, instead of the library against the system's.
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            issuer=_ISSUER,
            options={
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
                "verify_sub": False,
                "require": ["sub", "iat", "exp"],
            },
        )
    except (jwt.PyJWTError, ValueError, RecursionError):
        return None
    return claims
