"""Check the signatures of the callbacks that tillroll sends.

ACP and StateSet sign with a secret that both sides have. UCP signs with a key whose public part is in the profile of
the shop (`/.well-known/ucp`, `signing_keys`). The callbacks of Walley and Svea have no signature: read the checkout or
the order back, with your own credentials.
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

Jwk = Mapping[str, Any]

TOLERANCE_SECONDS = 300
_MERCHANT = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})")
_INPUT = re.compile(r'sig1=(\(((?:"[a-z@-]+" ?)*)\)((?:;[a-z]+=(?:"[^"]*"|[0-9]+))*))')
_SIGNATURE = re.compile(r"sig1=:([A-Za-z0-9+/]+={0,2}):")
_NEEDED = frozenset({"@method", "@authority", "@path", "content-digest"})
_SIGNATURE_BYTES = 64


class InvalidSignature(Exception):
    """The callback is not as tillroll sent it, or tillroll did not send it. The text says why."""


def verify_merchant_signature(
    header: str | None,
    body: bytes,
    secrets: Iterable[str],
    *,
    now: float,
    tolerance: float = TOLERANCE_SECONDS,
) -> None:
    """Check the `Merchant-Signature` of ACP and StateSet: `t=<seconds>,v1=<HMAC-SHA256 in hexadecimal>`.

    `secrets` are the present one and, during a rotation, the next one. `now` is in seconds since 1970, and a signature
    that is `tolerance` seconds older or newer is refused. Raises InvalidSignature.
    """
    found = _MERCHANT.fullmatch(header or "")
    if found is None:
        raise InvalidSignature("The header Merchant-Signature is missing or malformed.")
    _require_recent(int(found[1]), now, tolerance)
    signed = found[1].encode() + b"." + body
    for secret in secrets:
        made = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        if hmac.compare_digest(made, found[2]):
            return
    raise InvalidSignature("The signature is not of this body and one of these secrets.")


def verify_body_signature(header: str | None, body: bytes, keys: Sequence[Jwk]) -> None:
    """Check the `Request-Signature` of UCP 2026-01-11: a detached JWS of the body (RFC 7515, RFC 7797).

    `keys` are the `signing_keys` of the shop's profile. Raises InvalidSignature. Needs `cryptography`.
    """
    protected, payload, signature = _three_parts(header)
    members = _object(_from_base64url(protected))
    is_known = (members.get("alg"), members.get("b64")) == ("ES256", False)
    if payload or not is_known or members.get("crit") != ["b64"]:
        raise InvalidSignature("Request-Signature is no detached JWS with ES256 and b64=false.")
    key = _key(keys, members.get("kid"))
    _verify(key, _from_base64url(signature), protected.encode() + b"." + body)


def verify_request_signature(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    keys: Sequence[Jwk],
    *,
    now: float,
    tolerance: float = TOLERANCE_SECONDS,
) -> None:
    """Check the message signature of UCP 2026-04-08 (RFC 9421), with the digest of the body (RFC 9530).

    `url` is the one that tillroll was configured to call, and `keys` are the `signing_keys` of the shop's profile.
    Raises InvalidSignature. Needs `cryptography`.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    if not hmac.compare_digest(sent.get("content-digest", ""), f"sha-256=:{digest}:"):
        raise InvalidSignature("Content-Digest is not the digest of this body.")
    described = _INPUT.fullmatch(sent.get("signature-input", ""))
    signature = _SIGNATURE.fullmatch(sent.get("signature", ""))
    if described is None or signature is None:
        raise InvalidSignature("Signature or Signature-Input is missing or malformed.")
    names = re.findall(r'"([^"]+)"', described[2])
    if missing := sorted(_NEEDED - set(names)):
        raise InvalidSignature(f"The signature does not cover {', '.join(missing)}.")
    parameters = dict(re.findall(r';([a-z]+)="?([^";]*)"?', described[3]))
    _require_recent(int(parameters.get("created") or 0), now, tolerance)
    lines = [f'"{name}": {_component(name, method, url, sent)}' for name in names]
    base = "\n".join((*lines, f'"@signature-params": {described[1]}'))
    key = _key(keys, parameters.get("keyid"))
    _verify(key, _from_base64(signature[1]), base.encode())


def _require_recent(signed: int, now: float, tolerance: float) -> None:
    if abs(now - signed) > tolerance:
        raise InvalidSignature(f"The signature was made more than {tolerance:g} seconds from now.")


def _component(name: str, method: str, url: str, headers: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    derived = {
        "@method": method.upper(),
        "@authority": parts.netloc.lower(),
        "@path": parts.path or "/",
        "@query": f"?{parts.query}",
    }
    value = derived.get(name, headers.get(name))
    if value is None:
        raise InvalidSignature(f"The signature covers {name}, which the request does not have.")
    return value.strip()


def _key(keys: Sequence[Jwk], kid: object) -> Jwk:
    for each in keys:
        if each.get("kid") == kid and (each.get("kty"), each.get("crv")) == ("EC", "P-256"):
            return each
    raise InvalidSignature("The shop has published no such key.")


def _verify(jwk: Jwk, signature: bytes, signed: bytes) -> None:
    """Check 64 bytes, r and s (RFC 7518, section 3.4)."""
    from cryptography import exceptions
    from cryptography.hazmat.primitives.asymmetric import ec, utils
    from cryptography.hazmat.primitives.hashes import SHA256

    if len(signature) != _SIGNATURE_BYTES:
        raise InvalidSignature("The signature has not 64 bytes.")
    x, y = (int.from_bytes(_from_base64url(str(jwk.get(name, ""))), "big") for name in ("x", "y"))
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    try:
        public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        public.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))
    except (exceptions.InvalidSignature, ValueError) as error:
        raise InvalidSignature("The signature is not of this request and this key.") from error


def _three_parts(header: str | None) -> tuple[str, str, str]:
    parts = (header or "").split(".")
    if len(parts) != 3:
        raise InvalidSignature("The header Request-Signature is missing or malformed.")
    return parts[0], parts[1], parts[2]


def _object(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise InvalidSignature("The header of the JWS is not JSON.") from error
    return found if isinstance(found, dict) else {}


def _from_base64url(text: str) -> bytes:
    return _from_base64(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4))


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidSignature("The signature is not in Base64.") from error
