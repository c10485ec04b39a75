"""Signatures of JSON (RFC 7515) with ES256, attached and detached."""

from dataclasses import dataclass
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from jwt.utils import base64url_decode

from interfaces.dialects.ucp.mandates.canonical import parse
from interfaces.dialects.ucp.signing.keys import ShopKey, base64url
from interfaces.dialects.ucp.signing.platform_keys import PlatformKeys, is_signature

ALGORITHM: Final = "ES256"
_HALF: Final = 32


@dataclass(frozen=True, kw_only=True)
class Jws:
    """A signature whose form is right. `signed` is what it covers."""

    header: dict[str, Any]
    payload: bytes
    signed: bytes
    signature: bytes

    @property
    def kid(self) -> str | None:
        """The name of the key, which the header has."""
        kid = self.header.get("kid")
        return kid if isinstance(kid, str) else None

    def is_of(self, keys: PlatformKeys, kid: str | None) -> bool:
        """Return whether the holder of the key of that name has signed."""
        key = keys.get(kid or "")
        is_known = self.header.get("alg") == ALGORITHM and "crit" not in self.header
        return is_known and key is not None and is_signature(key, self.signature, self.signed)


def read_jws(text: str, payload: bytes | None = None) -> Jws:
    """Read a compact signature. A detached one needs its payload. Raises ValueError."""
    parts = text.split(".")
    if len(parts) != 3 or (payload is None) is not bool(parts[1]):
        raise ValueError("it has not three parts")
    encoded = parts[1] if payload is None else base64url(payload)
    header = parse(decode(parts[0]))
    if not isinstance(header, dict):
        raise ValueError("its header is no object")
    return Jws(
        header=header,
        payload=decode(encoded),
        signed=f"{parts[0]}.{encoded}".encode("ascii"),
        signature=decode(parts[2]),
    )


def sign_detached(key: ShopKey, payload: bytes) -> str:
    """Sign a payload: `<protected header>..<signature>`. The same payload has the same signature (RFC 6979)."""
    header = base64url(f'{{"alg":"{ALGORITHM}","kid":"{key.kid}"}}'.encode())
    signed = f"{header}.{base64url(payload)}".encode("ascii")
    der = key.private.sign(signed, ECDSA(SHA256(), deterministic_signing=True))
    halves = (each.to_bytes(_HALF, "big") for each in decode_dss_signature(der))
    return f"{header}..{base64url(b''.join(halves))}"


def decode(text: str) -> bytes:
    """Decode base64url. Raises ValueError for other texts, also for those that have other characters."""
    value: bytes = base64url_decode(text.encode("ascii"))
    if base64url(value) != text:
        raise ValueError("it is not base64url")
    return value
