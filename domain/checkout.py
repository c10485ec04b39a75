"""The checkout: verbs that check a rule and record what happened.

Each verb takes who asked (`by`) and when (`at`, UTC). It refuses by raising one of `domain.refusals` and changes
nothing then; a verb that would change nothing records nothing. All attributes hold immutable values, which makes a
`draft` a copy of references: a command decides on a draft, and a refused or conflicting one is thrown away.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from eventsourcing.domain import BaseAggregate

from domain import events, payment_reports, rules
from domain.event import CheckoutEvent
from domain.opening import Opening
from domain.provenance import Provenance
from domain.refusals import CheckoutExpired, PurchaseCompleted, RecurringTokenInactive
from domain.replacing import REPLACED
from domain.stage import Stage
from domain.values.cart import EMPTY_CART, Cart
from domain.values.customer import Customer
from domain.values.fees import Fees, fees_total
from domain.values.fulfilment import Fulfilment
from domain.values.notices import Notices
from domain.values.payment import FailedPayment, Payment, RefundDue
from domain.values.quote import Quote
from domain.values.recurring import Recurrence
from domain.values.taxes import OrderTaxes, order_taxes_total


class Checkout(BaseAggregate[str]):
    """One customer's purchase in the making. Amounts are minor units of `currency`."""

    TOPIC = "checkout"

    def __init__(self) -> None:
        self.merchant: str = ""
        self.dialect: str = ""
        self.country: str = ""
        self.currency: str = ""
        self.public_token: str = ""
        self.expires_at: datetime
        self.settings: str = "{}"
        self.stage: Stage = Stage.OPEN
        self.cart: Cart = EMPTY_CART
        self.fees: Fees = ()
        self.shipping_properties: str | None = None
        self.reference: str | None = None
        self.reference_set_after_completion: bool = False
        self.metadata: str | None = None
        self.customer: Customer | None = None
        self.delivery: Fulfilment | None = None
        self.order_taxes: OrderTaxes = ()
        self.notices: Notices = ()
        self.agreed_total: int | None = None
        self.payment_attempt: str | None = None
        self.payment_failure: str | None = None
        self.cancel_reason: str | None = None
        self.commitments: tuple[int, ...] = ()
        self.failed_payments: tuple[FailedPayment, ...] = ()
        self.refunds_due: tuple[RefundDue, ...] = ()
        self.payment: Payment | None = None
        self.order_id: str | None = None
        self.purchase_id: str | None = None
        self.completed_at: datetime | None = None
        self.order_number: int | None = None
        self.idle_limit: int | None = None
        self.minimum_age: int | None = None
        self.recurrence: Recurrence | None = None
        self.token_used: str | None = None
        self.erased_data: tuple[str, ...] = ()
        self.has_unique_reference: bool = False

    @property
    def total(self) -> int:
        """What the customer would pay now for everything, in minor units."""
        parts = (self.cart.total, fees_total(self.fees), order_taxes_total(self.order_taxes))
        return sum(parts) + (0 if self.delivery is None else self.delivery.total)

    @property
    def age_required(self) -> int | None:
        """How old the customer has to be in years: the highest that the shop asks for, for a line or altogether."""
        ages = [age for age in (self.minimum_age, self.cart.minimum_age) if age is not None]
        return max(ages, default=None)

    @property
    def deadline(self) -> datetime:
        """When its time is over, or was: after so long without an event where it has an `idle_limit`."""
        if self.idle_limit is None or self.stage is Stage.EXPIRED:
            return self.expires_at
        return self.modified_on + timedelta(seconds=self.idle_limit)

    # Beginning, copying, replaying

    @classmethod
    def open(cls, checkout_id: str, opening: Opening, *, by: Provenance, at: datetime) -> Self:
        """A new checkout with an empty cart."""
        facts = vars(opening)
        return cls._create(events.Opened, id=checkout_id, provenance=by, timestamp=at, **facts)

    def draft(self) -> Self:
        """A copy to decide on; what is recorded on it leaves this one as it is."""
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin._pending_events = []
        return twin

    def replayed(self, following: Iterable[CheckoutEvent]) -> Self:
        """This checkout after events that follow its own version without a gap."""
        later = self.draft()
        for event in following:
            event.mutate(later)
        return later

    # What the shop changes

    def replace_cart(
        self, cart: Cart, *, unique_articles: bool = False, by: Provenance, at: datetime
    ) -> None:
        """Replaces all lines. With `unique_articles`, raises DuplicateArticles where two share id and description."""
        self._refuse_unless_changeable(at)
        if unique_articles:
            rules.refuse_duplicates(cart, self.fees)
        self._replace(by, at, cart=cart)

    def update_fees(
        self, fees: Fees, *, unique_articles: bool = False, by: Provenance, at: datetime
    ) -> None:
        """Replaces all fees; the same rule for duplicates as for the cart."""
        self._refuse_unless_changeable(at)
        if unique_articles:
            rules.refuse_duplicates(self.cart, fees)
        self._replace(by, at, fees=fees)

    def replace_shipping_properties(
        self, properties: str | None, *, by: Provenance, at: datetime
    ) -> None:
        """Replaces what the shop says of the parcel (JSON text of an object, or None)."""
        self._refuse_unless_changeable(at)
        self._replace(by, at, shipping_properties=properties)

    def replace_metadata(self, metadata: str | None, *, by: Provenance, at: datetime) -> None:
        """Replaces the shop's own data (JSON text, or None)."""
        self._refuse_unless_changeable(at)
        self._replace(by, at, metadata=metadata)

    def change_minimum_age(self, minimum_age: int | None, *, by: Provenance, at: datetime) -> None:
        """Sets the age in years that the whole purchase asks for, whatever its lines do (Svea, "Validation")."""
        self._refuse_unless_changeable(at)
        self._replace(by, at, minimum_age=minimum_age)

    def change_reference(self, reference: str | None, *, by: Provenance, at: datetime) -> None:
        """Sets the shop's order number; once more after completion (Walley, "Update order reference")."""
        if self.stage is Stage.COMPLETED:
            if self.reference_set_after_completion and reference != self.reference:
                raise PurchaseCompleted
        else:
            self._refuse_unless_changeable(at)
        self._replace(by, at, reference=reference)

    def replace_everything(
        self,
        *,
        cart: Cart,
        fees: Fees,
        shipping_properties: str | None,
        reference: str | None,
        metadata: str | None,
        unique_articles: bool = False,
        by: Provenance,
        at: datetime,
    ) -> None:
        """Replaces all that a shop may change, and records each part that did change (Walley, "Update checkout")."""
        self._refuse_unless_changeable(at)
        if unique_articles:
            rules.refuse_duplicates(cart, fees)
        self._replace(by, at, cart=cart, shipping_properties=shipping_properties)
        self._replace(by, at, fees=fees, reference=reference, metadata=metadata)

    def replace_quote(self, quote: Quote, *, by: Provenance, at: datetime) -> None:
        """Replaces what the shop computed of the customer's wishes, and records each part that did change."""
        self._refuse_unless_changeable(at)
        self._replace(by, at, **vars(quote))

    def suspend(self, *, by: Provenance, at: datetime) -> None:
        """Freezes the customer's view."""
        self._refuse_unless_changeable(at)
        if self.stage is Stage.OPEN:
            self._record(events.Suspended, by, at)

    def resume(self, *, by: Provenance, at: datetime) -> None:
        """Thaws the customer's view."""
        self._refuse_unless_changeable(at)
        if self.stage is Stage.SUSPENDED:
            self._record(events.Resumed, by, at)

    def cancel(self, reason: str | None, *, by: Provenance, at: datetime) -> None:
        """Calls the checkout off."""
        self._refuse_unless_changeable(at)
        self._record(events.Cancelled, by, at, reason=reason)

    # What the customer does

    def identify_customer(self, customer: Customer, *, by: Provenance, at: datetime) -> None:
        """Keeps who the customer is."""
        self._refuse_unless_changeable(at)
        self._replace(by, at, customer=customer)

    def commit(
        self,
        shown_version: int,
        *,
        reference: str | None = None,
        customer: Customer | None = None,
        payment_attempt: str | None = None,
        by: Provenance,
        at: datetime,
    ) -> None:
        """The customer presses "complete purchase" on what `shown_version` showed; `reference` is a new one, if any."""
        self._refuse_unless_changeable(at)
        rules.refuse_unpurchasable(self, shown_version)
        self._replace(by, at, reference=reference or self.reference)
        self._replace(by, at, customer=customer or self.customer)
        self._record(
            events.PurchaseCommitted,
            by,
            at,
            shown_version=shown_version,
            total=self.total,
            currency=self.currency,
            payment_attempt=payment_attempt,
        )

    # What the payment side reports

    def complete(
        self,
        payment: Payment,
        *,
        commitment: int | None = None,
        order_id: str,
        purchase_id: str,
        recurring_token: str | None = None,
        by: Provenance,
        at: datetime,
    ) -> None:
        """The payment for the commitment at version `commitment` succeeded (`domain.payment_reports`).

        One that does not pay for the purchase is recorded as due back. One that was reported before changes nothing.
        A recurring purchase gets `recurring_token` issued; any other has no use for it.
        """
        meaning = payment_reports.success(self, payment, commitment)
        match meaning:
            case payment_reports.Repetition():
                return
            case RefundDue():
                self._record(
                    events.SurplusPaymentReceived,
                    by,
                    at,
                    refund_due=meaning,
                    purchase_payment=self.payment,
                )
                return
        rules.refuse_unpaid(payment, self.agreed_total, self.currency)
        self._record(
            events.Completed, by, at, payment=payment, order_id=order_id, purchase_id=purchase_id
        )
        if self.recurrence is not None and recurring_token is not None:
            self._record(events.RecurringTokenIssued, by, at, token=recurring_token)

    def cancel_recurring_token(self, *, by: Provenance, at: datetime) -> None:
        """Ends what may be bought under the token. Cancelling it again changes nothing."""
        if self.recurrence is None or self.recurrence.token is None:
            raise RecurringTokenInactive
        if not self.recurrence.is_cancelled:
            self._record(events.RecurringTokenCancelled, by, at, token=self.recurrence.token)

    def release_commitment(
        self,
        reason: str | None,
        *,
        commitment: int | None = None,
        payment_id: str | None = None,
        by: Provenance,
        at: datetime,
    ) -> None:
        """The payment failed; the checkout can be changed and committed again.

        A failure that is not of the present commitment is recorded and releases nothing.
        """
        meaning = payment_reports.failure(self, payment_id, commitment)
        match meaning:
            case payment_reports.ReleasesCommitment():
                self._record(
                    events.CommitmentReleased, by, at, reason=reason, payment_id=payment_id
                )
            case payment_reports.RecordsFailure(commitment=about):
                self._record(
                    events.PaymentFailureReported,
                    by,
                    at,
                    commitment=about,
                    payment_id=payment_id,
                    reason=reason,
                )

    # What time does

    def is_due_to_expire(self, at: datetime) -> bool:
        """Whether it can still be purchased in principle, but its time is over. A committed purchase is waited for."""
        return self.stage in (Stage.OPEN, Stage.SUSPENDED) and at >= self.deadline

    def expire(self, *, by: Provenance, at: datetime) -> None:
        """Ends a checkout whose time is over; does nothing to any other."""
        if self.is_due_to_expire(at):
            self._record(events.Expired, by, at, due=self.deadline)

    def erase(self, data_class: str, *, by: Provenance, at: datetime) -> None:
        """Says that data of a class is erased, at any stage; nothing if it was said before."""
        if data_class not in self.erased_data:
            self._record(events.DataErased, by, at, data_class=data_class)

    # Guards and records

    def _refuse_unless_changeable(self, at: datetime) -> None:
        rules.refuse_closed(self.stage)
        if at >= self.deadline:
            raise CheckoutExpired

    def _record(
        self, event: type[CheckoutEvent], by: Provenance, at: datetime, **facts: object
    ) -> None:
        self.trigger_event(event, provenance=by, timestamp=at, **facts)

    def _replace(self, by: Provenance, at: datetime, **parts: object) -> None:
        """Records each of these parts that is not as it stands."""
        for part, value in parts.items():
            if value != getattr(self, part):
                event, field = REPLACED[part]
                self._record(event, by, at, **{field: value})
