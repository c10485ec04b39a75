"""The checkout's verbs. Each checks its rules and records an event.

A verb takes the provenance (`by`) and the time (`at`, UTC). It refuses by raising one of `domain.refusals`, and then
changes nothing. A verb that changes no value records no event. A command decides on a `draft`, which is dropped if the
command is refused or conflicts.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from domain import events, order_reports, payment_reports, quoting, rules
from domain.events import CheckoutEvent, Opening
from domain.provenance import Provenance
from domain.refusals import PurchaseCompleted, RecurringTokenInactive
from domain.stage import Stage
from domain.state import CheckoutState
from domain.values.buyer_context import BuyerContext
from domain.values.cart import Cart
from domain.values.charges import Fees
from domain.values.consent import Consents, with_answers
from domain.values.customer import Customer
from domain.values.order import OrderReport
from domain.values.payment import Payment, RefundDue
from domain.values.quote import Quote
from domain.values.shown import Purchaser, Shown


class Checkout(CheckoutState):
    """The aggregate: the state of a checkout, and the verbs that change it."""

    TOPIC = "checkout"

    # Opening, copying, replaying

    @classmethod
    def open(cls, checkout_id: str, opening: Opening, *, by: Provenance, at: datetime) -> Self:
        """Return a new checkout with an empty cart."""
        return cls._create(
            events.Opened, id=checkout_id, provenance=by, timestamp=at, **vars(opening)
        )

    def draft(self) -> Self:
        """Return a copy to decide on. Events that it records do not change this checkout."""
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin._pending_events = []
        return twin

    def replay(self, following: Iterable[CheckoutEvent]) -> Self:
        """Return this checkout after `following`, the events that follow its version without a gap."""
        later = self.draft()
        for event in following:
            event.mutate(later)
        return later

    # Changes by the shop

    def replace_cart(
        self, cart: Cart, *, unique_articles: bool = False, by: Provenance, at: datetime
    ) -> None:
        """Replace all lines. With `unique_articles`, raise DuplicateArticles if two share id and description."""
        rules.refuse_unchangeable(self, at)
        if unique_articles:
            rules.refuse_duplicates(cart, self.fees)
        self._set(events.CartReplaced, by, at, cart=cart)

    def update_fees(
        self, fees: Fees, *, unique_articles: bool = False, by: Provenance, at: datetime
    ) -> None:
        """Replace all fees. `unique_articles` is as for the cart."""
        rules.refuse_unchangeable(self, at)
        if unique_articles:
            rules.refuse_duplicates(self.cart, fees)
        self._set(events.FeesUpdated, by, at, fees=fees)

    def replace_shipping_properties(
        self, properties: str | None, *, by: Provenance, at: datetime
    ) -> None:
        """Replace the shipping properties of the shop (JSON text of an object, or None)."""
        rules.refuse_unchangeable(self, at)
        self._set_shipping_properties(properties, by, at)

    def replace_metadata(self, metadata: str | None, *, by: Provenance, at: datetime) -> None:
        """Replace the shop's own data (JSON text, or None)."""
        rules.refuse_unchangeable(self, at)
        self._set(events.MetadataReplaced, by, at, metadata=metadata)

    def change_minimum_age(self, minimum_age: int | None, *, by: Provenance, at: datetime) -> None:
        """Set the minimum age in years of the whole purchase; lines have their own (Svea, "Validation")."""
        rules.refuse_unchangeable(self, at)
        self._set(events.MinimumAgeChanged, by, at, minimum_age=minimum_age)

    def change_reference(self, reference: str | None, *, by: Provenance, at: datetime) -> None:
        """Set the shop's order number. After completion it changes once (Walley, "Update order reference")."""
        if self.stage is Stage.COMPLETED:
            if self.reference_set_after_completion and reference != self.reference:
                raise PurchaseCompleted
        else:
            rules.refuse_unchangeable(self, at)
        self._set(events.ReferenceChanged, by, at, reference=reference)

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
        """Replace every part that a shop may change; an event for each that differs (Walley, "Update checkout")."""
        rules.refuse_unchangeable(self, at)
        if unique_articles:
            rules.refuse_duplicates(cart, fees)
        self._set(events.CartReplaced, by, at, cart=cart)
        self._set_shipping_properties(shipping_properties, by, at)
        self._set(events.FeesUpdated, by, at, fees=fees)
        self._set(events.ReferenceChanged, by, at, reference=reference)
        self._set(events.MetadataReplaced, by, at, metadata=metadata)

    def replace_quote(self, quote: Quote, *, by: Provenance, at: datetime) -> None:
        """Replace what the shop computed; an event for each part that differs.

        Raises ValueError for discounts that are not what the lines and the delivery have been reduced by.
        """
        rules.refuse_unchangeable(self, at)
        rules.require_balance(quote)
        for event, facts in quoting.differing_parts(self, quote):
            self._record(event, by, at, **facts)

    def suspend(self, *, by: Provenance, at: datetime) -> None:
        """Suspend the checkout: the customer cannot act on it."""
        rules.refuse_unchangeable(self, at)
        if self.stage is Stage.OPEN:
            self._record(events.Suspended, by, at)

    def resume(self, *, by: Provenance, at: datetime) -> None:
        """Resume a suspended checkout."""
        rules.refuse_unchangeable(self, at)
        if self.stage is Stage.SUSPENDED:
            self._record(events.Resumed, by, at)

    def cancel(self, reason: str | None, *, by: Provenance, at: datetime) -> None:
        """Cancel the checkout, which is final."""
        rules.refuse_unchangeable(self, at)
        self._record(events.Cancelled, by, at, reason=reason)

    # Changes by the customer

    def identify_customer(self, customer: Customer, *, by: Provenance, at: datetime) -> None:
        """Replace the customer data: names, contact data and addresses."""
        rules.refuse_unchangeable(self, at)
        self._set(events.CustomerIdentified, by, at, customer=customer)

    def replace_buyer_context(self, context: BuyerContext, *, by: Provenance, at: datetime) -> None:
        """Replace what the client says of the circumstances of the purchase."""
        rules.refuse_unchangeable(self, at)
        self._set(events.BuyerContextReplaced, by, at, buyer_context=context)

    def commit(
        self,
        shown_version: int,
        *,
        reference: str | None = None,
        customer: Customer | None = None,
        buyer_context: BuyerContext | None = None,
        consents: Consents = (),
        payment_attempt: str | None = None,
        shown: Shown | None = None,
        purchaser: Purchaser | None = None,
        by: Provenance,
        at: datetime,
    ) -> None:
        """Commit to version `shown_version`, which the customer saw; the rest is what the same request says.

        `shown` is what the customer was shown, and `purchaser` what is said of who completes the purchase.
        """
        rules.refuse_unchangeable(self, at)
        rules.refuse_unpurchasable(self, shown_version)
        if reference:
            self._set(events.ReferenceChanged, by, at, reference=reference)
        if customer is not None:
            self._set(events.CustomerIdentified, by, at, customer=customer)
        if buyer_context is not None:
            self._set(events.BuyerContextReplaced, by, at, buyer_context=buyer_context)
        if (answers := with_answers(self.consents, consents)) != self.consents:
            self._record(events.ConsentsRecorded, by, at, consents=answers)
        agreed = {"shown_version": shown_version, "total": self.total, "currency": self.currency}
        given = {"payment_attempt": payment_attempt, "shown": shown, "purchaser": purchaser}
        self._record(events.PurchaseCommitted, by, at, **agreed, **given)

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
        """Record the success of a payment for the commitment at version `commitment` (`domain.payment_reports`).

        A payment that does not pay for the purchase is recorded as due back. A repeated report changes nothing.
        A recurring purchase is issued `recurring_token`; any other purchase ignores it.
        """
        meaning = payment_reports.success(self, payment, commitment)
        match meaning:
            case payment_reports.Repetition():
                return
            case RefundDue():
                surplus = {"refund_due": meaning, "purchase_payment": self.payment}
                self._record(events.SurplusPaymentReceived, by, at, **surplus)
                return
        rules.refuse_unpaid(payment, self.agreed_total, self.currency)
        self._record(
            events.Completed, by, at, payment=payment, order_id=order_id, purchase_id=purchase_id
        )
        if self.recurrence is not None and recurring_token is not None:
            self._record(events.RecurringTokenIssued, by, at, token=recurring_token)

    def cancel_recurring_token(self, *, by: Provenance, at: datetime) -> None:
        """Cancel the token, so that it allows no purchase. Cancelling it again changes nothing."""
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
        """Record the failure of a payment; the checkout can be changed and committed again.

        A failure for another commitment than the present one is recorded and releases nothing.
        """
        facts = {"reason": reason, "payment_id": payment_id}
        match payment_reports.failure(self, payment_id, commitment):
            case payment_reports.ReleasesCommitment():
                self._record(events.CommitmentReleased, by, at, **facts)
            case payment_reports.RecordsFailure(commitment=about):
                self._record(events.PaymentFailureReported, by, at, commitment=about, **facts)

    def report_order(self, report: OrderReport, *, by: Provenance, at: datetime) -> None:
        """Record what happened to the order since its purchase (`domain.order_reports`)."""
        for event, facts in order_reports.new_entries(self, report):
            self._record(event, by, at, **facts)

    # Expiry and erasure

    def release_unpaid(self, within: timedelta, *, by: Provenance, at: datetime) -> None:
        """Release the commitment if nobody has paid `within` this time (`rules.payment_deadline`)."""
        due = rules.payment_deadline(self, within)
        if due is not None and at >= due:
            self._record(events.CommitmentReleased, by, at, reason=rules.UNPAID, due=due)

    def expire(self, *, by: Provenance, at: datetime) -> None:
        """Expire the checkout if its deadline has passed."""
        if self.is_due_to_expire(at):
            self._record(events.Expired, by, at, due=self.deadline)

    def erase(self, data_class: str, key_mark: str, *, by: Provenance, at: datetime) -> None:
        """Record that data of a class is erased with its key, at any stage. Repeating that changes nothing."""
        if key_mark not in self.erased_keys:
            self._record(events.DataErased, by, at, data_class=data_class, key_mark=key_mark)

    # Recording

    def _record(
        self, event: type[CheckoutEvent], by: Provenance, at: datetime, **facts: object
    ) -> None:
        self.trigger_event(event, provenance=by, timestamp=at, **facts)

    def _set(
        self, event: type[CheckoutEvent], by: Provenance, at: datetime, **facts: object
    ) -> None:
        """Record the event if one of its facts, which are called like attributes, differs from the state."""
        if any(getattr(self, name) != fact for name, fact in facts.items()):
            self._record(event, by, at, **facts)

    def _set_shipping_properties(self, text: str | None, by: Provenance, at: datetime) -> None:
        if text != self.shipping_properties:
            self._record(events.ShippingPropertiesReplaced, by, at, properties=text)
