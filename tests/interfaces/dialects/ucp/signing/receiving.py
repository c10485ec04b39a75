"""How a receiver verifies what a shop signed, written from the RFCs without the libraries that sign."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

Jwk = Mapping[str, Any]


def verify(jwk: Jwk, signature: bytes, signed: bytes) -> bool:
    """Whether 64 bytes, r and s, are the signature of the holder of a key (RFC 7518, section 3.4)."""
    if len(signature) != 64:
        return False
    x, y = (int.from_bytes(unpadded(jwk[name]), "big") for name in ("x", "y"))
    public = EllipticCurvePublicNumbers(x, y, SECP256R1()).public_key()
    r, s = (int.from_bytes(signature[at : at + 32], "big") for at in (0, 32))
    try:
        public.verify(encode_dss_signature(r, s), signed, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def unpadded(text: str) -> bytes:
    """Decode base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def body_is_signed(keys: list[Jwk], headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a body has a detached JWS with an unencoded payload (RFC 7797) of one of these keys."""
    protected, payload, signature = headers["request-signature"].split(".")
    header = json.loads(unpadded(protected))
    assert payload == ""
    assert (header["alg"], header["b64"], header["crit"]) == ("ES256", False, ["b64"])
    key = _key(keys, header["kid"])
    signed = protected.encode() + b"." + body
    return key is not None and verify(key, unpadded(signature), signed)


def request_is_signed(
    keys: list[Jwk], method: str, url: str, headers: Mapping[str, str], body: bytes
) -> bool:
    """Whether a request has a message signature (RFC 9421) `sig1` of one of these keys, and the digest of its body."""
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    if headers["content-digest"] != f"sha-256=:{digest}:":
        return False
    found = re.fullmatch(r"sig1=(\(([^)]*)\)(.*))", headers["signature-input"])
    assert found is not None
    parameters = found[1]
    kid = re.search(r';keyid="([^"]*)"', found[3])
    assert kid is not None
    names = re.findall(r'"([^"]*)"', found[2])
    lines = [f'"{name}": {_value(name, method, url, headers)}' for name in names]
    base = "\n".join((*lines, f'"@signature-params": {parameters}'))
    signature = re.fullmatch(r"sig1=:([A-Za-z0-9+/=]+):", headers["signature"])
    assert signature is not None
    key = _key(keys, kid[1])
    return key is not None and verify(key, base64.b64decode(signature[1]), base.encode("ascii"))


def components(headers: Mapping[str, str]) -> list[str]:
    """The names of the components that a signature covers, in their order."""
    return re.findall(r'"([^"]*)"', headers["signature-input"].partition(")")[0])


def _key(keys: list[Jwk], kid: str) -> Jwk | None:
    return next((each for each in keys if each["kid"] == kid), None)


def _value(name: str, method: str, url: str, headers: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    match name:
        case "@method":
            return method
        case "@authority":
            return parts.netloc.lower()
        case "@path":
            return parts.path or "/"
        case "@query":
            return f"?{parts.query}"
        case _:
            return headers[name]
