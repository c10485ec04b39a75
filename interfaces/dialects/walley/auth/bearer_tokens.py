"""Bearer tokens: signed statements of who the client is, good in every process of one database.

A token is signed with a key that only the server has: the installation's own, which is in the database and in no
configuration. The digest of the client's secret is mixed into it, so that the tokens end when the secret is taken out
of the configuration. The id in the head selects the key and is the caller: a token whose subject is anybody else is
refused. Clients keep a token for exactly `EXPIRES_IN` seconds with no margin, which is why it stays good a little
longer than it says.
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
_REMEMBERED = 1_000


@dataclass(frozen=True)
class _Verified:
    client_id: str
    good_until: int


class BearerTokens:
    """Issues and verifies tokens.

    `secrets` are pairs of a client id and the digest of a secret; a client that rotates its secret has several.
    `server_key` is asked for the installation's key when a token is issued or verified, not before.
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
        """A token for a client whose secret has been checked."""
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
        except (jwt.PyJWTError, ValueError, RecursionError):
            return None
        if not isinstance(client_id, str):
            return None
        for secret in self._secrets.get(client_id, []):
            claims = _claims(token, self.key_of(client_id, secret))
            if claims is not None and claims["sub"] == client_id and _is_bounded(claims):
                return _Verified(client_id=client_id, good_until=claims["exp"])
        return None

    def key_of(self, client_id: str, secret: str) -> bytes:
        """What a client's tokens are signed with: 32 bytes of the server's key, the client's id and its secret."""
        parts = [part.encode() for part in (client_id, secret)]
        lengths = b"".join(len(part).to_bytes(4, "big") for part in parts)
        return hmac.digest(self._server_key(), _LABEL + lengths + b"".join(parts), "sha256")

    def _remember(self, digest: bytes, verified: _Verified) -> None:
        if len(self._verified) >= _REMEMBERED:
            del self._verified[next(iter(self._verified))]
        self._verified[digest] = verified


def _is_bounded(claims: dict[str, Any]) -> bool:
    """Whether both times are whole numbers, no further apart than in a token that is issued here."""
    issued, expires = claims["iat"], claims["exp"]
    if type(issued) is not int or type(expires) is not int:
        return False
    return issued < expires <= issued + EXPIRES_IN + _MARGIN


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
                "verify_sub": False,
                "require": ["sub", "iat", "exp"],
            },
        )
    except (jwt.PyJWTError, ValueError, RecursionError):
        return None
    return claims
