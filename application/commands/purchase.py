"""The commands of a purchase, from the commitment to its end. All are part of `application.commands.change.Change`."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from application.ports.purchase_validation import NO_VALIDATION, Approved, Rejected, Validation
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import PurchaseStopped
from domain.values.buyer_context import BuyerContext
from domain.values.consent import Consents
from domain.values.customer import Customer
from domain.values.payment import Payment
from domain.values.shown import PageClaims, Purchaser, Shown, Sight, Surface


@dataclass(frozen=True, kw_only=True)
class Display:
    """What the customer was shown, before its digests are computed (`application.history.shown.digests`).

    `content` are the bytes that were sent, without the public token; None where they cannot be rendered again.
    `displayed` is the SHA-256 of the text that the page says it displayed.
    """

    surface: Surface
    renderer: str | None = None
    sight: Sight | None = None
    content: bytes | None = field(default=None, repr=False)
    claims: PageClaims | None = None
    displayed: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class CommitPurchase:
    """Commit the purchase of the version `shown_version`, which the customer saw.

    `validation` is the shop's answer. `customer`, `buyer_context` and `consents` are what the same request says of the
    buyer, and `payment_attempt` is the id of the payment that is requested next. `shown` is a display until its
    digests are computed, together with the sealing of personal data.
    """

    NAME: ClassVar[str] = "CommitPurchase"

    shown_version: int
    validation: Validation = NO_VALIDATION
    customer: Customer | None = None
    buyer_context: BuyerContext | None = None
    consents: Consents = ()
    payment_attempt: str | None = None
    shown: Display | Shown | None = None
    purchaser: Purchaser | None = None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        assert not isinstance(self.shown, Display), "what is recorded has digests only"
        match self.validation:
            case Rejected(title=title, message=message):
                # A refusal by a domain rule has precedence.
                checkout.draft().commit(self.shown_version, by=by, at=at)
                raise PurchaseStopped(title=title, message=message)
            case Approved(order_reference=reference):
                checkout.commit(
                    self.shown_version,
                    reference=reference,
                    customer=self.customer,
                    buyer_context=self.buyer_context,
                    consents=self.consents,
                    payment_attempt=self.payment_attempt,
                    shown=self.shown,
                    purchaser=self.purchaser,
                    by=by,
                    at=at,
                )


@dataclass(frozen=True, kw_only=True)
class CompletePurchase:
    """Record a successful payment. The purchase gets the two ids if this payment completes it.

    `commitment` is the version of the commitment that was paid; None if the report does not name it.
    `recurring_token` is issued if the shop requested one.
    """

    NAME: ClassVar[str] = "CompletePurchase"

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
    """Record a failed payment. `commitment` is the version of its commitment; None if the report does not name it."""

    NAME: ClassVar[str] = "ReleaseCommitment"

    reason: str | None
    commitment: int | None = None
    payment_id: str | None = None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.release_commitment(
            self.reason, commitment=self.commitment, payment_id=self.payment_id, by=by, at=at
        )


@dataclass(frozen=True, kw_only=True)
class ReleaseUnpaid:
    """Release the commitment if nobody has paid `within` this time."""

    NAME: ClassVar[str] = "ReleaseUnpaid"

    within: timedelta

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.release_unpaid(self.within, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class CancelCheckout:
    """Cancel the checkout for good; `reason` is recorded as given."""

    NAME: ClassVar[str] = "CancelCheckout"

    reason: str | None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.cancel(self.reason, by=by, at=at)


@dataclass(frozen=True)
class CancelRecurringToken:
    """Cancel the recurring token of the checkout."""

    NAME: ClassVar[str] = "CancelRecurringToken"

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.cancel_recurring_token(by=by, at=at)
