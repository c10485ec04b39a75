"""The keys with which a shop signs (ES256), and how their public parts are published.

A key is named by its thumbprint (RFC 7638), so its name needs no configuration and no two keys share one.
"""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any, Final, Self

import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import (
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)

_COORDINATE_BYTES: Final = 32
Jwk = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ShopKey:
    """A private key of the curve P-256 and its name."""

    kid: str
    private: EllipticCurvePrivateKey = field(compare=False, repr=False)

    @classmethod
    def of(cls, private: EllipticCurvePrivateKey) -> Self:
        """Return the key with its thumbprint as its name."""
        return cls(kid=thumbprint(private.public_key()), private=private)

    @property
    def jwk(self) -> Jwk:
        """The public part as a JWK (RFC 7517)."""
        return published_jwk(self.kid, *_coordinates(self.private.public_key()))


@dataclass(frozen=True, kw_only=True)
class ShopKeys:
    """The keys of a shop: the first of `own` signs. `others` are public keys that are published beside them."""

    own: tuple[ShopKey, ...] = ()
    others: tuple[Jwk, ...] = ()

    @property
    def signer(self) -> ShopKey | None:
        """The key that signs; None for a shop without keys."""
        return self.own[0] if self.own else None

    @property
    def published(self) -> list[Jwk]:
        """The public keys, of which the first is that of the signer."""
        return [*(each.jwk for each in self.own), *self.others]


NO_KEYS: Final = ShopKeys()


def published_jwk(kid: str, x: str, y: str) -> Jwk:
    """Write a public key of P-256, whose coordinates are given in base64url."""
    return {"kid": kid, "kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256"}


def thumbprint(public: EllipticCurvePublicKey) -> str:
    """Return the thumbprint of a public key of P-256 with SHA-256."""
    x, y = _coordinates(public)
    # RFC 7638, section 3.2: the required members, sorted, without whitespace.
    members = msgspec.json.encode({"crv": "P-256", "kty": "EC", "x": x, "y": y})
    return base64url(hashlib.sha256(members).digest())


def base64url(value: bytes) -> str:
    """Encode bytes in base64url without padding (RFC 7515, section 2)."""
    return urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def _coordinates(public: EllipticCurvePublicKey) -> tuple[str, str]:
    numbers = public.public_numbers()
    x, y = (each.to_bytes(_COORDINATE_BYTES, "big") for each in (numbers.x, numbers.y))
    return base64url(x), base64url(y)
