"""All events of a checkout's history, in the order in which they can happen, with their appliers.

An event is a frozen fact and carries results. Its applier only assigns: rules are in the verbs of `domain.checkout`,
and may change without changing what a stored history means. `TOPIC` is the stored name of an event and never changes. A
field that is added later has a default, which older stored events get. An event whose meaning changes becomes a new
class with a new topic.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from eventsourcing.domain import CanInitAggregate, CanMutateAggregate
from eventsourcing.utils import register_topic

from domain.provenance import Provenance
from domain.stage import Stage
from domain.state import CheckoutState
from domain.values.buyer_context import BuyerContext
from domain.values.cart import Cart
from domain.values.charges import Fees, OrderTaxes
from domain.values.consent import Consents
from domain.values.customer import Customer
from domain.values.discounts import Discounts
from domain.values.fulfilment import Fulfilment
from domain.values.order import Adjustment, Expectation, FulfilmentEvent, with_adjustments
from domain.values.payment import FailedPayment, Payment, Recurrence, RefundDue
from domain.values.quote import Notices
from domain.values.shown import Purchaser, Shown


@dataclass(frozen=True, kw_only=True)
class CheckoutEvent(CanMutateAggregate[str]):
    """The base of all events: the checkout's id, the version, the time (UTC) and the provenance."""

    TOPIC: ClassVar[str]

    originator_id: str
    originator_version: int
    timestamp: datetime
    provenance: Provenance

    def apply(self, aggregate: CheckoutState) -> None:
        """Assign the event's values to the state."""
        raise NotImplementedError  # Each event assigns other attributes; there is no default.


