"""The status, message and reasons of each refusal and request error, in the words of Walley's documents.

Clients handle 423 and 900 badly, so each entry says what was done and what to do next. The documents have no 405, 408,
412, 413, 415, 500 and 503: they come in the same envelope. 401 and 404 have no reasons in the documents and get one
here, because code cannot distinguish entries without a reason.
"""

import re
from dataclasses import dataclass

from fastapi import Request, Response

from domain import refusals
from domain.refusals import Refusal
from interfaces.dialects.walley.auth.token_endpoint import is_token_request, token_fault
from interfaces.dialects.walley.responses.envelope import ErrorEntry, failure
from interfaces.http.errors import request_errors
from interfaces.http.errors.request_errors import RequestError

MESSAGES = {
    400: "Bad or faulty request. Please examine the errors property for details.",
    401: "The resource requested requires authentication.",
    403: "Access to the requested resource is denied.",
    404: "The resource requested was not found.",
    405: "The method is not allowed for the resource requested.",
    408: "The request was not complete in time.",
    409: "The request could not be completed due to a conflict with the current state of the target resource.",
    412: "The resource requested is not at the version that the request was made for.",
    413: "The request body is too large.",
    415: "The media type of the request body is not supported.",
    423: "The resource requested is currently locked for modification. Try again.",
    500: "The server failed to process the request.",
    503: "The server cannot process the request at the moment. Try again.",
    900: "The request was rejected by the server due to a business error.",
}


@dataclass(frozen=True)
class Row:
    """The response to one refusal. `message` is a format string over the facts of the refusal."""

    code: int
    reason: str
    message: str


REFUSALS: dict[type[Refusal], Row] = {
    refusals.CheckoutNotFound: Row(
        404,
        "Resource_Not_Found",
        "There is no checkout with this id. Create a new one if the old one has expired.",
    ),
    refusals.Locked: Row(
        423,
        "Resource_Locked",
        "Another change of this checkout was being recorded. Nothing was changed; send the same request again.",
    ),
    refusals.StaleVersion: Row(
        412,
        "Precondition_Failed",
        "The checkout is at version {actual}, which is not one that If-Match names. Nothing was changed; read the "
        "checkout and decide again.",
    ),
    refusals.PurchaseCommitmentFound: Row(
        900,
        "Purchase_Commitment_Found",
        "The customer has clicked the complete purchase button. Nothing was changed; keep the session and wait "
        "for the outcome: the checkout can be changed again only if the payment fails.",
    ),
    refusals.PurchaseCompleted: Row(
        900,
        "Purchase_Completed",
        "The purchase is complete. Nothing was changed and nothing can be; keep the session, read the "
        "checkout and create the order from it. Only the reference may be set, once.",
    ),
    refusals.CheckoutCancelled: Row(
        409,
        "Checkout_Aborted",
        "The checkout was cancelled. Nothing was changed; create a new checkout.",
    ),
    refusals.CheckoutExpired: Row(
        409,
        "Checkout_Aborted",
        "The checkout was not purchased in time and has expired. Nothing was changed; create a new checkout.",
    ),
    refusals.CheckoutSuspended: Row(
        409,
        "Checkout_Suspended",
        "The checkout is suspended. Nothing was changed; resume it and send the same request again.",
    ),
    refusals.EmptyCart: Row(
        409, "Empty_Cart", "The cart is empty. Nothing was changed; add articles first."
    ),
    refusals.NegativeTotal: Row(
        409,
        "Negative_Total",
        "Cart and fees come to {total} minor units, which is below zero. Nothing was changed; mend the cart first.",
    ),
    refusals.PurchaseStopped: Row(
        409,
        "Purchase_Stopped",
        "The shop stopped the purchase: {shop[title]}. {shop[message]} Nothing was changed.",
    ),
    refusals.OutdatedView: Row(
        409,
        "Outdated_View",
        "The customer was shown version {shown} and the current version is {current}. Nothing was changed; show "
        "the customer the checkout as it is.",
    ),
    refusals.DeliveryMissing: Row(
        409,
        "Delivery_Missing",
        "It is not known how the goods reach the customer: the delivery {missing} is missing. Nothing was changed.",
    ),
    refusals.NotAvailable: Row(
        409,
        "Not_Available",
        "Of '{article}' only {available} can be had. Nothing was changed; lower the quantity first.",
    ),
    refusals.NotCommitted: Row(
        409,
        "Purchase_Commitment_Missing",
        "No purchase commitment waits for a payment. Nothing was changed.",
    ),
    refusals.AmountMismatch: Row(
        409,
        "Amount_Mismatch",
        "The amount is {paid} and {agreed} was agreed, in minor units. Nothing was changed.",
    ),
    refusals.CurrencyMismatch: Row(
        409,
        "Currency_Mismatch",
        "The currency is {paid} and {agreed} was agreed. Nothing was changed.",
    ),
    refusals.UnidentifiedReport: Row(
        409,
        "Report_Unidentified",
        "The payment report does not say which of the commitments {commitments} it is about.",
    ),
    refusals.ContradictoryReport: Row(
        409,
        "Report_Contradictory",
        "The payment {payment_id} was reported otherwise before. Nothing was changed.",
    ),
    refusals.NoSuchVersion: Row(
        404,
        "Version_Not_Found",
        "The newest version of this checkout is {newest}; there is no version {version}.",
    ),
    refusals.BeforeOpening: Row(
        404,
        "Version_Not_Found",
        "This checkout was opened at {opened_at}. Nothing stood at {at}.",
    ),
    refusals.InTheFuture: Row(
        400,
        "Validation_Error",
        "{at} is in the future: it is {now}. Ask for a moment that has passed.",
    ),
    refusals.DuplicateArticles: Row(
        400,
        "Duplicate_Articles",
        "More than one article or fee has the id '{article}' and the description '{description}'. Nothing was "
        "changed; make the combination of id and description unique across cart and fees.",
    ),
    refusals.ReferenceTaken: Row(
        409,
        "Reference_Taken",
        "Another checkout has the reference '{reference}'. Nothing was changed; use another one.",
    ),
    refusals.RecurringTokenInactive: Row(
        409,
        "Recurring_Token_Inactive",
        "There is no recurring token, or it was cancelled. Nothing was changed.",
    ),
    refusals.OpenedInAnotherDialect: Row(
        409,
        "Opened_In_Another_Api",
        "This checkout was opened through '{dialect}', not through Walley. {reason}",
    ),
}
_IN_PROGRESS = "The request with this idempotency key is under way. Send the same request again."
_KEY_USED = (
    "This idempotency key was sent with another request. Nothing was changed; send a new key."
)
_PROVIDER_PATHS = re.compile(r"/(manage|widgets)(/.*)?|/.*/paylink/?", re.IGNORECASE | re.DOTALL)
_NOT_SERVED = (
    "This path of the provider's API is not part of this service, which serves checkouts until they are purchased. "
    "Nothing was changed; send the request to the provider."
)
_UNKNOWN_REFUSAL = Row(500, "Internal_Error", "The request was refused. Nothing was changed.")


