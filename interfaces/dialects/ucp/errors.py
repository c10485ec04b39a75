"""Refusals and request errors as errors of UCP: a status with a code, or 200 with messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from fastapi import Request, Response

from domain import refusals
from domain.refusals import Refusal
from interfaces.dialects.session.errors import RETRY, STATUSES, fields_message, refusal_message
from interfaces.dialects.ucp.negotiation import errors as negotiation
from interfaces.dialects.ucp.requests.orders import NotAnOrder
from interfaces.dialects.ucp.responses.failures import (
    OF_BUSINESS,
    WORDS,
    failure_messages,
    unrecoverable,
)
from interfaces.dialects.ucp.signing import errors as signatures
from interfaces.dialects.ucp.versions.spoken import version_of_errors
from interfaces.dialects.ucp.wire import (
    MEDIA_TYPE,
    Shape,
    encode,
    error_body,
    failure_body,
    message_error,
)
from interfaces.http.errors import request_errors
from interfaces.http.errors.rendering import error_headers, error_message, known_error
from interfaces.http.errors.request_errors import RequestError
from interfaces.http.errors.table import ErrorTable


@dataclass(frozen=True)
class UcpErrorRow:
    """The status and the code of a refusal or a family of refusals."""

    status: int
    code: str
    headers: Mapping[str, str] = field(default_factory=dict)


REFUSALS: Final = ErrorTable(
    {
        Refusal: UcpErrorRow(409, "conflict"),
        refusals.CheckoutNotFound: UcpErrorRow(200, "not_found"),
        refusals.Locked: UcpErrorRow(409, "conflict", RETRY),
        refusals.StaleVersion: UcpErrorRow(412, "conflict"),
        refusals.PurchaseCommitmentFound: UcpErrorRow(409, "complete_in_progress", RETRY),
        refusals.PurchaseCompleted: UcpErrorRow(409, "already_completed"),
        refusals.CheckoutCancelled: UcpErrorRow(409, "already_canceled"),
        refusals.CheckoutExpired: UcpErrorRow(409, "expired"),
        refusals.NoOrder: UcpErrorRow(200, "not_found"),
        refusals.OrderReportRefused: UcpErrorRow(422, "invalid_request"),
        refusals.OrderEntryTaken: UcpErrorRow(409, "conflict"),
        refusals.NoSuchPointInTime: UcpErrorRow(404, "not_found"),
        refusals.InTheFuture: UcpErrorRow(400, "invalid_request"),
        **{kind: UcpErrorRow(200, code) for kind, (code, _) in OF_BUSINESS.items()},
    }
)
_REQUEST_ERRORS: Final[Mapping[type[RequestError], tuple[int, str]]] = {
    **{kind: (status, "invalid_request") for kind, status in STATUSES.items()},
    request_errors.RouteUnknown: (404, "not_found"),
    request_errors.MethodNotAllowed: (405, "method_not_allowed"),
    request_errors.Unauthenticated: (401, "unauthenticated"),
    request_errors.AccessDenied: (403, "insufficient_scope"),
    request_errors.RateLimited: (429, "rate_limited"),
    request_errors.IdempotencyConflict: (409, "idempotency_conflict"),
    request_errors.StoredResponseErased: (409, "idempotency_conflict"),
    request_errors.IdempotencyInFlight: (409, "idempotency_in_flight"),
    request_errors.Unavailable: (503, "unavailable"),
    request_errors.Unexpected: (500, "internal_error"),
    NotAnOrder: (422, "invalid_request"),
    negotiation.InvalidProfileUrl: (400, "invalid_profile_url"),
    negotiation.ProfileUnreachable: (424, "profile_unreachable"),
    negotiation.ProfileMalformed: (422, "profile_malformed"),
    negotiation.VersionUnsupported: (422, "version_unsupported"),
    signatures.SignatureMissing: (401, "signature_missing"),
    signatures.SignatureInvalid: (401, "signature_invalid"),
    signatures.KeyNotFound: (401, "key_not_found"),
    signatures.DigestMismatch: (400, "digest_mismatch"),
    signatures.AlgorithmUnsupported: (400, "algorithm_unsupported"),
}
_UNEXPECTED: Final[Mapping[type[RequestError], str]] = {
    request_errors.Unexpected: "Something went wrong on our side.",
}


def render_refusal(request: Request, refusal: Refusal) -> Response:
    """Render a refusal of the domain."""
    row = REFUSALS[type(refusal)]
    is_order = request.scope["path"].startswith("/orders/")
    words = {**WORDS, "resource": "order"} if is_order else WORDS
    content = refusal_message(refusal, words)
    if row.status == 200:
        found = failure_messages(refusal) or [
            message_error(row.code, content, severity="unrecoverable")
        ]
        return _failure_of_business(request, found)
    return _failure(request, row.status, row.code, content, headers=row.headers)


def refusal_status(refusal: type[Refusal], _: str) -> int:
    """Return the status of a refusal of an operation."""
    return REFUSALS[refusal].status


def render_request_error(request: Request, error: RequestError) -> Response:
    """Render a request error. One of the business, which is answered with messages, has the status 200."""
    if (found := failure_messages(error)) is not None:
        return _failure_of_business(request, found)
    if isinstance(error, request_errors.InvalidFields | request_errors.InvalidQuery):
        first = error.faults[0].path
        where = f"$.{first}" if first else "$"
        is_body = isinstance(error, request_errors.InvalidFields)
        message = fields_message(error.faults)
        return _failure(request, 400, "invalid_request", message, path=where if is_body else None)
    path = error.path if isinstance(error, NotAnOrder) else None
    known = known_error(error, _REQUEST_ERRORS)
    status, code = _REQUEST_ERRORS[type(known)]
    message = error_message(known, _UNEXPECTED)
    return _failure(request, status, code, message, path=path, headers=error_headers(known))


def _failure_of_business(request: Request, found: Sequence[Shape]) -> Response:
    """Write messages alone: with 200, or with the status that the version of the request has for the first of them."""
    version = version_of_errors(request)
    code = found[0]["code"]
    status = version.status_of(code)
    found = version.messages(unrecoverable(found))
    if status == 200:
        return Response(encode(failure_body(found, version.name)), 200, media_type=MEDIA_TYPE)
    body = error_body(found, version.word_for(code), version.name)
    return Response(encode(body), status, media_type=MEDIA_TYPE)


def _failure(
    request: Request,
    status: int,
    code: str,
    content: str,
    *,
    path: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    version = version_of_errors(request)
    status = version.statuses_of_requests.get(code, status)
    severity = "recoverable" if path is not None else "unrecoverable"
    message = message_error(code, content, severity=severity, path=path)
    found = version.messages([message])
    body = encode(error_body(found, version.word_for(code), version.name))
    return Response(body, status, dict(headers or {}), media_type=MEDIA_TYPE)
