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
from interfaces.http.errors import request_errors
from interfaces.http.errors.request_errors import FieldFault, RequestError

INVALID = "invalid_request"
PROCESSING = "processing_error"
UNAVAILABLE = "service_unavailable"
_CODES = {"missing": "missing"}
_ENDED = (refusals.PurchaseCompleted, refusals.CheckoutCancelled, refusals.CheckoutExpired)
_RETRY = {"Retry-After": "1"}


@dataclass(frozen=True)
class ErrorRow:
    """The response to one kind of refusal. `message` may have the refusal's facts in braces."""

    status: int
    code: str
    message: str
    param: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


REFUSALS: dict[type[Refusal], ErrorRow] = {
    refusals.CheckoutNotFound: ErrorRow(404, "not_found", "There is no such checkout session."),
    refusals.Locked: ErrorRow(
        409,
        "conflict",
        "Another change of this session was being recorded. Nothing was changed; send the request again.",
        headers=_RETRY,
    ),
    refusals.StaleVersion: ErrorRow(
        412,
        "conflict",
        "The session is at version {actual}, which If-Match does not name. Nothing was changed; retrieve it first.",
    ),
    refusals.PurchaseCommitmentFound: ErrorRow(
        409,
        "conflict",
        "The payment of this session is being made. Nothing was changed; retrieve it for the outcome.",
        headers=_RETRY,
    ),
    refusals.PurchaseCompleted: ErrorRow(
        409,
        "already_completed",
        "The session is completed. Nothing was changed and nothing can be.",
    ),
    refusals.CheckoutCancelled: ErrorRow(
        409, "already_canceled", "The session was canceled. Nothing was changed; create a new one."
    ),
    refusals.CheckoutExpired: ErrorRow(
        409, "expired", "The session has expired. Nothing was changed; create a new one."
    ),
    refusals.CheckoutSuspended: ErrorRow(
        409, "conflict", "The shop is changing this session. Try again when it has."
    ),
    refusals.EmptyCart: ErrorRow(
        400, "missing", "There is nothing in this session. Add an item first.", "$.line_items"
    ),
    refusals.NegativeTotal: ErrorRow(400, "invalid", "The total is below zero: {total}."),
    refusals.PurchaseStopped: ErrorRow(400, "invalid", "The shop has stopped the purchase."),
    refusals.OutdatedView: ErrorRow(
        409,
        "conflict",
        "The session has changed since version {shown}; the current version is {current}. Retrieve it first.",
    ),
    refusals.DeliveryMissing: ErrorRow(
        400, "missing", "The fulfillment {missing} is missing. Update the session first."
    ),
    refusals.NotAvailable: ErrorRow(
        400, "out_of_stock", "Only {available} of {article} can be bought.", "$.line_items"
    ),
    refusals.NotCommitted: ErrorRow(409, "conflict", "No payment of this session is being made."),
    refusals.AmountMismatch: ErrorRow(
        409, "conflict", "{agreed} was agreed and {paid} paid, in minor units."
    ),
    refusals.CurrencyMismatch: ErrorRow(409, "conflict", "{agreed} was agreed and {paid} paid."),
    refusals.UnidentifiedReport: ErrorRow(
        409,
        "conflict",
        "The payment report does not say which of the commitments {commitments} it is about.",
    ),
    refusals.ContradictoryReport: ErrorRow(
        409, "conflict", "The payment {payment_id} was reported otherwise before."
    ),
    refusals.NoSuchVersion: ErrorRow(
        404, "not_found", "The newest version is {newest}; there is no {version}."
    ),
    refusals.BeforeOpening: ErrorRow(404, "not_found", "The session was created at {opened_at}."),
    refusals.InTheFuture: ErrorRow(400, "invalid", "{at} is in the future: it is {now}."),
    refusals.DuplicateArticles: ErrorRow(
        400, "invalid", "There are two items {article} called {description}.", "$.line_items"
    ),
    refusals.ReferenceTaken: ErrorRow(
        409, "conflict", "The reference is used by another checkout."
    ),
    refusals.RecurringTokenInactive: ErrorRow(409, "conflict", "The token can be used no more."),
    refusals.OpenedInAnotherDialect: ErrorRow(
        409, "conflict", "This checkout was created in another API ({dialect}). {reason}"
    ),
}
_UNFORESEEN = ErrorRow(500, PROCESSING, "The request was refused.")


