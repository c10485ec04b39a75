"""The status, message and reasons of each refusal and request error, in the words of Walley's documents.

Clients handle 423 and 900 badly, so each entry says what was done and what to do next. The documents have no 405,
408, 412, 413, 415, 429, 500 and 503: they come in the same envelope. 401 and 404 have no reasons in the documents and
get one here, because code cannot distinguish entries without a reason.
"""

import re
from collections.abc import Mapping

from fastapi import Request, Response

from domain import refusals
from domain.refusals import Refusal
from interfaces.dialects.refusal_messages import PROVIDER_MESSAGES, facts_in_words
from interfaces.dialects.walley.auth.token_endpoint import is_token_request, token_fault
from interfaces.dialects.walley.responses.envelope import ErrorEntry, failure
from interfaces.http.errors import request_errors
from interfaces.http.errors.rendering import error_headers, error_message, known_error
from interfaces.http.errors.request_errors import RequestError
from interfaces.http.errors.table import ErrorTable

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
    429: "Too many requests were sent. Try again later.",
    500: "The server failed to process the request.",
    503: "The server cannot process the request at the moment. Try again.",
    900: "The request was rejected by the server due to a business error.",
}


# Code and reason of each refusal or family of refusals.
REFUSALS = ErrorTable(
    {
        Refusal: (409, "Conflict"),
        refusals.CheckoutNotFound: (404, "Resource_Not_Found"),
        refusals.Locked: (423, "Resource_Locked"),
        refusals.StaleVersion: (412, "Precondition_Failed"),
        refusals.PurchaseCommitmentFound: (900, "Purchase_Commitment_Found"),
        refusals.PurchaseCompleted: (900, "Purchase_Completed"),
        refusals.Closed: (409, "Checkout_Aborted"),
        refusals.CheckoutSuspended: (409, "Checkout_Suspended"),
        refusals.EmptyCart: (409, "Empty_Cart"),
        refusals.NegativeTotal: (409, "Negative_Total"),
        refusals.PurchaseStopped: (409, "Purchase_Stopped"),
        refusals.OutdatedView: (409, "Outdated_View"),
        refusals.DeliveryMissing: (409, "Delivery_Missing"),
        refusals.NotAvailable: (409, "Not_Available"),
        refusals.DiscountUsedUp: (409, "Discount_Used_Up"),
        refusals.NotCommitted: (409, "Purchase_Commitment_Missing"),
        refusals.AmountMismatch: (409, "Amount_Mismatch"),
        refusals.CurrencyMismatch: (409, "Currency_Mismatch"),
        refusals.UnidentifiedReport: (409, "Report_Unidentified"),
        refusals.ContradictoryReport: (409, "Report_Contradictory"),
        refusals.OrderReportRefused: (409, "Order_Report_Refused"),
        refusals.ReferenceTaken: (409, "Reference_Taken"),
        refusals.RecurringTokenInactive: (409, "Recurring_Token_Inactive"),
        refusals.OpenedInAnotherDialect: (409, "Opened_In_Another_Api"),
        refusals.NoSuchPointInTime: (404, "Version_Not_Found"),
        refusals.InTheFuture: (400, "Validation_Error"),
        refusals.DuplicateArticles: (400, "Duplicate_Articles"),
    }
)
# The names in braces are facts of the refusal.
REFUSAL_MESSAGES = ErrorTable(
    {
        **PROVIDER_MESSAGES,
        refusals.CheckoutNotFound: (
            "There is no checkout with this id. Create a new one if the old one has expired."
        ),
        refusals.Locked: (
            "Another change of this checkout was being recorded. Nothing was changed; send the same request "
            "again."
        ),
        refusals.StaleVersion: (
            "The checkout is at version {actual}, which is not one that If-Match names. Nothing was changed; read "
            "the checkout and decide again."
        ),
        refusals.PurchaseCommitmentFound: (
            "The customer has clicked the complete purchase button. Nothing was changed; keep the session and "
            "wait for the outcome: the checkout can be changed again only if the payment fails."
        ),
        refusals.PurchaseCompleted: (
            "The purchase is complete. Nothing was changed and nothing can be; keep the session, read the "
            "checkout and create the order from it. Only the reference may be set, once."
        ),
        refusals.CheckoutCancelled: (
            "The checkout was cancelled. Nothing was changed; create a new checkout."
        ),
        refusals.CheckoutExpired: (
            "The checkout was not purchased in time and has expired. Nothing was changed; create a new checkout."
        ),
        refusals.CheckoutSuspended: (
            "The checkout is suspended. Nothing was changed; resume it and send the same request again."
        ),
        refusals.EmptyCart: "The cart is empty. Nothing was changed; add articles first.",
        refusals.NegativeTotal: (
            "Cart and fees come to {total}, which is below zero. Nothing was changed; mend the cart "
            "first."
        ),
        refusals.OutdatedView: (
            "The customer was shown version {shown} and the current version is {current}. Nothing was changed; "
            "show the customer the checkout as it is."
        ),
        refusals.NotCommitted: "No purchase commitment waits for a payment. Nothing was changed.",
        refusals.NoSuchVersion: (
            "The newest version of this checkout is {newest}; there is no version {version}."
        ),
        refusals.BeforeOpening: "This checkout was opened at {opened_at}. Nothing stood at {at}.",
        refusals.DuplicateArticles: (
            "More than one article or fee has the id '{article}' and the description '{description}'. Nothing was "
            "changed; make the combination of id and description unique across cart and fees."
        ),
        refusals.ReferenceTaken: (
            "Another checkout has the reference '{reference}'. Nothing was changed; use another one."
        ),
        refusals.RecurringTokenInactive: "There is no recurring token, or it was cancelled. Nothing was changed.",
        refusals.OpenedInAnotherDialect: (
            "This checkout was opened through '{dialect}', not through Walley. {reason}"
        ),
    }
)
_PROVIDER_PATHS = re.compile(r"/(manage|widgets)(/.*)?|/.*/paylink/?", re.IGNORECASE | re.DOTALL)
_NOT_SERVED = (
    "This path of the provider's API is not part of this service, which serves checkouts until they are purchased. "
    "Nothing was changed; send the request to the provider."
)
_REQUEST_ERRORS: Mapping[type[RequestError], tuple[int, str]] = {
    request_errors.RouteUnknown: (404, "Resource_Not_Found"),
    request_errors.MethodNotAllowed: (405, "Method_Not_Allowed"),
    request_errors.Unauthenticated: (401, "Authentication_Required"),
    request_errors.AccessDenied: (403, "StoreId_Mismatch"),
    request_errors.BodyTooLarge: (413, "Body_Too_Large"),
    request_errors.BodyTooSlow: (408, "Request_Timeout"),
    request_errors.UnsupportedMediaType: (415, "Unsupported_Media_Type"),
    request_errors.MalformedBody: (400, "Validation_Error"),
    request_errors.RateLimited: (429, "Too_Many_Requests"),
    request_errors.IdempotencyKeyMissing: (400, "Validation_Error"),
    request_errors.IdempotencyConflict: (409, "Idempotency_Conflict"),
    request_errors.StoredResponseErased: (409, "Idempotency_Conflict"),
    request_errors.IdempotencyInFlight: (423, "Resource_Locked"),
    request_errors.Unavailable: (503, "Service_Unavailable"),
    request_errors.Unexpected: (500, "Internal_Error"),
}
_OWN_MESSAGES: Mapping[type[RequestError], str] = {
    request_errors.IdempotencyKeyMissing: "X-idempotency has to be of 1 to 255 characters.",
    request_errors.IdempotencyConflict: (
        "This idempotency key was sent with another request. Nothing was changed; send a new key."
    ),
    request_errors.StoredResponseErased: (
        "The request with this idempotency key was answered. The answer had personal data, which is erased."
        " Nothing was changed; send a new key."
    ),
    request_errors.IdempotencyInFlight: (
        "The request with this idempotency key is under way. Send the same request again."
    ),
    request_errors.Unavailable: (
        "Send the same request again in {retry_after} seconds; doing so is safe."
    ),
    request_errors.Unexpected: (
        "Something went wrong on our side; the log has it under the id of this answer."
    ),
}


