"""The status, code, message and field of each refusal and request error, in the words of Svea's documents.

A field has the code that the documents give it, and any other error has the status as its code. Changes of `Final` and
`Cancelled` orders are refused with 400, as invalid requests are; refusals that a later attempt may not meet, with 409.
"""

import re
from dataclasses import dataclass

from fastapi import Request, Response

from domain import refusals
from domain.refusals import Refusal
from interfaces.dialects.svea.requests.cart import AMOUNT, LIMIT
from interfaces.dialects.svea.responses.envelope import failure
from interfaces.dialects.svea.wire import ErrorEntry
from interfaces.http.errors import request_errors
from interfaces.http.errors.request_errors import FieldFault, RequestError

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


@dataclass(frozen=True)
class Row:
    """The response to one refusal. `message` is a format string over the facts of the refusal."""

    status: int
    message: str
    code: int | None = None


REFUSALS: dict[type[Refusal], Row] = {
    refusals.CheckoutNotFound: Row(
        404, "There is no such order or token, or it is not this merchant's."
    ),
    refusals.Locked: Row(
        409,
        "Another change of this order was being recorded. Nothing was changed; send the same request again.",
    ),
    refusals.StaleVersion: Row(
        412,
        "The order is at version {actual}, which is not one that If-Match names. Nothing was changed; get the order "
        "and decide again.",
    ),
    refusals.PurchaseCommitmentFound: Row(
        409,
        "The customer has pressed the purchase button. Nothing was changed; wait for the outcome, the order can be "
        "changed again only if the payment fails.",
    ),
    refusals.PurchaseCompleted: Row(
        400, "The order is Final. Nothing was changed and nothing can be; get the order and use it."
    ),
    refusals.CheckoutCancelled: Row(
        400,
        "The order is Cancelled. Nothing was changed; create a new order with a new ClientOrderNumber.",
    ),
    refusals.CheckoutExpired: Row(
        400,
        "The order is Cancelled, because nothing happened to it for too long. Nothing was changed; create a new order "
        "with a new ClientOrderNumber.",
    ),
    refusals.CheckoutSuspended: Row(
        409,
        "The checkout is not enabled. Nothing was changed; enable it and send the request again.",
    ),
    refusals.EmptyCart: Row(
        400, "The cart is empty. Nothing was changed; add order rows first.", 102
    ),
    refusals.NegativeTotal: Row(
        400, "The cart comes to {total} minor units, which is below zero. Nothing was changed.", 135
    ),
    refusals.PurchaseStopped: Row(
        409, "The shop stopped the purchase: {shop[title]}. {shop[message]} Nothing was changed."
    ),
    refusals.DeliveryMissing: Row(
        409,
        "It is not known how the goods reach the customer: the delivery {missing} is missing. Nothing was changed.",
    ),
    refusals.NotAvailable: Row(
        409,
        "Of '{article}' only {available} can be had. Nothing was changed; lower the quantity first.",
    ),
    refusals.OutdatedView: Row(
        409,
        "The customer was shown version {shown} and the current version is {current}. Nothing was changed.",
    ),
    refusals.NotCommitted: Row(409, "No purchase waits for a payment. Nothing was changed."),
    refusals.AmountMismatch: Row(
        409, "The amount is {paid} and {agreed} was agreed, in minor units. Nothing was changed."
    ),
    refusals.CurrencyMismatch: Row(
        409, "The currency is {paid} and {agreed} was agreed. Nothing was changed."
    ),
    refusals.UnidentifiedReport: Row(
        409, "The payment report does not say which of the commitments {commitments} it is about."
    ),
    refusals.ContradictoryReport: Row(
        409, "The payment {payment_id} was reported otherwise before. Nothing was changed."
    ),
    refusals.NoSuchVersion: Row(
        404, "The newest version of this order is {newest}; there is no version {version}."
    ),
    refusals.BeforeOpening: Row(
        404, "This order was created at {opened_at}. Nothing stood at {at}."
    ),
    refusals.InTheFuture: Row(
        400, "{at} is in the future: it is {now}. Ask for a moment that has passed."
    ),
    refusals.DuplicateArticles: Row(
        400, "More than one order row has the article number '{article}'. Nothing was changed."
    ),
    refusals.ReferenceTaken: Row(
        400,
        "The ClientOrderNumber '{reference}' was used before. Nothing was created; use a new one.",
        126,
    ),
    refusals.RecurringTokenInactive: Row(
        400, "The recurring token is Cancelled. Nothing was created; the customer has to buy anew."
    ),
    refusals.OpenedInAnotherDialect: Row(
        409, "This order was opened through '{dialect}', not through Svea. {reason}"
    ),
}
_UNKNOWN_REFUSAL = Row(500, "The request was refused. Nothing was changed.")


def refused(_: Request, refusal: Refusal) -> Response:
    """Render a refusal of the domain."""
    row = REFUSALS.get(type(refusal), _UNKNOWN_REFUSAL)
    return _single(row.status, row.message.format(**refusal.facts()), code=row.code)


def faulty(_: Request, fault: RequestError) -> Response:
    """Render a request error: an invalid request, or a service that is unavailable."""
    match fault:
        case request_errors.InvalidFields(faults=found) | request_errors.InvalidQuery(faults=found):
            return failure(400, tuple(_entry(field) for field in found))
        case request_errors.MalformedBody(reason=reason):
            return _single(400, reason)
        case request_errors.Unauthenticated(reason=reason):
            return _single(401, reason, {"WWW-Authenticate": "Svea"})
        case request_errors.AccessDenied(reason=reason):
            return _single(403, reason)
        case request_errors.RouteUnknown():
            return _single(404, "There is nothing at this path.")
        case request_errors.MethodNotAllowed(allowed=allowed):
            return _single(405, f"This path answers to {allowed}.", {"Allow": allowed})
        case request_errors.NotAcceptable(offered=offered):
            return _single(406, f"This path answers in {offered}.")
        case request_errors.BodyTooLarge(limit=limit):
            return _single(413, f"The body may be at most {limit} bytes.")
        case request_errors.BodyTooSlow(seconds=seconds):
            return _single(408, f"The body was not there after {seconds:g} seconds. Send it again.")
        case request_errors.UnsupportedMediaType(got=got, expected=expected, headers=headers):
            return _single(
                415,
                f"The body is declared as {got!r}; send {expected}.",
                headers,
            )
        case request_errors.Unavailable(retry_after=seconds):
            message = f"Send the same request again in {seconds} seconds; doing so is safe."
            return _single(503, message, {"Retry-After": str(seconds)})
        case _:
            return _single(500, "Something went wrong on our side; the log has it.")


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


def _single(
    status: int, message: str, headers: dict[str, str] | None = None, *, code: int | None = None
) -> Response:
    entry = ErrorEntry(code=code or status, field=None, error_message=message)
    return failure(status, (entry,), headers)
