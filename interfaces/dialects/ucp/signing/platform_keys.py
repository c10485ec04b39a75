"""The public keys of a profile, with which the requests of its platform are verified (RFC 7517)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from jwt.utils import base64url_decode

_MEMBERS: Final = ("signing_keys", "keys")
_MOST_KEYS: Final = 100
_HALF: Final = 32
PlatformKeys = Mapping[str, EllipticCurvePublicKey | None]
"""Keys by their ids; None for one of a type that this server does not support."""


def read_keys(profile: Mapping[str, Any]) -> PlatformKeys:
    """Read the keys of a profile. One that cannot be used does not spoil the others."""
    return {kid: _public_key(jwk) for kid, jwk in list(_entries(profile))[:_MOST_KEYS]}


def is_signature(key: EllipticCurvePublicKey, signature: bytes, signed: bytes) -> bool:
    """Return whether 64 bytes, r and s, are the signature of the holder of a key (RFC 7518, section 3.4)."""
    if len(signature) != 2 * _HALF:
        return False
    r, s = (int.from_bytes(signature[at : at + _HALF], "big") for at in (0, _HALF))
    try:
        key.verify(encode_dss_signature(r, s), signed, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _entries(profile: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for member in _MEMBERS:
        found = profile.get(member)
        for jwk in found if isinstance(found, list) else ():
            if isinstance(jwk, dict) and isinstance(jwk.get("kid"), str):
                yield jwk["kid"], jwk


def _public_key(jwk: Mapping[str, Any]) -> EllipticCurvePublicKey | None:
    x, y = jwk.get("x"), jwk.get("y")
    if (jwk.get("kty"), jwk.get("crv")) != ("EC", "P-256"):
        return None
    if not isinstance(x, str) or not isinstance(y, str):
        return None
    try:
        at_x, at_y = (int.from_bytes(base64url_decode(each), "big") for each in (x, y))
        return EllipticCurvePublicNumbers(at_x, at_y, SECP256R1()).public_key()
    except ValueError:
        return None
