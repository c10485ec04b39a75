"""Convert between the shapes of the payments API and the domain."""

from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.payment import Payment
from interfaces.api.payments.wire import (
    PurchaseShown,
    RefundDueShown,
    ReleasedShown,
    ReportShown,
    SucceededBody,
)


def payment_from(body: SucceededBody) -> Payment:
    """Return the payment of a report."""
    return Payment(
        method=body.method,
        amount=body.amount,
        currency=body.currency,
        id=body.payment_id,
        provider=body.provider,
    )


def is_paid_with(checkout: Checkout, payment: Payment) -> bool:
    """Return whether this payment completed the purchase. Without an id, the terms are compared."""
    if checkout.payment is None:
        return False
    if payment.id is None:
        return payment.has_terms_of(checkout.payment)
    return payment.is_same_as(checkout.payment)


def purchase(checkout: Checkout) -> PurchaseShown:
    """Convert the purchase of a completed checkout."""
    payment = checkout.payment
    assert payment is not None
    assert checkout.order_id is not None
    assert checkout.purchase_id is not None
    assert checkout.completed_at is not None
    return PurchaseShown(
        checkout=checkout.id,
        version=checkout.version,
        order_id=checkout.order_id,
        purchase_id=checkout.purchase_id,
        method=payment.method,
        amount=payment.amount,
        currency=payment.currency,
        completed_at=checkout.completed_at,
    )


def released_commitment(checkout: Checkout) -> ReleasedShown:
    """Convert a checkout whose commitment was released."""
    return ReleasedShown(checkout=checkout.id, version=checkout.version, stage="open")


def is_open(checkout: Checkout) -> bool:
    """Return whether the checkout accepts changes and a commitment."""
    return checkout.stage is Stage.OPEN


def repeated_report(checkout: Checkout) -> ReportShown:
    """Convert a checkout after a report without effect, with all refunds that are due."""
    return ReportShown(
        checkout=checkout.id,
        version=checkout.version,
        stage=checkout.stage.value,
        refunds_due=[
            RefundDueShown(
                payment_id=due.payment.id,
                method=due.payment.method,
                amount=due.payment.amount,
                currency=due.payment.currency,
                commitment=due.commitment,
                cause=due.cause.value,
            )
            for due in checkout.refunds_due
        ],
    )