def render_refusal(request: Request, refusal: Refusal) -> Response:
    """Render a refusal of the domain."""
    code, reason = REFUSALS[type(refusal)]
    message = REFUSAL_MESSAGES[type(refusal)].format(**facts_in_words(refusal))
    return failure(request, code, MESSAGES[code], [ErrorEntry(reason=reason, message=message)])


def refusal_status(refusal: type[Refusal], _: str) -> int:
    """Return the status of a refusal, whatever the operation was."""
    return REFUSALS[refusal][0]


def render_request_error(request: Request, error: RequestError) -> Response:
    """Render a request error: an invalid request, or a service that is unavailable."""
    if is_token_request(request):
        return token_fault(error)
    if isinstance(error, (request_errors.InvalidFields, request_errors.InvalidQuery)):
        entries = [
            ErrorEntry(reason="Validation_Error", message=field.message) for field in error.faults
        ]
        return failure(request, 400, MESSAGES[400], entries)
    known = known_error(error, _REQUEST_ERRORS)
    code, reason = _REQUEST_ERRORS[type(known)]
    message = error_message(known, _OWN_MESSAGES)
    if code == 404 and _PROVIDER_PATHS.fullmatch(request.scope["path"]):
        message = _NOT_SERVED
    headers = error_headers(known, challenge="Bearer, SharedKey")
    return failure(
        request, code, MESSAGES[code], [ErrorEntry(reason=reason, message=message)], headers
    )
