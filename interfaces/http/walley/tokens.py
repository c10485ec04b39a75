"""Bearer tokens: signed statements of who the client is, good in every process that knows the client's secret.

Nothing is stored: the key of a token is derived from the client's secret (from the merchant's token_key and the
secret's hash, where there is a token_key), so that a secret taken out of the
configuration takes its tokens with it. Clients keep a token for exactly `EXPIRES_IN` seconds with no margin, which is
why it stays good a little longer than it says.
"""

import hashlib
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
_REMEMBERED = 1_000


@dataclass(frozen=True)
class _Verified:
    client_id: str
    good_until: int


class Tokens:
    """Issues and verifies tokens; `secrets` are pairs of client id and secret, several for a client that rotates."""

    def __init__(self, secrets: Iterable[tuple[str, str]], clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._keys: dict[str, list[bytes]] = {}
        for client_id, secret in secrets:
            self._keys.setdefault(client_id, []).append(_key_of(secret))
        self._verified: dict[bytes, _Verified] = {}

    def issue(self, client_id: str, secret: str) -> str:
        """A token for a client whose secret has been checked."""
        now = int(self._clock().timestamp())
        claims = {
            "iss": _ISSUER,
            "sub": client_id,
            "iat": now,
            "exp": now + EXPIRES_IN + _MARGIN,
        }
        return jwt.encode(claims, _key_of(secret), _ALGORITHM, headers={"kid": client_id})

    def client_of(self, token: str) -> str | None:
        """The id of the client that a good token was issued to; None for any other token."""
        now = self._clock().timestamp()
        # Not the token itself: looking up a digest takes no time that depends on how near a guess is.
        digest = hashlib.sha256(token.encode()).digest()
        verified = self._verified.get(digest)
        if verified is None:
            verified = self._verify(token)
            if verified is None:
                return None
            self._remember(digest, verified)
        if now >= verified.good_until:
            self._verified.pop(digest, None)
            return None
        return verified.client_id

    def _verify(self, token: str) -> _Verified | None:
        if len(token) > _LONGEST:
            return None
        try:
            client_id = jwt.get_unverified_header(token).get("kid")
            keys = self._keys.get(client_id, []) if isinstance(client_id, str) else []
        except (jwt.PyJWTError, ValueError, RecursionError):
            return None
        for key in keys:
            claims = _claims(token, key)
            if claims is not None:
                return _Verified(client_id=claims["sub"], good_until=claims["exp"])
        return None

    def _remember(self, digest: bytes, verified: _Verified) -> None:
        if len(self._verified) >= _REMEMBERED:
            del self._verified[next(iter(self._verified))]
        self._verified[digest] = verified


def _key_of(secret: str) -> bytes:
    return hashlib.sha256(_LABEL + secret.encode()).digest()


def _claims(token: str, key: bytes) -> dict[str, Any] | None:
    # The times are checked against the injected clock, and not by the library against its own.
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
                "require": ["sub", "exp"],
            },
        )
    except (jwt.PyJWTError, ValueError, RecursionError):
        return None
    return claims
