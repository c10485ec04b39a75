"""Rules that several verbs check before anything is recorded."""

from domain.cart import Cart
from domain.fees import Fees
from domain.payment import Payment
from domain.refusals import (
    AmountMismatch,
    CheckoutCancelled,
    CheckoutExpired,
    CheckoutSuspended,
    Closed,
    CurrencyMismatch,
    DuplicateArticles,
    EmptyCart,
    NegativeTotal,
    OutdatedView,
    PurchaseCommitmentFound,
    PurchaseCompleted,
)
from domain.stages import Stage

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


def refuse_unpurchasable(stage: Stage, cart: Cart, total: int, *, shown: int, current: int) -> None:
    """Raises NotPurchasable unless the customer can commit to what they were shown."""
    if stage is Stage.SUSPENDED:
        raise CheckoutSuspended
    if shown != current:
        raise OutdatedView(shown=shown, current=current)
    if not cart.lines:
        raise EmptyCart
    if total < 0:
        raise NegativeTotal(total=total)


def refuse_unpaid(payment: Payment, agreed: int, currency: str) -> None:
    """Raises PaymentRefused unless the amount and the currency are those agreed."""
    if payment.currency != currency:
        raise CurrencyMismatch(agreed=currency, paid=payment.currency)
    if payment.amount != agreed:
        raise AmountMismatch(agreed=agreed, paid=payment.amount)
