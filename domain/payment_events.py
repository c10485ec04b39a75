"""The events of payments that do not decide the present commitment; `domain.events` lists them with all others."""

from dataclasses import dataclass

from domain.event import CheckoutEvent
from domain.state import CheckoutState
from domain.values.payment import FailedPayment, Payment, RefundDue


@dataclass(frozen=True, kw_only=True)
class SurplusPaymentReceived(CheckoutEvent):
    """A payment succeeded that does not pay for the purchase: it is due back.

    `purchase_payment` is the payment that completed the purchase, where one did.
    """

    TOPIC = "checkout.surplus-payment-received"

    refund_due: RefundDue
    purchase_payment: Payment | None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.refunds_due = (*aggregate.refunds_due, self.refund_due)


@dataclass(frozen=True, kw_only=True)
class PaymentFailureReported(CheckoutEvent):
    """A payment failed that no commitment waits for. It is a record and changes nothing that was agreed."""

    TOPIC = "checkout.payment-failure-reported"

    commitment: int
    payment_id: str | None
    reason: str | None

    def apply(self, aggregate: CheckoutState) -> None:
        failed = FailedPayment(
            commitment=self.commitment,
            payment_id=self.payment_id,
            reason=self.reason,
            released=False,
        )
        aggregate.failed_payments = (*aggregate.failed_payments, failed)
