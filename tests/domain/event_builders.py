"""Events as tests speak of them: what happened, without the id and the version that its place in a history gives it."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from domain.events import (
    BuyerContextReplaced,
    Cancelled,
    CartReplaced,
    CheckoutEvent,
    CommitmentReleased,
    Completed,
    ConsentsRecorded,
    CustomerIdentified,
    DataErased,
    DeliveryChanged,
    DiscountsReplaced,
    Expired,
    FeesUpdated,
    MetadataReplaced,
    MinimumAgeChanged,
    NoticesReplaced,
    Opened,
    OrderTaxesUpdated,
    PaymentFailureReported,
    PurchaseCommitted,
    RecurringTokenCancelled,
    RecurringTokenIssued,
    ReferenceChanged,
    Resumed,
    ShippingPropertiesReplaced,
    SurplusPaymentReceived,
    Suspended,
)
from domain.provenance import Provenance
from domain.rules import UNPAID
from domain.values.buyer_context import BuyerContext, ReferralParameter
from domain.values.cart import Cart, Line
from domain.values.charges import Fee, OrderTax
from domain.values.consent import Consent
from domain.values.customer import Address, Customer
from domain.values.discounts import (
    Allocation,
    AppliedDiscount,
    DiscountKind,
    DiscountMethod,
    Discounts,
)
from domain.values.fulfilment import Fulfilment, FulfilmentKind, FulfilmentOption
from domain.values.payment import Payment, RefundCause, RefundDue
from domain.values.quote import Notice, NoticeKind
from domain.values.shown import Purchaser, Shown

ID = "checkout-1"
NOW = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
DEADLINE = NOW + timedelta(days=7)
SHOP = Provenance(actor="shop:demo", dialect="walley", operation="update", request_id="r-1")

SHIRT = Line.with_tax_inside(
    article="1", description="Shirt", quantity=Decimal(1), unit_price=10_000, tax_rate=2500
)
SOCKS = Line.with_tax_inside(
    article="2", description="Socks", quantity=Decimal(3), unit_price=3_000, tax_rate=2500
)
VOUCHER = Line.with_tax_inside(
    article="3", description="Voucher", quantity=Decimal(1), unit_price=-15_000, tax_rate=0
)
SHIPPING = Fee.with_tax_inside(
    kind="shipping", article="s", description="Parcel", unit_price=4_900, tax_rate=2500
)
ADA = Customer(email="ada@example.com", phone="+46700000000")
PAID = Payment(method="card", amount=10_000, currency="SEK")
EXPRESS = FulfilmentOption(
    id="express", kind=FulfilmentKind.SHIPPING, title="Express", subtotal=150, tax=15, total=165
)
HOME = Address(name="Ada Lovelace", address="Gatan 1", city="Lund", country="SE")
SENT = Fulfilment(needs_address=True, address=HOME, offered=(EXPRESS,), chosen="express")
STATE_TAX = OrderTax(name="State tax", rate=100, amount=100)
GIFT = BuyerContext(
    hints='{"intent":"gift"}',
    attribution=(ReferralParameter(name="utm_source", value="letter"),),
)
NEWS = Consent(purpose="marketing.email", is_granted=True)
HALF_OFF = Discounts(
    codes=("HALF",),
    applied=(
        AppliedDiscount(
            id="half",
            title="Half off",
            kind=DiscountKind.PERCENTAGE,
            value=5000,
            method=DiscountMethod.EACH,
            priority=1,
            code="HALF",
            allocations=(Allocation(line="1", amount=5_000),),
        ),
    ),
)
SOLD_OUT = Notice(kind=NoticeKind.OUT_OF_STOCK, article="1", available=0)

EventAt = Callable[[int], CheckoutEvent]


def numbered(history: Iterable[EventAt], after: int = 0) -> list[CheckoutEvent]:
    """The events, with the versions that follow `after`."""
    return [happening(version) for version, happening in enumerate(history, start=after + 1)]


def build_event(kind: type[CheckoutEvent], **content: object) -> EventAt:
    """Return an event of this kind, by the shop at NOW unless the content says otherwise."""

    def happening(version: int) -> CheckoutEvent:
        return kind(
            **{"timestamp": NOW, "provenance": SHOP, **content},  # type: ignore[arg-type]
            originator_id=ID,
            originator_version=version,
        )

    return happening


def opened(
    *,
    merchant: str = "demo",
    expires_at: datetime = DEADLINE,
    settings: str = "{}",
    idle_limit: int | None = None,
    is_recurring: bool = False,
) -> EventAt:
    """A Walley shop in Sweden began a checkout."""
    return build_event(
        Opened,
        merchant=merchant,
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token="public-SE-1",
        expires_at=expires_at,
        settings=settings,
        idle_limit=idle_limit,
        is_recurring=is_recurring,
    )


def cart_replaced(*lines: Line) -> EventAt:
    """The cart was replaced by these lines."""
    return build_event(CartReplaced, cart=Cart(lines=lines))


def fees_updated(*fees: Fee) -> EventAt:
    """The fees were replaced by these."""
    return build_event(FeesUpdated, fees=fees)


def shipping_properties_replaced(properties: str | None) -> EventAt:
    """The shop replaced the shipping properties."""
    return build_event(ShippingPropertiesReplaced, properties=properties)


def reference_changed(reference: str | None) -> EventAt:
    """The shop set its order number."""
    return build_event(ReferenceChanged, reference=reference)


def metadata_replaced(metadata: str | None) -> EventAt:
    """The shop replaced its own data."""
    return build_event(MetadataReplaced, metadata=metadata)


def customer_identified(customer: Customer) -> EventAt:
    """The customer gave the customer data."""
    return build_event(CustomerIdentified, customer=customer)


def suspended() -> EventAt:
    """The shop suspended the checkout."""
    return build_event(Suspended)


def resumed() -> EventAt:
    """The shop resumed the checkout."""
    return build_event(Resumed)


def delivery_changed(delivery: Fulfilment) -> EventAt:
    """The address, the options or the choice changed."""
    return build_event(DeliveryChanged, delivery=delivery)


def order_taxes_updated(*taxes: OrderTax) -> EventAt:
    """The taxes on the whole purchase were replaced."""
    return build_event(OrderTaxesUpdated, order_taxes=taxes)


def notices_replaced(*notices: Notice) -> EventAt:
    """The notices to the customer were replaced."""
    return build_event(NoticesReplaced, notices=notices)


def discounts_replaced(discounts: Discounts) -> EventAt:
    """The codes, or what they take off, changed."""
    return build_event(DiscountsReplaced, discounts=discounts)


def buyer_context_replaced(context: BuyerContext) -> EventAt:
    """The client said something of the circumstances."""
    return build_event(BuyerContextReplaced, buyer_context=context)


def consents_recorded(*consents: Consent) -> EventAt:
    """The buyer answered what the shop may do."""
    return build_event(ConsentsRecorded, consents=consents)


def purchase_committed(
    total: int,
    shown_version: int,
    payment_attempt: str | None = None,
    shown: Shown | None = None,
    purchaser: Purchaser | None = None,
) -> EventAt:
    """The customer pressed "complete purchase"."""
    return build_event(
        PurchaseCommitted,
        shown_version=shown_version,
        total=total,
        currency="SEK",
        payment_attempt=payment_attempt,
        shown=shown,
        purchaser=purchaser,
    )


def commitment_released(reason: str | None = None, payment_id: str | None = None) -> EventAt:
    """The payment failed."""
    return build_event(CommitmentReleased, reason=reason, payment_id=payment_id)


def unpaid_commitment_released(due: datetime, at: datetime | None = None) -> EventAt:
    """Nobody paid in time."""
    return build_event(CommitmentReleased, timestamp=at or due, reason=UNPAID, due=due)


def surplus_payment_received(
    payment: Payment,
    commitment: int,
    cause: RefundCause,
    purchase_payment: Payment | None = None,
) -> EventAt:
    """A payment succeeded that is due back."""
    due = RefundDue(payment=payment, commitment=commitment, cause=cause)
    return build_event(SurplusPaymentReceived, refund_due=due, purchase_payment=purchase_payment)


def payment_failure_reported(
    commitment: int, payment_id: str | None = None, reason: str | None = None
) -> EventAt:
    """A payment failed that no commitment waits for."""
    return build_event(
        PaymentFailureReported, commitment=commitment, payment_id=payment_id, reason=reason
    )


def completed(payment: Payment = PAID) -> EventAt:
    """The payment succeeded."""
    return build_event(Completed, payment=payment, order_id="order-1", purchase_id="purchase-1")


def cancelled(reason: str | None = None) -> EventAt:
    """The checkout was cancelled."""
    return build_event(Cancelled, reason=reason)


def expired(at: datetime = DEADLINE, due: datetime = DEADLINE) -> EventAt:
    """The deadline of the checkout passed."""
    return build_event(Expired, timestamp=at, due=due)


def minimum_age_changed(age: int | None) -> EventAt:
    """The shop set the minimum age."""
    return build_event(MinimumAgeChanged, minimum_age=age)


def recurring_token_issued(token: str = "token-1") -> EventAt:
    """The purchase was issued a token."""
    return build_event(RecurringTokenIssued, token=token)


def data_erased(data_class: str = "merchant-data", key_mark: str | None = "0a" * 32) -> EventAt:
    """The data of a class was erased with its key; older events name no key."""
    return build_event(DataErased, data_class=data_class, key_mark=key_mark)


def recurring_token_cancelled(token: str = "token-1") -> EventAt:
    """The token was cancelled."""
    return build_event(RecurringTokenCancelled, token=token)