def refused(request: Request, refusal: Refusal) -> Response:
    """Render a refusal of the domain."""
    row = REFUSALS.get(type(refusal), _UNKNOWN_REFUSAL)
    message = row.message.format(**refusal.facts())
    return failure(
        request, row.code, MESSAGES[row.code], [ErrorEntry(reason=row.reason, message=message)]
    )


def faulty(request: Request, fault: RequestError) -> Response:  # noqa: C901  one case for each fault
    """Render a request error: an invalid request, or a service that is unavailable."""
    if is_token_request(request):
        return token_fault(fault)
    match fault:
        case request_errors.InvalidFields(faults=found) | request_errors.InvalidQuery(faults=found):
            entries = [
                ErrorEntry(reason="Validation_Error", message=field.message) for field in found
            ]
            return failure(request, 400, MESSAGES[400], entries)
        case request_errors.MalformedBody(reason=reason):
            return _single(request, 400, "Validation_Error", reason)
        case request_errors.Unauthenticated(reason=reason):
            headers = {"WWW-Authenticate": "Bearer, SharedKey"}
            return _single(request, 401, "Authentication_Required", reason, headers)
        case request_errors.AccessDenied(reason=reason):
            return _single(request, 403, "StoreId_Mismatch", reason)
        case request_errors.RouteUnknown():
            return _single(
                request, 404, "Resource_Not_Found", _route_unknown(request.scope["path"])
            )
        case request_errors.MethodNotAllowed(allowed=allowed):
            message = f"This path answers to {allowed}."
            return _single(request, 405, "Method_Not_Allowed", message, {"Allow": allowed})
        case request_errors.BodyTooLarge(limit=limit):
            message = f"The body may be at most {limit} bytes."
            return _single(request, 413, "Body_Too_Large", message)
        case request_errors.BodyTooSlow(seconds=seconds):
            message = f"The body was not there after {seconds:g} seconds. Send it again."
            return _single(request, 408, "Request_Timeout", message)
        case request_errors.UnsupportedMediaType(got=got, expected=expected, headers=headers):
            message = f"The body is declared as {got!r}; send {expected}."
            return _single(request, 415, "Unsupported_Media_Type", message, headers)
        case request_errors.IdempotencyKeyMissing() | request_errors.IdempotencyConflict():
            return _key_error(request, fault)
        case request_errors.IdempotencyInFlight(retry_after=seconds):
            headers = {"Retry-After": str(seconds)}
            return _single(request, 423, "Resource_Locked", _IN_PROGRESS, headers)
        case request_errors.Unavailable(retry_after=seconds):
            message = f"Send the same request again in {seconds} seconds; doing so is safe."
            headers = {"Retry-After": str(seconds)}
            return _single(request, 503, "Service_Unavailable", message, headers)
        case _:
            message = (
                "Something went wrong on our side; the log has it under the id of this answer."
            )
            return _single(request, 500, "Internal_Error", message)


def _route_unknown(path: str) -> str:
    return _NOT_SERVED if _PROVIDER_PATHS.fullmatch(path) else "There is nothing at this path."


def _key_error(request: Request, fault: RequestError) -> Response:
    if isinstance(fault, request_errors.IdempotencyConflict):
        return _single(request, 409, "Idempotency_Conflict", _KEY_USED)
    return _single(
        request, 400, "Validation_Error", "X-idempotency has to be of 1 to 255 characters."
    )


def _single(
    request: Request, code: int, reason: str, message: str, headers: dict[str, str] | None = None
) -> Response:
    return failure(
        request, code, MESSAGES[code], [ErrorEntry(reason=reason, message=message)], headers
    )
