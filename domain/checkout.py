"""The checkout's verbs. Each checks its rules and records an event.

A verb takes the provenance (`by`) and the time (`at`, UTC). It refuses by raising one of `domain.refusals`, and then
changes nothing. A verb that changes no value records no event. A command decides on a `draft`, which is dropped where
the command is refused or conflicts.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from domain import events, payment_reports, rules
from domain.events import CheckoutEvent, Opening
from domain.provenance import Provenance
from domain.refusals import CheckoutExpired, PurchaseCompleted, RecurringTokenInactive
from domain.stage import Stage
from domain.state import CheckoutState
from domain.values.cart import Cart
from domain.values.charges import Fees
from domain.values.customer import Customer
from domain.values.payment import Payment, RefundDue
from domain.values.quote import Quote

_REPLACED: dict[str, tuple[type[CheckoutEvent], str]] = {
    "cart": (events.CartReplaced, "cart"),
    "fees": (events.FeesUpdated, "fees"),
    "shipping_properties": (events.ShippingPropertiesReplaced, "properties"),
    "reference": (events.ReferenceChanged, "reference"),
    "metadata": (events.MetadataReplaced, "metadata"),
    "minimum_age": (events.MinimumAgeChanged, "minimum_age"),
    "customer": (events.CustomerIdentified, "customer"),
    "delivery": (events.DeliveryChanged, "delivery"),
    "order_taxes": (events.OrderTaxesUpdated, "order_taxes"),
    "notices": (events.NoticesReplaced, "notices"),
}
"""By attribute of `CheckoutState`: the event that replaces its value, and the event's field with the new value."""


class Checkout(CheckoutState):
    """The aggregate: the state of a checkout, and the verbs that change it."""

    TOPIC = "checkout"

    # Opening, copying, replaying

    @classmethod
    def open(cls, checkout_id: str, opening: Opening, *, by: Provenance, at: datetime) -> Self:
        """A new checkout with an empty cart."""
        facts = vars(opening)
        return cls._create(events.Opened, id=checkout_id, provenance=by, timestamp=at, **facts)

    def draft(self) -> Self:
        """Return a copy to decide on. Events that it records do not change this checkout."""
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin._pending_events = []
        return twin

    def replayed(self, following: Iterable[CheckoutEvent]) -> Self:
        """Return this checkout after `following`, the events that follow its version without a gap."""
        later = self.draft()
        for event in following:
            event.mutate(later)
        return later

    # Changes by the shop

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
        """Replaces the shipping properties of the shop (JSON text of an object, or None)."""
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
        """Replaces every part that a shop may change, and records each that changed (Walley, "Update checkout")."""
        self._refuse_unless_changeable(at)
        if unique_articles:
            rules.refuse_duplicates(cart, fees)
        self._replace(by, at, cart=cart, shipping_properties=shipping_properties)
        self._replace(by, at, fees=fees, reference=reference, metadata=metadata)

    def replace_quote(self, quote: Quote, *, by: Provenance, at: datetime) -> None:
        """Replaces delivery, order taxes and notices, as the shop computed them, and records each that changed."""
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
        """Cancels the checkout for good."""
        self._refuse_unless_changeable(at)
        self._record(events.Cancelled, by, at, reason=reason)

    # Acts of the customer

    def identify_customer(self, customer: Customer, *, by: Provenance, at: datetime) -> None:
        """Records the customer: names, contact data and addresses."""
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

    # Reports of the payment provider

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
        """Ends purchases under the token. Cancelling it again changes nothing."""
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

    # Expiry and erasure

    def expire(self, *, by: Provenance, at: datetime) -> None:
        """Expires a checkout that is due to expire; changes no other."""
        if self.is_due_to_expire(at):
            self._record(events.Expired, by, at, due=self.deadline)

    def erase(self, data_class: str, *, by: Provenance, at: datetime) -> None:
        """Records that data of a class is erased, at any stage. A second erasure of the class changes nothing."""
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
        """Records an event for each part whose value changes."""
        for part, value in parts.items():
            if value != getattr(self, part):
                event, field = _REPLACED[part]
                self._record(event, by, at, **{field: value})
