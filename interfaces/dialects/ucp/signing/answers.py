"""Signatures of answers (RFC 9421), with the digests of their bodies (RFC 9530).

The versions from 2026-04-08 on have them, errors included. They cover status, digest and type. January has none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from fastapi import Request, Response
from http_message_signatures import HTTPMessageSigner, MappingKeyResolver
from http_message_signatures.algorithms import ECDSA_P256_SHA256

from interfaces.dialects.ucp.auth import Caller
from interfaces.dialects.ucp.signing.keys import ShopKey
from interfaces.dialects.ucp.signing.message_signature import HEADERS, LABEL
from interfaces.dialects.ucp.versions.spoken import version_of_errors
from interfaces.http.dialect import Endpoint, Middleware
from interfaces.http.party import CALLER

_COVERED: Final = ("@status", "content-digest", "content-type")


@dataclass(frozen=True)
class _Answer:
    """An answer as the library reads and completes it."""

    status_code: int
    headers: dict[str, str] = field(default_factory=dict)


def answer_signer(clock: Callable[[], datetime]) -> Middleware:
    """Return the middleware that signs the answers of shops which want that, to callers that are known."""

    async def sign(endpoint: Endpoint, request: Request) -> Response:
        response = await endpoint(request)
        caller: Caller | None = request.scope.get(CALLER)
        if caller is None or not caller.shop.ucp.signs_answers:
            return response
        key = caller.shop.keys.signer
        # An answer without a body has nothing to sign: 304, and 202 of a notification.
        has_body = bool(getattr(response, "body", b""))
        if key is not None and has_body and not version_of_errors(request).signs_bodies:
            _sign(response, key, clock())
        return response

    return sign


def _sign(response: Response, key: ShopKey, at: datetime) -> None:
    answer = _Answer(response.status_code, {"Content-Type": response.headers["content-type"]})
    signer = HTTPMessageSigner(
        signature_algorithm=ECDSA_P256_SHA256,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={key.kid: key.private}),
    )
    signer.sign(
        answer,
        key_id=key.kid,
        created=at,
        label=LABEL,
        include_alg=False,
        covered_component_ids=_COVERED,
        body=bytes(response.body),
    )
    for name in HEADERS:
        response.headers[name] = answer.headers[name]
