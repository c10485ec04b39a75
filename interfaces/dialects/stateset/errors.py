"""Refusals and request errors as StateSet's errors: a status, a type, a code, and the parameter.

The documents show three shapes of errors. All errors here have the shape with the most fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request, Response

from domain import refusals
from domain.refusals import Refusal
from interfaces.dialects.session.auth import has_key
from interfaces.dialects.stateset.rate_limits import allowance_headers
from interfaces.dialects.stateset.wire import MEDIA_TYPE, ErrorBody, Failure, encode
from interfaces.http.errors import request_errors
from interfaces.http.errors.request_errors import FieldFault, RequestError
from interfaces.http.request.headers import request_id

INVALID_REQUEST = "invalid_request_error"
AUTHENTICATION = "authentication_error"
IDEMPOTENCY = "idempotency_error"
RATE_LIMIT = "rate_limit_error"
API = "api_error"
_CODES = {"missing": "parameter_missing", "unknown": "parameter_unknown"}


@dataclass(frozen=True)
class ErrorRow:
    """The response to one kind of refusal. `message` and `param` may have the refusal's facts in braces."""

    status: int
    code: str
    message: str
    param: str | None = None
    type: str = INVALID_REQUEST
    headers: Mapping[str, str] = field(default_factory=dict)


_RETRY = {"Retry-After": "1"}
REFUSALS: dict[type[Refusal], ErrorRow] = {
    refusals.CheckoutNotFound: ErrorRow(
        404, "resource_not_found", "There is no such checkout.", "id"
    ),
    refusals.Locked: ErrorRow(
        409,
        "resource_locked",
        "Another change of this checkout was being recorded. Nothing was changed; send the request again.",
        headers=_RETRY,
    ),
    refusals.StaleVersion: ErrorRow(
        412,
        "precondition_failed",
        "The checkout is at version {actual}, which If-Match does not name. Nothing was changed; read it first.",
    ),
    refusals.PurchaseCommitmentFound: ErrorRow(
        409,
        "checkout_in_progress",
        "The payment of this checkout is being made. Nothing was changed; ask again for the outcome.",
        headers=_RETRY,
    ),
    refusals.PurchaseCompleted: ErrorRow(
        409,
        "checkout_completed",
        "The checkout is completed. Nothing was changed and nothing can be.",
    ),
    refusals.CheckoutCancelled: ErrorRow(
        409,
        "checkout_canceled",
        "The checkout was canceled. Nothing was changed; create a new one.",
    ),
    refusals.CheckoutExpired: ErrorRow(
        409, "checkout_expired", "The checkout has expired. Nothing was changed; create a new one."
    ),
    refusals.CheckoutSuspended: ErrorRow(
        409, "checkout_suspended", "The shop is changing this checkout. Ask again when it has."
    ),
    refusals.EmptyCart: ErrorRow(
        422, "request_invalid", "There is nothing in this checkout. Add an item first.", "items"
    ),
    refusals.NegativeTotal: ErrorRow(422, "request_invalid", "The total is below zero: {total}."),
    refusals.PurchaseStopped: ErrorRow(
        422, "request_invalid", "The shop has stopped the purchase."
    ),
    refusals.OutdatedView: ErrorRow(
        409,
        "checkout_changed",
        "The checkout has changed since version {shown}; the current version is {current}. Read it first.",
    ),
    refusals.DeliveryMissing: ErrorRow(
        422,
        "request_invalid",
        "The fulfillment {missing} is missing. Update the checkout first.",
        "fulfillment_{missing}",
    ),
    refusals.NotAvailable: ErrorRow(
        422, "out_of_stock", "Only {available} of {article} can be bought.", "items"
    ),
    refusals.NotCommitted: ErrorRow(
        409, "not_in_progress", "No payment of this checkout is being made."
    ),
    refusals.AmountMismatch: ErrorRow(
        409, "amount_mismatch", "{agreed} was agreed and {paid} paid, in minor units."
    ),
    refusals.CurrencyMismatch: ErrorRow(
        409, "currency_mismatch", "{agreed} was agreed and {paid} paid."
    ),
    refusals.UnidentifiedReport: ErrorRow(
        409,
        "unidentified_report",
        "The payment report does not say which of the commitments {commitments} it is about.",
    ),
    refusals.ContradictoryReport: ErrorRow(
        409, "contradictory_report", "The payment {payment_id} was reported otherwise before."
    ),
    refusals.NoSuchVersion: ErrorRow(
        404,
        "resource_not_found",
        "The newest version is {newest}; there is no {version}.",
        "version",
    ),
    refusals.BeforeOpening: ErrorRow(
        404, "resource_not_found", "The checkout was created at {opened_at}.", "at"
    ),
    refusals.InTheFuture: ErrorRow(
        400, "parameter_invalid", "{at} is in the future: it is {now}.", "at"
    ),
    refusals.DuplicateArticles: ErrorRow(
        400, "parameter_invalid", "There are two items {article} called {description}.", "items"
    ),
    refusals.ReferenceTaken: ErrorRow(
        409, "reference_taken", "The reference is used by another checkout."
    ),
    refusals.RecurringTokenInactive: ErrorRow(
        409, "token_inactive", "The token can be used no more."
    ),
    refusals.OpenedInAnotherDialect: ErrorRow(
        409, "opened_elsewhere", "This checkout was created in another API ({dialect}). {reason}"
    ),
}
_UNFORESEEN = ErrorRow(500, "internal_error", "The request was refused.", type=API)


