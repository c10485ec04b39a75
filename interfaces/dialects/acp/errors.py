"""Refusals and request errors as ACP's errors: a status, a type, a code, and the JSONPath of the field."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request, Response

from domain import refusals
from domain.refusals import Refusal
from interfaces.dialects.acp.versions.negotiation import (
    LATEST,
    VERSIONS,
    VersionRefused,
    negotiated_version,
)
from interfaces.dialects.acp.wire import MEDIA_TYPE, ErrorBody, encode
from interfaces.dialects.session.auth import has_key
from interfaces.dialects.session.errors import RETRY, STATUSES, fields_message, refusal_message
from interfaces.http.errors import request_errors
from interfaces.http.errors.rendering import error_headers, error_message, known_error
from interfaces.http.errors.request_errors import FieldFault, RequestError
from interfaces.http.errors.table import ErrorTable

INVALID = "invalid_request"
PROCESSING = "processing_error"
UNAVAILABLE = "service_unavailable"
_NOT_CANCELABLE = 405
_ENDED = (refusals.PurchaseCompleted, refusals.CheckoutCancelled, refusals.CheckoutExpired)
_WORDS = {
    "resource": "checkout session",
    "noun": "session",
    "read": "retrieve",
    "Read": "Retrieve",
    "read_again": "retrieve it",
    "Try": "Try",
}


@dataclass(frozen=True)
class AcpErrorRow:
    """The response to a refusal or a family of refusals, without its message."""

    status: int
    code: str
    param: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


REFUSALS = ErrorTable(
    {
        Refusal: AcpErrorRow(409, "conflict"),
        refusals.CheckoutNotFound: AcpErrorRow(404, "not_found"),
        refusals.Locked: AcpErrorRow(409, "conflict", headers=RETRY),
        refusals.StaleVersion: AcpErrorRow(412, "conflict"),
        refusals.PurchaseCommitmentFound: AcpErrorRow(409, "conflict", headers=RETRY),
        refusals.PurchaseCompleted: AcpErrorRow(409, "already_completed"),
        refusals.CheckoutCancelled: AcpErrorRow(409, "already_canceled"),
        refusals.CheckoutExpired: AcpErrorRow(409, "expired"),
        refusals.NotPurchasable: AcpErrorRow(400, "invalid"),
        refusals.CheckoutSuspended: AcpErrorRow(409, "conflict"),
        refusals.EmptyCart: AcpErrorRow(400, "missing", "$.line_items"),
        refusals.OutdatedView: AcpErrorRow(409, "conflict"),
        refusals.DeliveryMissing: AcpErrorRow(400, "missing"),
        refusals.NotAvailable: AcpErrorRow(400, "out_of_stock", "$.line_items"),
        refusals.DiscountUsedUp: AcpErrorRow(
            400, "discount_code_usage_limit_reached", "$.discounts.codes"
        ),
        refusals.NoSuchPointInTime: AcpErrorRow(404, "not_found"),
        refusals.InTheFuture: AcpErrorRow(400, "invalid"),
        refusals.DuplicateArticles: AcpErrorRow(400, "invalid", "$.line_items"),
    }
)
# Type and code. The code of a missing key and of invalid fields depends on the request.
_REQUEST_ERRORS: Mapping[type[RequestError], tuple[str, str]] = {
    request_errors.RouteUnknown: (INVALID, "not_found"),
    request_errors.MethodNotAllowed: (INVALID, "method_not_allowed"),
    request_errors.Unauthenticated: (INVALID, "invalid_api_key"),
    request_errors.AccessDenied: (INVALID, "insufficient_permissions"),
    request_errors.BodyTooLarge: (INVALID, "request_too_large"),
    request_errors.BodyTooSlow: (INVALID, "request_timeout"),
    request_errors.UnsupportedMediaType: (INVALID, "unsupported_media_type"),
    request_errors.MalformedBody: (INVALID, "invalid"),
    # The specification has no type of its own for this.
    request_errors.RateLimited: (UNAVAILABLE, "too_many_requests"),
    request_errors.IdempotencyKeyMissing: (INVALID, "idempotency_key_required"),
    request_errors.IdempotencyInFlight: (INVALID, "idempotency_in_flight"),
    request_errors.Unavailable: (UNAVAILABLE, UNAVAILABLE),
    request_errors.Unexpected: (PROCESSING, PROCESSING),
}
_MESSAGES: Mapping[type[RequestError], str] = {
    request_errors.Unavailable: (
        "The service cannot answer at the moment. Try again in {retry_after} seconds."
    ),
    request_errors.Unexpected: "Something went wrong on our side.",
}


def render_refusal(request: Request, refusal: Refusal) -> Response:
    """Render a refusal of the domain."""
    row = REFUSALS[type(refusal)]
    status, headers = row.status, row.headers
    if isinstance(refusal, _ENDED) and request.url.path.rstrip("/").endswith("/cancel"):
        # The specification gives this status to a session that is not cancelable.
        status, headers = _NOT_CANCELABLE, {"Allow": ""}
    message = refusal_message(refusal, _WORDS)
    return failure(request, status, INVALID, row.code, message, param=row.param, headers=headers)


def render_cart_refusal(request: Request, refusal: Refusal) -> Response:
    """Render a refusal of a cart. A cart that was cancelled or has expired is not there any more."""
    if isinstance(refusal, refusals.Closed):
        refusal = refusals.CheckoutNotFound(checkout_id="")
    return render_refusal(request, refusal)


def refusal_status(refusal: type[Refusal], operation: str) -> int:
    """Return the status of a refusal of an operation."""
    if issubclass(refusal, _ENDED) and operation.startswith("cancel "):
        return _NOT_CANCELABLE
    return REFUSALS[refusal].status


def render_request_error(request: Request, error: RequestError) -> Response:
    """Render a request error: an invalid request, or a service that is not available."""
    match error:
        case VersionRefused(requested=requested):
            return _version_refused(request, requested)
        case request_errors.InvalidFields(faults=found) | request_errors.InvalidQuery(faults=found):
            return _invalid(request, found)
        case request_errors.IdempotencyConflict() | request_errors.StoredResponseErased():
            status, kind = (negotiated_version(request) or LATEST).conflict
            return failure(request, status, kind, "idempotency_conflict", error.message)
    known = known_error(error, _REQUEST_ERRORS)
    kind, code = _REQUEST_ERRORS[type(known)]
    if isinstance(known, request_errors.Unauthenticated) and not has_key(request):
        code = "missing_api_key"
    return failure(
        request,
        STATUSES[type(known)],
        kind,
        code,
        error_message(known, _MESSAGES),
        headers=error_headers(known),
    )


def failure(
    request: Request,
    status: int,
    kind: str,
    code: str,
    message: str,
    *,
    param: str | None = None,
    supported_versions: list[str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Write an error response."""
    body = ErrorBody(
        type=kind,
        code=code,
        message=message,
        param=param,
        supported_versions=supported_versions,
    )
    response = Response(encode(body), status, dict(headers or {}), media_type=MEDIA_TYPE)
    return echo_headers(request, response)


def echo_headers(request: Request, response: Response) -> Response:
    """Add the request headers that ACP returns, and the version, to a response."""
    for name in ("Idempotency-Key", "Request-Id"):
        if name in request.headers:
            response.headers[name] = request.headers[name]
    version = negotiated_version(request)
    if version is not None:
        response.headers["API-Version"] = version.name
    return response


def _version_refused(request: Request, requested: str | None) -> Response:
    supported = list(VERSIONS)
    code = "missing_api_version" if requested is None else "unsupported_api_version"
    message = f"Send an API-Version header with one of {', '.join(supported)}."
    return failure(request, 400, INVALID, code, message, supported_versions=supported)


def _invalid(request: Request, found: tuple[FieldFault, ...]) -> Response:
    """Write all faults; the first one gives the code and the path."""
    first = found[0]
    code = "missing" if first.kind == "missing" else "invalid"
    param = f"$.{first.path}" if first.path else "$"
    return failure(request, 400, INVALID, code, fields_message(found), param=param)
