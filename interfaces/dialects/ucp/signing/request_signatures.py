"""The signatures of a received request: candidates, each with the id of its key and the bytes that it signs.

From 2026-04-08 on a request has HTTP message signatures (RFC 9421) with the digest of its body (RFC 9530). In the
versions of January it has a detached JWS over its body in `Request-Signature`.
"""

import binascii
import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec
from http_sf.compat import Dictionary, InnerList
from jwt.utils import base64url_decode

from interfaces.dialects.ucp.signing.errors import DigestMismatch, SignatureInvalid

_MOST: Final = 10
_CLOCK_SECONDS: Final = 60
_OF_JWS: Final = "request-signature"


@dataclass(frozen=True, kw_only=True)
class ReceivedRequest:
    """What signatures cover. The names of `headers` are in lower case, `authority` is the host as it was sent."""

    method: str
    authority: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A signature, what it signs, and the id of its key."""

    kid: str
    signed: bytes
    signature: bytes


def message_signatures(request: ReceivedRequest, now: datetime) -> Sequence[Candidate]:
    """Return the message signatures that cover the request. One that leaves out a part counts as none.

    Raises SignatureInvalid for headers that cannot be read and for a signature of another time, and DigestMismatch.
    """
    if "signature" not in request.headers and "signature-input" not in request.headers:
        return ()
    inputs = _dictionary(request, "signature-input")
    signatures = _dictionary(request, "signature")
    found = list(_candidates(request, inputs, signatures, now))[:_MOST]
    if found and request.body and request.headers["content-digest"] != _digest(request.body):
        raise DigestMismatch
    return found


def body_signature(request: ReceivedRequest) -> Candidate | None:
    """Return the detached JWS of the body, with an encoded payload or without (RFC 7797).

    A text that is no detached JWS counts as none, because clients send placeholders. Raises SignatureInvalid.
    """
    parts = request.headers.get(_OF_JWS, "").split(".")
    if len(parts) != 3 or parts[1] != "":
        return None
    try:
        header = msgspec.json.decode(base64url_decode(parts[0]))
        signature = base64url_decode(parts[2])
    except (ValueError, msgspec.DecodeError):
        raise SignatureInvalid("Request-Signature cannot be read.") from None
    kid = header.get("kid") if isinstance(header, dict) else None
    if not isinstance(kid, str) or header.get("alg") != "ES256":
        raise SignatureInvalid("Its header needs alg ES256 and the kid of a key.")
    if header.get("crit", ["b64"]) != ["b64"]:
        raise SignatureInvalid("Its header has a critical member that is not known.")
    is_encoded = header.get("b64", True)
    payload = _base64url(request.body) if is_encoded else request.body
    signed = parts[0].encode("ascii", "replace") + b"." + payload
    return Candidate(kid=kid, signed=signed, signature=signature)


def _candidates(
    request: ReceivedRequest, inputs: Dictionary, signatures: Dictionary, now: datetime
) -> Iterator[Candidate]:
    required = set(_least_components(request))
    for label, covered in inputs.items():
        signature = signatures.get(label)
        value = None if signature is None or isinstance(signature, InnerList) else signature.value
        if not isinstance(covered, InnerList) or not isinstance(value, bytes):
            raise SignatureInvalid(f"Signature and Signature-Input differ at {label[:40]!r}.")
        names = {str(each.value) for each in covered if not dict(each.params)}
        if not required <= names:
            continue
        _check_time(covered.params, now)
        kid = covered.params.get("keyid")
        if not isinstance(kid, str):
            raise SignatureInvalid("Its keyid is missing.")
        lines = [f"{each}: {_value(request, each)}" for each in covered]
        base = "\n".join((*lines, f'"@signature-params": {covered}'))
        yield Candidate(kid=kid, signed=base.encode("utf-8"), signature=value)


def _least_components(request: ReceivedRequest) -> Iterator[str]:
    yield from ("@method", "@authority", "@path")
    if request.query:
        yield "@query"
    yield from (name for name in ("ucp-agent", "idempotency-key") if name in request.headers)
    if request.body:
        yield from ("content-digest", "content-type")


def _value(request: ReceivedRequest, component: Any) -> str:
    name = component.value
    derived = {
        "@method": request.method,
        "@authority": request.authority.lower(),
        "@path": request.path,
        "@query": f"?{request.query}",
    }
    found = derived.get(name, request.headers.get(str(name)))
    if found is None or dict(component.params):
        raise SignatureInvalid(f"It covers {str(component)[:80]}, which the request does not have.")
    return found


def _check_time(parameters: Mapping[str, Any], now: datetime) -> None:
    created, expires = parameters.get("created"), parameters.get("expires")
    if isinstance(created, int) and created > now.timestamp() + _CLOCK_SECONDS:
        raise SignatureInvalid("It was created in the future.")
    if isinstance(expires, int) and expires < now.timestamp() - _CLOCK_SECONDS:
        raise SignatureInvalid("It has expired.")


def _dictionary(request: ReceivedRequest, name: str) -> Dictionary:
    found = Dictionary()
    try:
        found.parse(request.headers.get(name, "").encode("utf-8"))
    except (ValueError, TypeError, binascii.Error):
        raise SignatureInvalid(f"The header {name} cannot be read.") from None
    return found


def _digest(body: bytes) -> str:
    return f"sha-256=:{b64encode(hashlib.sha256(body).digest()).decode('ascii')}:"


def _base64url(body: bytes) -> bytes:
    return b64encode(body, b"-_").rstrip(b"=")
