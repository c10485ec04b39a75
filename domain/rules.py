"""Rules that several verbs check before they record an event, and the progress of a purchase."""

import enum
from datetime import datetime, timedelta
from typing import Final

from domain.refusals import (
    AmountMismatch,
    CheckoutCancelled,
    CheckoutExpired,
    CheckoutSuspended,
    Closed,
    CurrencyMismatch,
    DeliveryMissing,
    DuplicateArticles,
    EmptyCart,
    NegativeTotal,
    NotAvailable,
    NotCommitted,
    NotPurchasable,
    OutdatedView,
    PurchaseCommitmentFound,
    PurchaseCompleted,
)
from domain.stage import Stage
from domain.state import CheckoutState
from domain.values.cart import Cart
from domain.values.charges import Fees
from domain.values.payment import Payment
from domain.values.quote import NoticeKind, Quote

UNPAID: Final = "No payment was reported in time."
"""The reason of a commitment that is released because nobody paid."""

_CLOSED: dict[Stage, type[Closed]] = {
    Stage.COMMITTED: PurchaseCommitmentFound,
    Stage.COMPLETED: PurchaseCompleted,
    Stage.CANCELLED: CheckoutCancelled,
    Stage.EXPIRED: CheckoutExpired,
}


def refuse_unchangeable(checkout: CheckoutState, at: datetime) -> None:
    """Raise the refusal of a stage that allows no change, or CheckoutExpired from the deadline on."""
    refusal = _CLOSED.get(checkout.stage)
    if refusal is not None:
        raise refusal
    if at >= checkout.deadline:
        raise CheckoutExpired


def refuse_duplicates(cart: Cart, fees: Fees) -> None:
    """Raise DuplicateArticles where two lines or fees share id and description (Walley, "Update cart")."""
    seen: set[tuple[str, str]] = set()
    labels = [(line.article, line.description) for line in cart.lines]
    labels += [(fee.article, fee.description) for fee in fees]
    for label in labels:
        if label in seen:
            raise DuplicateArticles(article=label[0], description=label[1])
        seen.add(label)


def require_balance(quote: Quote) -> None:
    """Raise ValueError unless the discounts are what the lines and the chosen options have been reduced by.

    A line that no discount of the quote names may have a discount of another kind.
    """
    discounts = quote.discounts
    off_options = sum(option.discount or 0 for option in quote.delivery.options)
    lines = {line.id: line.discount or 0 for line in quote.cart.lines}
    named = {part.line for each in discounts.applied for part in each.allocations}
    is_balanced = discounts.shipping == off_options and all(
        discounts.taken_off(line) == lines.get(line) for line in named
    )
    if not is_balanced:
        raise ValueError("the discounts are not what the lines and the delivery are reduced by")


def refuse_unpurchasable(checkout: CheckoutState, shown: int) -> None:
    """Raise the first reason why the customer cannot commit to version `shown`, which the customer saw."""
    if checkout.stage is Stage.SUSPENDED:
        raise CheckoutSuspended
    if shown != checkout.version:
        raise OutdatedView(shown=shown, current=checkout.version)
    if not checkout.cart.lines:
        raise EmptyCart
    for notice in checkout.notices:
        if notice.kind is NoticeKind.STATE_UNKNOWN:
            raise DeliveryMissing(missing="state")
        if notice.hinders:
            raise NotAvailable(article=notice.article, available=notice.available or 0)
    if checkout.delivery is not None and (missing := checkout.delivery.missing):
        raise DeliveryMissing(missing=missing)
    if checkout.total < 0:
        raise NegativeTotal(total=checkout.total, currency=checkout.currency)


def refuse_unpaid(payment: Payment, agreed: int | None, currency: str) -> None:
    """Raise PaymentRefused unless a total was agreed and the payment has its amount and currency."""
    if agreed is None:
        raise NotCommitted
    if payment.currency != currency:
        raise CurrencyMismatch(agreed=currency, paid=payment.currency)
    if payment.amount != agreed:
        raise AmountMismatch(agreed=agreed, paid=payment.amount, currency=currency)


def payment_deadline(checkout: CheckoutState, within: timedelta) -> datetime | None:
    """Return the time at which a commitment that nobody has paid is released: `within` after the last event.

    None if no commitment waits, or if tillroll requests the payment itself (`payment_attempt`): its provider knows the
    outcome, which is asked for.
    """
    if checkout.stage is not Stage.COMMITTED or checkout.payment_attempt is not None:
        return None
    return checkout.modified_on + within


class Progress(enum.Enum):
    """The progress of a purchase: the stage of its checkout, and for an open one whether it can be purchased now."""

    NOT_READY = "not-ready"
    READY = "ready"
    COMMITTED = "committed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


_PROGRESS: dict[Stage, Progress] = {
    Stage.COMMITTED: Progress.COMMITTED,
    Stage.COMPLETED: Progress.COMPLETED,
    Stage.CANCELLED: Progress.CANCELLED,
    Stage.EXPIRED: Progress.EXPIRED,
}


def progress(checkout: CheckoutState) -> Progress:
    """Return the progress of the purchase. It applies the rule of a commitment and does not depend on the time."""
    ended_or_committed = _PROGRESS.get(checkout.stage)
    if ended_or_committed is not None:
        return ended_or_committed
    try:
        refuse_unpurchasable(checkout, checkout.version)
    except NotPurchasable:
        return Progress.NOT_READY
    return Progress.READY
