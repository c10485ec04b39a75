"""Every event of a checkout's history, with its applier.

An event says what happened and carries results. Its applier only assigns: rules live in the verbs of
`domain.checkout`, and may change without changing what an old history means. `TOPIC` is the name under which an event
is stored, for good. A field that is added later has a default, which is what older stored events get; an event whose
meaning changes gets a new class and a new topic instead.
"""

from dataclasses import dataclass
from datetime import datetime

from eventsourcing.domain import CanInitAggregate
from eventsourcing.utils import register_topic

from domain.erasure_events import DataErased as DataErased  # noqa: PLC0414  listed with all others
from domain.event import CheckoutEvent as CheckoutEvent  # noqa: PLC0414  all else imports it from here
from domain.payment_events import PaymentFailureReported as PaymentFailureReported  # noqa: PLC0414  listed too
from domain.payment_events import SurplusPaymentReceived as SurplusPaymentReceived  # noqa: PLC0414  listed too
from domain.quote_events import QUOTE_EVENTS
from domain.recurring_events import RecurringTokenCancelled as RecurringTokenCancelled  # noqa: PLC0414  listed too
from domain.recurring_events import RecurringTokenIssued as RecurringTokenIssued  # noqa: PLC0414  listed too
from domain.stage import Stage
from domain.state import CheckoutState
from domain.values.cart import Cart
from domain.values.customer import Customer
from domain.values.fees import Fees
from domain.values.payment import FailedPayment, Payment
from domain.values.recurring import Recurrence


@dataclass(frozen=True, kw_only=True)
class Opened(CheckoutEvent, CanInitAggregate[str]):
    """A shop began a checkout. `settings` is JSON text of the dialect's own (URIs, profile), never interpreted here.

    `order_number` is a name of the checkout that is a whole number (Svea's Int64); older checkouts have none.
    With an `idle_limit` the checkout expires so many seconds after the last event, and otherwise at `expires_at`.
    `is_recurring` asks for a token once the purchase is complete; `token_used` is the one that it was opened under.
    With `has_unique_reference` no other such checkout of the merchant's ever has a reference that this one had.
    """

    TOPIC = "checkout.opened"

    originator_topic: str = "checkout"
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


@dataclass(frozen=True, kw_only=True)
class CartReplaced(CheckoutEvent):
    """The whole cart was replaced."""

    TOPIC = "checkout.cart-replaced"

    cart: Cart

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.cart = self.cart


@dataclass(frozen=True, kw_only=True)
class FeesUpdated(CheckoutEvent):
    """The fees were replaced by these."""

    TOPIC = "checkout.fees-updated"

    fees: Fees

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.fees = self.fees


@dataclass(frozen=True, kw_only=True)
class ShippingPropertiesReplaced(CheckoutEvent):
    """What the shop says of the parcel was replaced; JSON text of an object, or None for nothing."""

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
    """The shop's own data was replaced; JSON text (of an object, of a string in Svea), or None for nothing."""

    TOPIC = "checkout.metadata-replaced"

    metadata: str | None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.metadata = self.metadata


@dataclass(frozen=True, kw_only=True)
class CustomerIdentified(CheckoutEvent):
    """The customer said who they are, or said it anew."""

    TOPIC = "checkout.customer-identified"

    customer: Customer

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.customer = self.customer


@dataclass(frozen=True, kw_only=True)
class Suspended(CheckoutEvent):
    """The customer's view was frozen while the shop makes a change."""

    TOPIC = "checkout.suspended"

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.SUSPENDED


@dataclass(frozen=True, kw_only=True)
class Resumed(CheckoutEvent):
    """The customer's view was thawed again."""

    TOPIC = "checkout.resumed"

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.OPEN


@dataclass(frozen=True, kw_only=True)
class PurchaseCommitted(CheckoutEvent):
    """The customer pressed "complete purchase", having been shown version `shown_version`.

    Under a recurring token the customer has agreed beforehand, and nothing was shown but to the shop.
    `total` (minor units of `currency`) is all that was agreed. `payment_attempt` is the payment that tillroll asks for.
    """

    TOPIC = "checkout.purchase-committed"

    shown_version: int
    total: int
    currency: str
    payment_attempt: str | None = None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.COMMITTED
        aggregate.agreed_total = self.total
        aggregate.payment_attempt = self.payment_attempt
        aggregate.payment_failure = None
        aggregate.commitments = (*aggregate.commitments, self.originator_version)


@dataclass(frozen=True, kw_only=True)
class CommitmentReleased(CheckoutEvent):
    """The payment failed and the checkout can be changed again. `payment_id` is the provider's, where it is known."""

    TOPIC = "checkout.commitment-released"

    reason: str | None
    payment_id: str | None = None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.OPEN
        aggregate.agreed_total = None
        aggregate.payment_attempt = None
        aggregate.payment_failure = self.reason
        for commitment in aggregate.commitments[-1:]:
            failed = FailedPayment(
                commitment=commitment,
                payment_id=self.payment_id,
                reason=self.reason,
                released=True,
            )
            aggregate.failed_payments = (*aggregate.failed_payments, failed)


@dataclass(frozen=True, kw_only=True)
class Completed(CheckoutEvent):
    """The payment succeeded. `order_id` and `purchase_id` were assigned to the purchase then."""

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
class Cancelled(CheckoutEvent):
    """The checkout was called off."""

    TOPIC = "checkout.cancelled"

    reason: str | None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.stage = Stage.CANCELLED
        aggregate.cancel_reason = self.reason


@dataclass(frozen=True, kw_only=True)
class Expired(CheckoutEvent):
    """The checkout was not purchased in time, which was over at `due`; it may have been noticed later."""

    TOPIC = "checkout.expired"

    due: datetime | None = None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.expires_at = self.due or aggregate.expires_at
        aggregate.stage = Stage.EXPIRED


@dataclass(frozen=True, kw_only=True)
class MinimumAgeChanged(CheckoutEvent):
    """The shop said how old the customer has to be, in years, for the whole purchase; None for no age."""

    TOPIC = "checkout.minimum-age-changed"

    minimum_age: int | None

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.minimum_age = self.minimum_age


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
    *QUOTE_EVENTS,
    SurplusPaymentReceived,
    PaymentFailureReported,
    DataErased,
)

for _event in EVENTS:
    register_topic(_event.TOPIC, _event)