def refused(request: Request, refusal: Refusal) -> Response:
    """Write a refusal of the domain."""
    row = REFUSALS.get(type(refusal), _UNFORESEEN)
    status, headers = row.status, dict(row.headers)
    if isinstance(refusal, _ENDED) and request.url.path.rstrip("/").endswith("/cancel"):
        # The specification gives this status to a session that is not cancelable.
        status, headers = 405, {"Allow": ""}
    message = row.message.format_map(refusal.facts())
    kind = PROCESSING if status >= 500 else INVALID
    return failure(request, status, kind, row.code, message, param=row.param, headers=headers)


def faulty(request: Request, fault: RequestError) -> Response:
    """Write a request error: an invalid request, or a service that is not available."""
    match fault:
        case VersionRefused(asked=asked):
            return _version_refused(request, asked)
        case request_errors.InvalidFields(faults=found) | request_errors.InvalidQuery(faults=found):
            return _invalid(request, found)
        case request_errors.MalformedBody(reason=reason):
            return failure(request, 400, INVALID, "invalid", reason)
        case request_errors.Unauthenticated(reason=reason):
            code = "invalid_api_key" if has_key(request) else "missing_api_key"
            headers = {"WWW-Authenticate": "Bearer"}
            return failure(request, 401, INVALID, code, reason, headers=headers)
        case request_errors.AccessDenied(reason=reason):
            return failure(request, 403, INVALID, "insufficient_permissions", reason)
        case request_errors.RouteUnknown():
            return failure(request, 404, INVALID, "not_found", "There is nothing at this path.")
        case request_errors.MethodNotAllowed(allowed=allowed):
            message, headers = f"This path answers to {allowed}.", {"Allow": allowed}
            return failure(request, 405, INVALID, "method_not_allowed", message, headers=headers)
        case request_errors.BodyTooLarge(limit=limit):
            message = f"The body may be at most {limit} bytes."
            return failure(request, 413, INVALID, "request_too_large", message)
        case request_errors.BodyTooSlow(seconds=seconds):
            message = f"The body was not there after {seconds:g} seconds. Send it again."
            return failure(request, 408, INVALID, "request_timeout", message)
        case request_errors.UnsupportedMediaType(got=got, expected=expected, headers=headers):
            message = f"The body is declared as {got!r}; send {expected}."
            return failure(
                request,
                415,
                INVALID,
                "unsupported_media_type",
                message,
                headers=headers,
            )
        case _:
            return _transient(request, fault)


def _transient(request: Request, fault: RequestError) -> Response:
    """Write errors of the idempotency key, and errors after which a retry may succeed."""
    match fault:
        case request_errors.IdempotencyKeyMissing():
            message = "Send an Idempotency-Key header of 1 to 255 characters."
            return failure(request, 400, INVALID, "idempotency_key_required", message)
        case request_errors.IdempotencyConflict():
            status, kind = (negotiated_version(request) or LATEST).conflict
            message = "This Idempotency-Key was sent with another request. Send a new key."
            return failure(request, status, kind, "idempotency_conflict", message)
        case request_errors.IdempotencyInFlight(retry_after=seconds):
            message = "A request with this Idempotency-Key is being processed. Send it again later."
            headers = {"Retry-After": str(seconds)}
            return failure(request, 409, INVALID, "idempotency_in_flight", message, headers=headers)
        case request_errors.Unavailable(retry_after=seconds):
            message = f"The service cannot answer at the moment. Try again in {seconds} seconds."
            headers = {"Retry-After": str(seconds)}
            return failure(request, 503, UNAVAILABLE, UNAVAILABLE, message, headers=headers)
        case _:
            message = "Something went wrong on our side."
            return failure(request, 500, PROCESSING, PROCESSING, message)


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


def _version_refused(request: Request, asked: str | None) -> Response:
    supported = list(VERSIONS)
    code = "missing_api_version" if asked is None else "unsupported_api_version"
    message = f"Send an API-Version header with one of {', '.join(supported)}."
    return failure(request, 400, INVALID, code, message, supported_versions=supported)


def _invalid(request: Request, found: tuple[FieldFault, ...]) -> Response:
    """Write all faults; the first one gives the code and the path."""
    first = found[0]
    message = " ".join(fault.message for fault in found[:20])
    param = f"$.{first.path}" if first.path else "$"
    return failure(request, 400, INVALID, _CODES.get(first.kind, "invalid"), message, param=param)
