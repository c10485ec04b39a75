"""Rules that several verbs check before anything is recorded."""

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
    OutdatedView,
    PurchaseCommitmentFound,
    PurchaseCompleted,
)
from domain.stage import Stage
from domain.state import CheckoutState
from domain.values.cart import Cart
from domain.values.fees import Fees
from domain.values.notices import NoticeKind
from domain.values.payment import Payment

_CLOSED: dict[Stage, type[Closed]] = {
    Stage.COMMITTED: PurchaseCommitmentFound,
    Stage.COMPLETED: PurchaseCompleted,
    Stage.CANCELLED: CheckoutCancelled,
    Stage.EXPIRED: CheckoutExpired,
}


def refuse_closed(stage: Stage) -> None:
    """Raises the refusal of a stage that allows no change."""
    refusal = _CLOSED.get(stage)
    if refusal is not None:
        raise refusal


def refuse_duplicates(cart: Cart, fees: Fees) -> None:
    """Raises DuplicateArticles where two lines or fees share id and description (Walley, "Update cart")."""
    seen: set[tuple[str, str]] = set()
    labels = [(line.article, line.description) for line in cart.lines]
    labels += [(fee.article, fee.description) for fee in fees]
    for label in labels:
        if label in seen:
            raise DuplicateArticles(article=label[0], description=label[1])
        seen.add(label)


def refuse_unpurchasable(checkout: CheckoutState, shown: int) -> None:
    """Raises the first reason why the customer cannot commit to what version `shown` showed them."""
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
        raise NegativeTotal(total=checkout.total)


def refuse_unpaid(payment: Payment, agreed: int | None, currency: str) -> None:
    """Raises PaymentRefused unless something was agreed, and the amount and the currency are those."""
    if agreed is None:
        raise NotCommitted
    if payment.currency != currency:
        raise CurrencyMismatch(agreed=currency, paid=payment.currency)
    if payment.amount != agreed:
        raise AmountMismatch(agreed=agreed, paid=payment.amount)
