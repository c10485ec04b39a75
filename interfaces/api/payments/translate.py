"""Between the payments wire and the domain."""

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
    """The payment as it was reported."""
    return Payment(
        method=body.method,
        amount=body.amount,
        currency=body.currency,
        id=body.payment_id,
        provider=body.provider,
    )


def is_paid_with(checkout: Checkout, payment: Payment) -> bool:
    """Whether the purchase is complete with this payment. Without an id, the same terms decide."""
    if checkout.payment is None:
        return False
    if payment.id is None:
        return payment.has_terms_of(checkout.payment)
    return payment.is_same_as(checkout.payment)


def purchase(checkout: Checkout) -> PurchaseShown:
    """The purchase that a completed checkout holds."""
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


def released(checkout: Checkout) -> ReleasedShown:
    """The checkout after its commitment was released."""
    return ReleasedShown(checkout=checkout.id, version=checkout.version, stage="open")


def is_open(checkout: Checkout) -> bool:
    """Whether the checkout can be changed and committed to."""
    return checkout.stage is Stage.OPEN


def recorded(checkout: Checkout) -> ReportShown:
    """The checkout after a report that is only on record, with all that has to be given back."""
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