@dataclass(frozen=True, kw_only=True)
class _InitialEvent(CheckoutEvent, CanInitAggregate[str]):
    """The base of the event that creates the aggregate; `originator_topic` is the topic of the aggregate's class."""

    originator_topic: str = "checkout"


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The facts of a new checkout. `settings` is JSON text of the dialect (URIs, profile), never interpreted here.

    `order_number` is a second, whole-number name of the checkout (Svea's Int64); older checkouts have none.
    With an `idle_limit` the checkout expires this many seconds after its last event, and otherwise at `expires_at`.
    `is_recurring` requests a token on completion; `token_used` is the token that the checkout was opened under.
    With `has_unique_reference` no two such checkouts of the merchant ever have the same reference. `opened_from` is the
    id of the cart that this session began as, and the number of the session among those of that cart.
    """

    merchant: str
    dialect: str
    country: str
    currency: str
    public_token: str
    expires_at: datetime
    settings: str = "{}"
    order_number: int | None = None
    idle_limit: int | None = None
    is_recurring: bool = False
    token_used: str | None = None
    has_unique_reference: bool = False
    opened_from: str | None = None


# The order of the bases is the order of the stored fields, from the last base to the first.
@dataclass(frozen=True, kw_only=True)
class Opened(Opening, _InitialEvent):
    """A shop opened a checkout with the facts of `Opening`."""

    TOPIC = "checkout.opened"

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.merchant = self.merchant
        aggregate.dialect = self.dialect
        aggregate.country = self.country
        aggregate.currency = self.currency
        aggregate.public_token = self.public_token
        aggregate.expires_at = self.expires_at
        aggregate.settings = self.settings
        aggregate.order_number = self.order_number
        aggregate.idle_limit = self.idle_limit
        aggregate.recurrence = Recurrence() if self.is_recurring else None
        aggregate.token_used = self.token_used
        aggregate.has_unique_reference = self.has_unique_reference
        aggregate.opened_from = self.opened_from


@dataclass(frozen=True, kw_only=True)
class CartReplaced(CheckoutEvent):
    """The whole cart was replaced."""

    TOPIC = "checkout.cart-replaced"

    cart: Cart

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.cart = self.cart


@dataclass(frozen=True, kw_only=True)
class FeesUpdated(CheckoutEvent):
    """All fees were replaced."""

    TOPIC = "checkout.fees-updated"

    fees: Fees

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.fees = self.fees


@dataclass(frozen=True, kw_only=True)
class ShippingPropertiesReplaced(CheckoutEvent):
    """The shop's data on the parcel was replaced; JSON text of an object, or None."""

    TOPIC = "checkout.shipping-properties-replaced"

    properties: str | None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.shipping_properties = self.properties


@dataclass(frozen=True, kw_only=True)
class ReferenceChanged(CheckoutEvent):
    """The shop's own order number was set, changed or removed."""

    TOPIC = "checkout.reference-changed"

    reference: str | None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.reference = self.reference
        if aggregate.stage is Stage.COMPLETED:
            aggregate.reference_set_after_completion = True


@dataclass(frozen=True, kw_only=True)
class MetadataReplaced(CheckoutEvent):
    """The shop's own data was replaced; JSON text (of an object, of a string in Svea), or None."""

    TOPIC = "checkout.metadata-replaced"

    metadata: str | None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.metadata = self.metadata


@dataclass(frozen=True, kw_only=True)
class MinimumAgeChanged(CheckoutEvent):
    """The shop set the minimum age of the customer for the whole purchase, in years; None for no minimum."""

    TOPIC = "checkout.minimum-age-changed"

    minimum_age: int | None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.minimum_age = self.minimum_age


@dataclass(frozen=True, kw_only=True)
class DeliveryChanged(CheckoutEvent):
    """The delivery address, the offered options or the chosen ones changed."""

    TOPIC = "checkout.delivery-changed"

    delivery: Fulfilment

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.delivery = self.delivery


@dataclass(frozen=True, kw_only=True)
class OrderTaxesUpdated(CheckoutEvent):
    """The taxes on the whole purchase were replaced."""

    TOPIC = "checkout.order-taxes-updated"

    order_taxes: OrderTaxes

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.order_taxes = self.order_taxes


@dataclass(frozen=True, kw_only=True)
class NoticesReplaced(CheckoutEvent):
    """The shop replaced the notices to the customer."""

    TOPIC = "checkout.notices-replaced"

    notices: Notices

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.notices = self.notices


@dataclass(frozen=True, kw_only=True)
class DiscountsReplaced(CheckoutEvent):
    """The customer's codes, or what they and the automatic discounts take off, changed."""

    TOPIC = "checkout.discounts-replaced"

    discounts: Discounts

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.discounts = self.discounts


@dataclass(frozen=True, kw_only=True)
class ConsentsRecorded(CheckoutEvent):
    """The buyer answered what the shop may do beyond the purchase. All answers that count now."""

    TOPIC = "checkout.consents-recorded"

    consents: Consents

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.consents = self.consents


@dataclass(frozen=True, kw_only=True)
class CustomerIdentified(CheckoutEvent):
    """The customer gave or replaced the customer data."""

    TOPIC = "checkout.customer-identified"

    customer: Customer

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.customer = self.customer


@dataclass(frozen=True, kw_only=True)
class BuyerContextReplaced(CheckoutEvent):
    """A client said something new of the circumstances of the purchase. All that it has said, as it is now."""

    TOPIC = "checkout.buyer-context-replaced"

    buyer_context: BuyerContext

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.buyer_context = self.buyer_context


@dataclass(frozen=True, kw_only=True)
class Suspended(CheckoutEvent):
    """The shop suspended the checkout: the customer cannot act while the shop makes a change."""

    TOPIC = "checkout.suspended"

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.SUSPENDED


@dataclass(frozen=True, kw_only=True)
class Resumed(CheckoutEvent):
    """The shop resumed a suspended checkout."""

    TOPIC = "checkout.resumed"

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.OPEN


@dataclass(frozen=True, kw_only=True)
class PurchaseCommitted(CheckoutEvent):
    """The customer pressed "complete purchase" on version `shown_version`.

    Under a recurring token the customer agreed earlier, and only the shop saw that version.
    `total` (minor units of `currency`) is the agreed amount. `payment_attempt` is the id of the payment that tillroll
    requests. `shown` is what the customer was shown; older events have none.
    """

    TOPIC = "checkout.purchase-committed"

    shown_version: int
    total: int
    currency: str
    payment_attempt: str | None = None
    # The stored form leaves out those at the end that are None: `interfaces/storage/codecs/commitments.py`.
    shown: Shown | None = None
    purchaser: Purchaser | None = None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.COMMITTED
        aggregate.purchaser = self.purchaser
        aggregate.agreed_total = self.total
        aggregate.payment_attempt = self.payment_attempt
        aggregate.payment_failure = None
        aggregate.commitments = (*aggregate.commitments, self.originator_version)


@dataclass(frozen=True, kw_only=True)
class CommitmentReleased(CheckoutEvent):
    """The payment failed and the checkout can be changed again. `payment_id` is the provider's, where it is known.

    With `due`, no payment was reported until then. That is no failed payment, and a later report is still recorded.
    """

    TOPIC = "checkout.commitment-released"

    reason: str | None
    payment_id: str | None = None
    due: datetime | None = None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.OPEN
        aggregate.agreed_total = None
        aggregate.payment_attempt = None
        aggregate.payment_failure = self.reason
        if self.due is not None:
            return
        for commitment in aggregate.commitments[-1:]:
            failed = FailedPayment(
                commitment=commitment,
                payment_id=self.payment_id,
                reason=self.reason,
                released=True,
            )
            aggregate.failed_payments = (*aggregate.failed_payments, failed)


@dataclass(frozen=True, kw_only=True)
class PaymentFailureReported(CheckoutEvent):
    """A payment failed that no commitment waits for. It is a record and changes no agreed value."""

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


@dataclass(frozen=True, kw_only=True)
class Completed(CheckoutEvent):
    """The payment succeeded. `order_id` and `purchase_id` were assigned to the purchase at that time."""

    TOPIC = "checkout.completed"

    payment: Payment
    order_id: str
    purchase_id: str

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.COMPLETED
        aggregate.payment = self.payment
        aggregate.order_id = self.order_id
        aggregate.purchase_id = self.purchase_id
        aggregate.completed_at = self.timestamp


@dataclass(frozen=True, kw_only=True)
class SurplusPaymentReceived(CheckoutEvent):
    """A payment succeeded that does not pay for the purchase, so it is due back.

    `purchase_payment` is the payment that completed the purchase, if there is one.
    """

    TOPIC = "checkout.surplus-payment-received"

    refund_due: RefundDue
    purchase_payment: Payment | None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.refunds_due = (*aggregate.refunds_due, self.refund_due)


@dataclass(frozen=True, kw_only=True)
class FulfilmentReported(CheckoutEvent):
    """The shop reported what happened to pieces of the order on their way to the customer."""

    TOPIC = "checkout.fulfilment-reported"

    fulfilment: FulfilmentEvent

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.fulfilment_events = (*aggregate.fulfilment_events, self.fulfilment)


@dataclass(frozen=True, kw_only=True)
class AdjustmentReported(CheckoutEvent):
    """The shop reported a refund, a return or another adjustment of the order, or the outcome of a pending one."""

    TOPIC = "checkout.adjustment-reported"

    adjustment: Adjustment

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.adjustments = with_adjustments(aggregate.adjustments, (self.adjustment,))


@dataclass(frozen=True, kw_only=True)
class ExpectationsReplaced(CheckoutEvent):
    """The shop replaced what the customer of the order is promised. Without it, the delivery says that."""

    TOPIC = "checkout.expectations-replaced"

    expectations: tuple[Expectation, ...]

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.expectations = self.expectations


@dataclass(frozen=True, kw_only=True)
class RecurringTokenIssued(CheckoutEvent):
    """The completed purchase gave the shop a token for further purchases."""

    TOPIC = "checkout.recurring-token-issued"

    token: str

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.recurrence = Recurrence(token=self.token)


@dataclass(frozen=True, kw_only=True)
class RecurringTokenCancelled(CheckoutEvent):
    """The token was cancelled and allows no further purchase."""

    TOPIC = "checkout.recurring-token-cancelled"

    token: str

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.recurrence = Recurrence(token=self.token, is_cancelled=True)


@dataclass(frozen=True, kw_only=True)
class Cancelled(CheckoutEvent):
    """The checkout was cancelled."""

    TOPIC = "checkout.cancelled"

    reason: str | None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.CANCELLED
        aggregate.cancel_reason = self.reason


@dataclass(frozen=True, kw_only=True)
class Expired(CheckoutEvent):
    """The checkout was not purchased before its deadline `due`. The event may be recorded later than that."""

    TOPIC = "checkout.expired"

    due: datetime | None = None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.expires_at = self.due or aggregate.expires_at
        aggregate.stage = Stage.EXPIRED


@dataclass(frozen=True, kw_only=True)
class DataErased(CheckoutEvent):
    """The data of one class can no longer be read, at any version. The fact that it existed remains.

    `key_mark` names the key that sealed the data; None in events of earlier versions. Data that is given later has
    another key.
    """

    TOPIC = "checkout.data-erased"

    data_class: str
    key_mark: str | None = None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.erased_data = (*aggregate.erased_data, self.data_class)
        if self.key_mark is not None:
            aggregate.erased_keys = (*aggregate.erased_keys, self.key_mark)


EVENTS: tuple[type[CheckoutEvent], ...] = (
    Opened,
    CartReplaced,
    FeesUpdated,
    ShippingPropertiesReplaced,
    ReferenceChanged,
    MetadataReplaced,
    CustomerIdentified,
    Suspended,
    Resumed,
    PurchaseCommitted,
    CommitmentReleased,
    Completed,
    Cancelled,
    Expired,
    MinimumAgeChanged,
    RecurringTokenIssued,
    RecurringTokenCancelled,
    DeliveryChanged,
    OrderTaxesUpdated,
    NoticesReplaced,
    SurplusPaymentReceived,
    PaymentFailureReported,
    DataErased,
    DiscountsReplaced,
    ConsentsRecorded,
    FulfilmentReported,
    AdjustmentReported,
    ExpectationsReplaced,
    BuyerContextReplaced,
)
"""In the order in which the published OpenAPI documents list the topics. A new event is added at the end."""

for _event in EVENTS:
    register_topic(_event.TOPIC, _event)