def refused(request: Request, refusal: Refusal) -> Response:
    """Write a refusal of the domain."""
    row = REFUSALS.get(type(refusal), _UNFORESEEN)
    facts = refusal.facts()
    message = row.message.format_map(facts)
    param = None if row.param is None else row.param.format_map(facts)
    return failure(
        request, row.status, row.type, row.code, message, param=param, headers=row.headers
    )


def faulty(request: Request, fault: RequestError) -> Response:
    """Write a request error: an invalid request, or a service that is not available."""
    match fault:
        case request_errors.InvalidFields(faults=found) | request_errors.InvalidQuery(faults=found):
            return _invalid(request, found)
        case request_errors.MalformedBody(reason=reason):
            return failure(request, 400, INVALID_REQUEST, "request_invalid", reason)
        case request_errors.Unauthenticated(reason=reason):
            code = "invalid_api_key" if has_key(request) else "api_key_missing"
            headers = {"WWW-Authenticate": "Bearer"}
            return failure(request, 401, AUTHENTICATION, code, reason, headers=headers)
        case request_errors.AccessDenied(reason=reason):
            return failure(request, 403, AUTHENTICATION, "insufficient_permissions", reason)
        case request_errors.RouteUnknown():
            message = "There is nothing at this path."
            return failure(request, 404, INVALID_REQUEST, "resource_not_found", message)
        case request_errors.MethodNotAllowed(allowed=allowed):
            message, headers = f"This path answers to {allowed}.", {"Allow": allowed}
            return failure(
                request, 405, INVALID_REQUEST, "method_not_allowed", message, headers=headers
            )
        case request_errors.BodyTooLarge(limit=limit):
            message = f"The body may be at most {limit} bytes."
            return failure(request, 413, INVALID_REQUEST, "request_too_large", message)
        case request_errors.BodyTooSlow(seconds=seconds):
            message = f"The body was not there after {seconds:g} seconds. Send it again."
            return failure(request, 408, INVALID_REQUEST, "request_timeout", message)
        case request_errors.UnsupportedMediaType(got=got, expected=expected, headers=headers):
            message = f"The body is declared as {got!r}; send {expected}."
            return failure(
                request,
                415,
                INVALID_REQUEST,
                "request_invalid",
                message,
                headers=headers,
            )
        case _:
            return _transient(request, fault)


def _transient(request: Request, fault: RequestError) -> Response:
    """Write errors after which another request may succeed."""
    match fault:
        case request_errors.RateLimited(retry_after=seconds):
            message = f"This key has made too many requests. Ask again in {seconds} seconds."
            return failure(
                request,
                429,
                RATE_LIMIT,
                "rate_limit_exceeded",
                message,
                headers=_retry_after(seconds),
            )
        case request_errors.IdempotencyKeyMissing():
            message = "The Idempotency-Key has to be of 1 to 255 characters."
            return failure(
                request, 400, IDEMPOTENCY, "parameter_invalid", message, param="Idempotency-Key"
            )
        case request_errors.IdempotencyConflict():
            message = "This Idempotency-Key was sent with another request. Send a new key."
            return failure(request, 422, IDEMPOTENCY, "idempotency_conflict", message)
        case request_errors.IdempotencyInFlight(retry_after=seconds):
            message = "The request with this Idempotency-Key is under way. Send it again later."
            return failure(
                request,
                409,
                IDEMPOTENCY,
                "idempotency_key_in_use",
                message,
                headers=_retry_after(seconds),
            )
        case request_errors.Unavailable(retry_after=seconds):
            message = f"The service cannot answer at the moment. Ask again in {seconds} seconds."
            return failure(
                request, 503, API, "service_unavailable", message, headers=_retry_after(seconds)
            )
        case _:
            message = "Something went wrong on our side; the log has it under the request id."
            return failure(request, 500, API, "internal_error", message)


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
    code = _CODES.get(first.kind, "parameter_invalid")
    message = " ".join(fault.message for fault in found[:20])
    return failure(request, 400, INVALID_REQUEST, code, message, param=first.path or None)


def _retry_after(seconds: int) -> dict[str, str]:
    return {"Retry-After": str(seconds)}
