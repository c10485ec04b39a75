"""The status, code, message and field of each refusal and request error, in the words of Svea's documents.

A field has the code that the documents give it, and any other error has the status as its code. Changes of `Final` and
`Cancelled` orders are refused with 400, as invalid requests are; refusals that a later attempt may not meet, with 409.
"""

import re
from collections.abc import Mapping

from fastapi import Request, Response

from domain import refusals
from domain.refusals import Refusal
from interfaces.dialects.refusal_messages import PROVIDER_MESSAGES, facts_in_words
from interfaces.dialects.svea.requests.cart import AMOUNT, LIMIT
from interfaces.dialects.svea.responses.envelope import failure
from interfaces.dialects.svea.wire import ErrorEntry
from interfaces.http.errors import request_errors
from interfaces.http.errors.rendering import error_headers, error_message, known_error
from interfaces.http.errors.request_errors import FieldFault, RequestError
from interfaces.http.errors.table import ErrorTable

CODES = {
    "MerchantSettings": 101,
    "Cart": 102,
    "Items": 102,
    "CountryCode": 105,
    "Currency": 105,
    "Locale": 105,
    "Unit": 105,
    "RowType": 105,
    "TermsUri": 107,
    "CheckoutUri": 108,
    "ConfirmationUri": 109,
    "PushUri": 110,
    "ArticleNumber": 111,
    "VatPercent": 112,
    "Name": 113,
    "Quantity": 114,
    "UnitPrice": 117,
    "ClientOrderNumber": 126,
    "PartnerKey": 142,
}
AMOUNT_CODE = 135
LIMIT_CODE = 151
_INDEX = re.compile(r"\[\d+\]$")


# Status and code of each refusal or family of refusals. Without a code of the documents, the status is the code.
REFUSALS = ErrorTable(
    {
        Refusal: (409, 409),
        refusals.CheckoutNotFound: (404, 404),
        refusals.StaleVersion: (412, 412),
        refusals.Closed: (400, 400),
        refusals.PurchaseCommitmentFound: (409, 409),
        refusals.EmptyCart: (400, CODES["Cart"]),
        refusals.NegativeTotal: (400, AMOUNT_CODE),
        refusals.NoSuchPointInTime: (404, 404),
        refusals.InTheFuture: (400, 400),
        refusals.DuplicateArticles: (400, 400),
        refusals.ReferenceTaken: (400, CODES["ClientOrderNumber"]),
        refusals.RecurringTokenInactive: (400, 400),
    }
)
# The names in braces are facts of the refusal.
REFUSAL_MESSAGES = ErrorTable(
    {
        **PROVIDER_MESSAGES,
        refusals.CheckoutNotFound: "There is no such order or token, or it is not this merchant's.",
        refusals.Locked: (
            "Another change of this order was being recorded. Nothing was changed; send the same request again."
        ),
        refusals.StaleVersion: (
            "The order is at version {actual}, which is not one that If-Match names. Nothing was changed; get the "
            "order and decide again."
        ),
        refusals.PurchaseCommitmentFound: (
            "The customer has pressed the purchase button. Nothing was changed; wait for the outcome, the order "
            "can be changed again only if the payment fails."
        ),
        refusals.PurchaseCompleted: (
            "The order is Final. Nothing was changed and nothing can be; get the order and use it."
        ),
        refusals.CheckoutCancelled: (
            "The order is Cancelled. Nothing was changed; create a new order with a new ClientOrderNumber."
        ),
        refusals.CheckoutExpired: (
            "The order is Cancelled, because nothing happened to it for too long. Nothing was changed; create a "
            "new order with a new ClientOrderNumber."
        ),
        refusals.CheckoutSuspended: (
            "The checkout is not enabled. Nothing was changed; enable it and send the request again."
        ),
        refusals.EmptyCart: "The cart is empty. Nothing was changed; add order rows first.",
        refusals.NegativeTotal: (
            "The cart comes to {total}, which is below zero. Nothing was changed."
        ),
        refusals.OutdatedView: (
            "The customer was shown version {shown} and the current version is {current}. Nothing was changed."
        ),
        refusals.NotCommitted: "No purchase waits for a payment. Nothing was changed.",
        refusals.NoSuchVersion: (
            "The newest version of this order is {newest}; there is no version {version}."
        ),
        refusals.BeforeOpening: "This order was created at {opened_at}. Nothing stood at {at}.",
        refusals.DuplicateArticles: (
            "More than one order row has the article number '{article}'. Nothing was changed."
        ),
        refusals.ReferenceTaken: (
            "The ClientOrderNumber '{reference}' was used before. Nothing was created; use a new one."
        ),
        refusals.RecurringTokenInactive: (
            "The recurring token is Cancelled. Nothing was created; the customer has to buy anew."
        ),
        refusals.OpenedInAnotherDialect: "This order was opened through '{dialect}', not through Svea. {reason}",
    }
)
_STATUSES: Mapping[type[RequestError], int] = {
    request_errors.RouteUnknown: 404,
    request_errors.MethodNotAllowed: 405,
    request_errors.NotAcceptable: 406,
    request_errors.Unauthenticated: 401,
    request_errors.AccessDenied: 403,
    request_errors.BodyTooLarge: 413,
    request_errors.BodyTooSlow: 408,
    request_errors.UnsupportedMediaType: 415,
    request_errors.MalformedBody: 400,
    request_errors.RateLimited: 429,
    request_errors.Unavailable: 503,
    request_errors.Unexpected: 500,
}
_MESSAGES: Mapping[type[RequestError], str] = {
    request_errors.NotAcceptable: "This path answers in {offered}.",
    request_errors.Unavailable: (
        "Send the same request again in {retry_after} seconds; doing so is safe."
    ),
    request_errors.Unexpected: "Something went wrong on our side; the log has it.",
}


def render_refusal(_: Request, refusal: Refusal) -> Response:
    """Render a refusal of the domain."""
    status, code = REFUSALS[type(refusal)]
    message = REFUSAL_MESSAGES[type(refusal)].format(**facts_in_words(refusal))
    return failure(status, (ErrorEntry(code=code, field=None, error_message=message),))


def refusal_status(refusal: type[Refusal], _: str) -> int:
    """Return the status of a refusal, whatever the operation was."""
    return REFUSALS[refusal][0]


def render_request_error(_: Request, error: RequestError) -> Response:
    """Render a request error: an invalid request, or a service that is unavailable."""
    if isinstance(error, (request_errors.InvalidFields, request_errors.InvalidQuery)):
        return failure(400, tuple(_entry(field) for field in error.faults))
    known = known_error(error, _STATUSES)
    status = _STATUSES[type(known)]
    entry = ErrorEntry(code=status, field=None, error_message=error_message(known, _MESSAGES))
    return failure(status, (entry,), error_headers(known, challenge="Svea"))


def code_of(field: FieldFault) -> int:
    """Return the documents' code for a fault of a field, or 400 where they have none."""
    if field.kind == AMOUNT:
        return AMOUNT_CODE
    if field.kind == LIMIT:
        return LIMIT_CODE
    outermost, _, inner = field.path.partition(".")
    if inner and outermost not in ("Cart", "MerchantSettings"):
        return 400
    return CODES.get(_INDEX.sub("", field.path).rpartition(".")[2], 400)


def _entry(field: FieldFault) -> ErrorEntry:
    return ErrorEntry(code=code_of(field), field=field.path or None, error_message=field.message)
