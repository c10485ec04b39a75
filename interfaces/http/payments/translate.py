"""Between the payments wire and the domain."""

from domain.checkout import Checkout
from domain.payment import Payment
from interfaces.http.payments.wire import PurchaseShown, ReleasedShown, SucceededBody


def payment_from(body: SucceededBody) -> Payment:
    """The payment as it was reported."""
    return Payment(method=body.method, amount=body.amount, currency=body.currency)


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
