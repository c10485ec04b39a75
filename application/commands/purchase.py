"""What can be asked of a purchase, from the customer's agreeing to its end; all are among
`application.commands.shop`.
"""

from dataclasses import dataclass
from datetime import datetime

from application.ports.purchase_validation import NOT_ASKED, Approved, Rejected, Validation
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import PurchaseStopped
from domain.values.customer import Customer
from domain.values.payment import Payment


@dataclass(frozen=True, kw_only=True)
class CommitPurchase:
    """The customer presses "complete purchase", having seen `shown_version`.

    `validation` is what the shop said when it was asked. `customer` is who they say they are in the same breath, and
    `payment_attempt` the payment that is asked for then.
    """

    shown_version: int
    validation: Validation = NOT_ASKED
    customer: Customer | None = None
    payment_attempt: str | None = None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        match self.validation:
            case Rejected(title=title, message=message):
                # What the rules refuse anyway is refused for that.
                checkout.draft().commit(self.shown_version, by=by, at=at)
                raise PurchaseStopped(title=title, message=message)
            case Approved(order_reference=reference):
                checkout.commit(
                    self.shown_version,
                    reference=reference,
                    customer=self.customer,
                    payment_attempt=self.payment_attempt,
                    by=by,
                    at=at,
                )


@dataclass(frozen=True, kw_only=True)
class CompletePurchase:
    """The payment succeeded; the purchase gets the two ids if this payment completes it.

    `commitment` is the version of the commitment that was paid for; None where the report does not say.
    `recurring_token` is issued if the shop has asked for one.
    """

    payment: Payment
    order_id: str
    purchase_id: str
    commitment: int | None = None
    recurring_token: str | None = None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.complete(
            self.payment,
            commitment=self.commitment,
            order_id=self.order_id,
            purchase_id=self.purchase_id,
            recurring_token=self.recurring_token,
            by=by,
            at=at,
        )


@dataclass(frozen=True, kw_only=True)
class ReleaseCommitment:
    """The payment failed. `commitment` is the version of the commitment that it was for; None where it is not said."""

    reason: str | None
    commitment: int | None = None
    payment_id: str | None = None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.release_commitment(
            self.reason, commitment=self.commitment, payment_id=self.payment_id, by=by, at=at
        )


@dataclass(frozen=True, kw_only=True)
class CancelCheckout:
    """Call the checkout off."""

    reason: str | None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.cancel(self.reason, by=by, at=at)


@dataclass(frozen=True)
class CancelRecurringToken:
    """End what may be bought under the checkout's token."""

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.cancel_recurring_token(by=by, at=at)
