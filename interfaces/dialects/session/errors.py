"""Error messages of the session dialects. Their sentences are equal but for the words of each specification."""

from collections.abc import Mapping
from typing import Final

from domain import refusals
from domain.refusals import Refusal
from interfaces.dialects.refusal_messages import UNIDENTIFIED_REPORT, facts_in_words
from interfaces.http.errors import request_errors
from interfaces.http.errors.request_errors import FieldFault, RequestError
from interfaces.http.errors.table import ErrorTable

RETRY: Final[Mapping[str, str]] = {"Retry-After": "1"}
_MAX_FAULTS = 20

# The names in braces are the words of the dialect and the facts of the refusal.
MESSAGES = ErrorTable(
    {
        Refusal: "The request was refused.",
        refusals.CheckoutNotFound: "There is no such {resource}.",
        refusals.Locked: (
            "Another change of this {noun} was being recorded. Nothing was changed; send the request again."
        ),
        refusals.StaleVersion: (
            "The {noun} is at version {actual}, which If-Match does not name. Nothing was changed; {read} it first."
        ),
        refusals.PurchaseCommitmentFound: (
            "The payment of this {noun} is being made. Nothing was changed; {read_again} for the outcome."
        ),
        refusals.PurchaseCompleted: (
            "The {noun} is completed. Nothing was changed and nothing can be."
        ),
        refusals.CheckoutCancelled: (
            "The {noun} was canceled. Nothing was changed; create a new one."
        ),
        refusals.CheckoutExpired: "The {noun} has expired. Nothing was changed; create a new one.",
        refusals.CheckoutSuspended: "The shop is changing this {noun}. {Try} again when it has.",
        refusals.EmptyCart: "There is nothing in this {noun}. Add an item first.",
        refusals.NegativeTotal: "The total is below zero: {total}.",
        refusals.PurchaseStopped: "The shop has stopped the purchase.",
        refusals.OutdatedView: (
            "The {noun} has changed since version {shown}; the current version is {current}. {Read} it first."
        ),
        refusals.DeliveryMissing: (
            "The fulfillment {missing} is missing. Update the {noun} first."
        ),
        refusals.NotAvailable: "Only {available} of {article} can be bought.",
        refusals.DiscountUsedUp: "The discount {title} has no use left.",
        refusals.NotCommitted: "No payment of this {noun} is being made.",
        refusals.AmountMismatch: "{agreed} was agreed and {paid} paid.",
        refusals.CurrencyMismatch: "{agreed} was agreed and {paid} paid.",
        refusals.UnidentifiedReport: UNIDENTIFIED_REPORT,
        refusals.ContradictoryReport: "The payment {payment_id} was reported otherwise before.",
        refusals.NoOrder: "There is no order: the {noun} is not completed.",
        refusals.OrderLineUnknown: "The order has no line {line}.",
        refusals.OrderPieceDivided: "Line {line} was bought in whole pieces; {quantity} are reported.",
        refusals.OrderQuantityExceeded: (
            "{found} pieces of line {line} are reported, and only {possible} can be."
        ),
        refusals.RefundExceedsPayment: (
            "{refunded} would be paid back in all, and {paid} were paid."
        ),
        refusals.OrderEntryTaken: (
            "{entry} was reported before, with other content or with an outcome that is final."
        ),
        refusals.NoSuchVersion: "The newest version is {newest}; there is no {version}.",
        refusals.BeforeOpening: "The {noun} was created at {opened_at}.",
        refusals.InTheFuture: "{at} is in the future: it is {now}.",
        refusals.DuplicateArticles: "There are two items {article} called {description}.",
        refusals.ReferenceTaken: "The reference is used by another checkout.",
        refusals.RecurringTokenInactive: "The token can be used no more.",
        refusals.OpenedInAnotherDialect: (
            "This checkout was created in another API ({dialect}). {reason}"
        ),
    }
)
# Both specifications give these statuses. The status of IdempotencyConflict depends on the version.
STATUSES: Final[Mapping[type[RequestError], int]] = {
    request_errors.RouteUnknown: 404,
    request_errors.MethodNotAllowed: 405,
    request_errors.Unauthenticated: 401,
    request_errors.AccessDenied: 403,
    request_errors.BodyTooLarge: 413,
    request_errors.BodyTooSlow: 408,
    request_errors.UnsupportedMediaType: 415,
    request_errors.MalformedBody: 400,
    request_errors.InvalidFields: 400,
    request_errors.InvalidQuery: 400,
    request_errors.RateLimited: 429,
    request_errors.IdempotencyKeyMissing: 400,
    request_errors.IdempotencyConflict: 422,
    request_errors.StoredResponseErased: 422,
    request_errors.IdempotencyInFlight: 409,
    request_errors.Unavailable: 503,
    request_errors.Unexpected: 500,
}


def refusal_message(refusal: Refusal, words: Mapping[str, str]) -> str:
    """Return the message of a refusal in the words of a dialect.

    `words` has `resource`, `noun`, `read`, `Read`, `read_again` and `Try`.
    """
    return MESSAGES[type(refusal)].format_map({**words, **facts_in_words(refusal)})


def fields_message(faults: tuple[FieldFault, ...]) -> str:
    """Return the messages of at most 20 faults as one."""
    return " ".join(fault.message for fault in faults[:_MAX_FAULTS])
