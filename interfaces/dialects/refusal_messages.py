"""Messages of refusals that are worded equally in several dialects. Names in braces are facts of the refusal."""

from collections.abc import Mapping, Sequence
from typing import Final

from domain import refusals
from domain.refusals import Refusal
from domain.values.money import in_major_units

_AMOUNTS: Final[Mapping[type[Refusal], Sequence[str]]] = {
    refusals.NegativeTotal: ("total",),
    refusals.AmountMismatch: ("agreed", "paid"),
    refusals.RefundExceedsPayment: ("refunded", "paid"),
}
"""The facts that are minor units of the fact `currency`."""


def facts_in_words(refusal: Refusal) -> dict[str, object]:
    """Return the facts of a refusal for its message: amounts as in 26.72 USD."""
    facts = refusal.facts()
    for name in _AMOUNTS.get(type(refusal), ()):
        currency = str(facts["currency"])
        facts[name] = f"{in_major_units(int(str(facts[name])), currency)} {currency}"
    return facts


UNIDENTIFIED_REPORT: Final = (
    "The payment report does not say which of the commitments {commitments} it is about."
)
# Walley and Svea.
PROVIDER_MESSAGES: Final[Mapping[type[Refusal], str]] = {
    Refusal: "The request was refused. Nothing was changed.",
    refusals.PurchaseStopped: (
        "The shop stopped the purchase: {shop[title]}. {shop[message]} Nothing was changed."
    ),
    refusals.DeliveryMissing: (
        "It is not known how the goods reach the customer: the delivery {missing} is missing. Nothing was changed."
    ),
    refusals.NotAvailable: (
        "Of '{article}' only {available} can be had. Nothing was changed; lower the quantity first."
    ),
    refusals.DiscountUsedUp: "The discount '{title}' has no use left. Nothing was changed.",
    refusals.AmountMismatch: ("The amount is {paid} and {agreed} was agreed. Nothing was changed."),
    refusals.CurrencyMismatch: (
        "The currency is {paid} and {agreed} was agreed. Nothing was changed."
    ),
    refusals.UnidentifiedReport: UNIDENTIFIED_REPORT,
    refusals.ContradictoryReport: (
        "The payment {payment_id} was reported otherwise before. Nothing was changed."
    ),
    refusals.NoOrder: "There is no order: the purchase is not completed. Nothing was changed.",
    refusals.OrderLineUnknown: "The order has no line '{line}'. Nothing was changed.",
    refusals.OrderPieceDivided: (
        "Line '{line}' was bought in whole pieces; {quantity} are reported. Nothing was changed."
    ),
    refusals.OrderQuantityExceeded: (
        "{found} pieces of line '{line}' are reported, and only {possible} can be. Nothing was changed."
    ),
    refusals.RefundExceedsPayment: (
        "{refunded} would be paid back in all, and {paid} were paid. Nothing was changed."
    ),
    refusals.OrderEntryTaken: (
        "'{entry}' was reported before, with other content or with an outcome that is final. Nothing was changed."
    ),
    refusals.InTheFuture: "{at} is in the future: it is {now}. Ask for a moment that has passed.",
}
