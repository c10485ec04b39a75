"""Refusals and request errors as StateSet's errors: a status, a type, a code, and the parameter.

The documents show three shapes of errors. All errors here have the shape with the most fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request, Response

from domain import refusals
from domain.refusals import Refusal
from interfaces.dialects.session.auth import has_key
from interfaces.dialects.session.errors import RETRY, STATUSES, fields_message, refusal_message
from interfaces.dialects.stateset.rate_limits import allowance_headers
from interfaces.dialects.stateset.wire import MEDIA_TYPE, ErrorBody, Failure, encode
from interfaces.http.errors import request_errors
from interfaces.http.errors.rendering import error_headers, error_message, known_error
from interfaces.http.errors.request_errors import FieldFault, RequestError
from interfaces.http.errors.table import ErrorTable
from interfaces.http.request.headers import request_id

INVALID_REQUEST = "invalid_request_error"
AUTHENTICATION = "authentication_error"
IDEMPOTENCY = "idempotency_error"
RATE_LIMIT = "rate_limit_error"
API = "api_error"
_FIELD_CODES = {"missing": "parameter_missing", "unknown": "parameter_unknown"}
_WORDS = {
    "resource": "checkout",
    "noun": "checkout",
    "read": "read",
    "Read": "Read",
    "read_again": "ask again",
    "Try": "Ask",
}


@dataclass(frozen=True)
class StatesetErrorRow:
    """The response to a refusal or a family of refusals, without its message. `param` may have facts in braces."""

    status: int
    code: str
    param: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


REFUSALS = ErrorTable(
    {
        Refusal: StatesetErrorRow(409, "request_invalid"),
        refusals.CheckoutNotFound: StatesetErrorRow(404, "resource_not_found", "id"),
        refusals.Locked: StatesetErrorRow(409, "resource_locked", headers=RETRY),
        refusals.StaleVersion: StatesetErrorRow(412, "precondition_failed"),
        refusals.PurchaseCommitmentFound: StatesetErrorRow(
            409, "checkout_in_progress", headers=RETRY
        ),
        refusals.PurchaseCompleted: StatesetErrorRow(409, "checkout_completed"),
        refusals.CheckoutCancelled: StatesetErrorRow(409, "checkout_canceled"),
        refusals.CheckoutExpired: StatesetErrorRow(409, "checkout_expired"),
        refusals.NotPurchasable: StatesetErrorRow(422, "request_invalid"),
        refusals.CheckoutSuspended: StatesetErrorRow(409, "checkout_suspended"),
        refusals.EmptyCart: StatesetErrorRow(422, "request_invalid", "items"),
        refusals.OutdatedView: StatesetErrorRow(409, "checkout_changed"),
        refusals.DeliveryMissing: StatesetErrorRow(422, "request_invalid", "fulfillment_{missing}"),
        refusals.NotAvailable: StatesetErrorRow(422, "out_of_stock", "items"),
        refusals.NotCommitted: StatesetErrorRow(409, "not_in_progress"),
        refusals.AmountMismatch: StatesetErrorRow(409, "amount_mismatch"),
        refusals.CurrencyMismatch: StatesetErrorRow(409, "currency_mismatch"),
        refusals.UnidentifiedReport: StatesetErrorRow(409, "unidentified_report"),
        refusals.ContradictoryReport: StatesetErrorRow(409, "contradictory_report"),
        refusals.OrderReportRefused: StatesetErrorRow(409, "order_report_refused"),
        refusals.NoSuchVersion: StatesetErrorRow(404, "resource_not_found", "version"),
        refusals.NoSuchPointInTime: StatesetErrorRow(404, "resource_not_found", "at"),
        refusals.InTheFuture: StatesetErrorRow(400, "parameter_invalid", "at"),
        refusals.DuplicateArticles: StatesetErrorRow(400, "parameter_invalid", "items"),
        refusals.ReferenceTaken: StatesetErrorRow(409, "reference_taken"),
        refusals.RecurringTokenInactive: StatesetErrorRow(409, "token_inactive"),
        refusals.OpenedInAnotherDialect: StatesetErrorRow(409, "opened_elsewhere"),
    }
)
# Type and code. The code of a missing key and of invalid fields depends on the request.
_REQUEST_ERRORS: Mapping[type[RequestError], tuple[str, str]] = {
    request_errors.RouteUnknown: (INVALID_REQUEST, "resource_not_found"),
    request_errors.MethodNotAllowed: (INVALID_REQUEST, "method_not_allowed"),
    request_errors.Unauthenticated: (AUTHENTICATION, "invalid_api_key"),
    request_errors.AccessDenied: (AUTHENTICATION, "insufficient_permissions"),
    request_errors.BodyTooLarge: (INVALID_REQUEST, "request_too_large"),
    request_errors.BodyTooSlow: (INVALID_REQUEST, "request_timeout"),
    request_errors.UnsupportedMediaType: (INVALID_REQUEST, "request_invalid"),
    request_errors.MalformedBody: (INVALID_REQUEST, "request_invalid"),
    request_errors.RateLimited: (RATE_LIMIT, "rate_limit_exceeded"),
    request_errors.IdempotencyKeyMissing: (IDEMPOTENCY, "parameter_invalid"),
    request_errors.IdempotencyConflict: (IDEMPOTENCY, "idempotency_conflict"),
    request_errors.StoredResponseErased: (IDEMPOTENCY, "idempotency_conflict"),
    request_errors.IdempotencyInFlight: (IDEMPOTENCY, "idempotency_key_in_use"),
    request_errors.Unavailable: (API, "service_unavailable"),
    request_errors.Unexpected: (API, "internal_error"),
}
_MESSAGES: Mapping[type[RequestError], str] = {
    request_errors.IdempotencyKeyMissing: "The Idempotency-Key has to be of 1 to 255 characters.",
    request_errors.IdempotencyInFlight: (
        "The request with this Idempotency-Key is under way. Send it again later."
    ),
    request_errors.Unavailable: (
        "The service cannot answer at the moment. Ask again in {retry_after} seconds."
    ),
    request_errors.Unexpected: (
        "Something went wrong on our side; the log has it under the request id."
    ),
}


def render_refusal(request: Request, refusal: Refusal) -> Response:
    """Render a refusal of the domain."""
    row = REFUSALS[type(refusal)]
    message = refusal_message(refusal, _WORDS)
    param = None if row.param is None else row.param.format_map(refusal.facts())
    return failure(
        request, row.status, INVALID_REQUEST, row.code, message, param=param, headers=row.headers
    )


def refusal_status(refusal: type[Refusal], _: str) -> int:
    """Return the status of a refusal, whatever the operation was."""
    return REFUSALS[refusal].status


def render_request_error(request: Request, error: RequestError) -> Response:
    """Render a request error: an invalid request, or a service that is not available."""
    if isinstance(error, (request_errors.InvalidFields, request_errors.InvalidQuery)):
        return _invalid(request, error.faults)
    known = known_error(error, _REQUEST_ERRORS)
    kind, code = _REQUEST_ERRORS[type(known)]
    if isinstance(known, request_errors.Unauthenticated) and not has_key(request):
        code = "api_key_missing"
    without_key = isinstance(known, request_errors.IdempotencyKeyMissing)
    return failure(
        request,
        STATUSES[type(known)],
        kind,
        code,
        error_message(known, _MESSAGES),
        param="Idempotency-Key" if without_key else None,
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
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Write an error response."""
    body = ErrorBody(
        type=kind,
        code=code,
        message=message,
        param=param,
        doc_url=f"{request.base_url}docs",
        request_id=request_id(request),
    )
    sent = {**allowance_headers(request), **(headers or {})}
    return Response(encode(Failure(error=body)), status, sent, media_type=MEDIA_TYPE)


def _invalid(request: Request, found: tuple[FieldFault, ...]) -> Response:
    """Write all faults; the first one gives the code and the parameter."""
    first = found[0]
    code = _FIELD_CODES.get(first.kind, "parameter_invalid")
    message = fields_message(found)
    return failure(request, 400, INVALID_REQUEST, code, message, param=first.path or None)
