"""The signature of a request as an HTTP message signature (RFC 9421), with the digest of its body (RFC 9530).

UCP wants one from 2026-04-08 on. It covers the target, the agent, the body and what tells a delivery from another. The
signature has 64 bytes, r and s of ECDSA on P-256. `alg` is left out: the key says it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import httpx
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    MappingKeyResolver,
)
from http_message_signatures.algorithms import ECDSA_P256_SHA256

from application.webhooks.callbacks import CannotSign, OutgoingRequest
from interfaces.dialects.ucp.signing.keys import ShopKey

LABEL: Final = "sig1"
_SENT_ONLY_IF_PRESENT: Final = ("idempotency-key",)
_LAST: Final = ("content-digest", "content-type", "webhook-id", "webhook-timestamp")
HEADERS: Final = ("Content-Digest", "Signature-Input", "Signature")
"""The headers of a signature."""


@dataclass(frozen=True)
class _Message:
    """A request as the library reads and completes it."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)


def sign_request(key: ShopKey, request: OutgoingRequest, at: datetime) -> Mapping[str, str]:
    """Return the headers of the signature and of the digest. Raises CannotSign for a URL that cannot be signed."""
    try:
        message = _Message(request.method, _sent_url(request.url), dict(request.headers))
        signer = HTTPMessageSigner(
            signature_algorithm=ECDSA_P256_SHA256,
            key_resolver=MappingKeyResolver(public_keys={}, private_keys={key.kid: key.private}),
        )
        signer.sign(
            message,
            key_id=key.kid,
            created=at,
            label=LABEL,
            include_alg=False,
            covered_component_ids=tuple(_components(message)),
            body=request.body,
        )
    except (HTTPMessageSignaturesException, httpx.InvalidURL) as error:
        raise CannotSign(f"The request cannot be signed: {error}") from error
    return {name: message.headers[name] for name in HEADERS}


def _components(message: _Message) -> Iterator[str]:
    names = {name.lower() for name in message.headers}
    yield from ("@method", "@authority", "@path")
    if "?" in message.url:
        yield "@query"
    yield "ucp-agent"
    yield from (name for name in _SENT_ONLY_IF_PRESENT if name in names)
    yield from _LAST


def _sent_url(url: str) -> str:
    """Return the URL as it is sent: with the escapes of the HTTP client, and without its fragment."""
    parsed = httpx.URL(url)
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}{parsed.raw_path.decode('ascii')}"
