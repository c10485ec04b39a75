"""Events to store: one of each kind, and as many of one kind as a test wants."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypedDict

from domain.events import (
    Cancelled,
    CartReplaced,
    CheckoutEvent,
    CommitmentReleased,
    Completed,
    CustomerIdentified,
    DataErased,
    Expired,
    FeesUpdated,
    MetadataReplaced,
    MinimumAgeChanged,
    Opened,
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
from domain.quote_events import DeliveryChanged, NoticesReplaced, OrderTaxesUpdated
from domain.values.cart import Cart, Line, LineKind
from domain.values.customer import Address, Customer, CustomerKind
from domain.values.fees import Fee
from domain.values.fulfilment import Fulfilment, FulfilmentKind, FulfilmentOption, Recipient
from domain.values.notices import Notice, NoticeKind
from domain.values.payment import Payment, RefundCause, RefundDue
from domain.values.taxes import OrderTax

ID = "checkout-1"
VERSION = 7
AT = datetime(2026, 1, 5, 12, 30, 45, 123456, tzinfo=UTC)
BY = Provenance(
    actor="shop:demo-client",
    dialect="walley",
    operation="update cart",
    request_id="0b5f6c1e",
    address="192.0.2.7",
    user_agent='Shop/1.0 "beta"',
    idempotency_key="key-1",
)


class _Common(TypedDict):
    originator_id: str
    originator_version: int
    timestamp: datetime
    provenance: Provenance


_COMMON: _Common = {
    "originator_id": ID,
    "originator_version": VERSION,
    "timestamp": AT,
    "provenance": BY,
}

_ADA = Customer(
    kind=CustomerKind.BUSINESS,
    email="ada@example.com",
    phone="+46700000000",
    first_name="Ada",
    last_name="Lövelace",
    national_id="19121212-1212",
    company="Difference AB",
    organization_number="556000-0000",
    delivery_address=Address(
        first_name="Ada",
        last_name="Lövelace",
        company="Difference AB",
        co_address="c/o Babbage",
        address="Gatan 1",
        address2="Trappa 2",
        postal_code="111 22",
        city="Stockholm",
        country="SE",
    ),
    billing_address=Address(),
)
_HOME = Address(name="Ada Lövelace", address="1 Main St", city="Los Angeles", state="CA")

EXAMPLES: tuple[CheckoutEvent, ...] = (
    Opened(
        **_COMMON,
        merchant="demo-shop",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token="public-SE-1",
        expires_at=AT + timedelta(days=7),
        settings='{"profileName":"b2c","redirectPageUri":"https://shop.example/thanks?a=1&b=2"}',
        order_number=9_007_199_254_740_991,
        idle_limit=172_800,
        is_recurring=True,
        token_used="9b1de0b5-3f0c-4c58-8a5e-f7f1a5a6c1de",
        has_unique_reference=True,
    ),
    CartReplaced(
        **_COMMON,
        cart=Cart(
            lines=(
                Line.with_tax_inside(
                    article="1",
                    description="Skjorta å ä ö 👕",
                    quantity=Decimal("2.50"),
                    unit_price=10_000,
                    tax_rate=2500,
                    sku="s-1",
                    unit_weight=Decimal("0.250"),
                    requires_electronic_id=True,
                    minimum_age=18,
                ),
                Line.with_tax_inside(
                    article="2",
                    description="Presentkort",
                    quantity=Decimal(1),
                    unit_price=-5_000,
                    tax_rate=0,
                    kind=LineKind.GIFT_CARD,
                ),
                Line.with_tax_inside(
                    article="3",
                    description="Frakt",
                    quantity=Decimal("1.00"),
                    unit_price=4_999,
                    tax_rate=2500,
                    kind=LineKind.SHIPPING_FEE,
                    discount_rate=1000,
                    unit="st",
                    row_number=7,
                    data='{"margin":1}',
                ),
            )
        ),
    ),
    FeesUpdated(
        **_COMMON,
        fees=(
            Fee.with_tax_inside(
                kind="shipping", article="s", description="Parcel", unit_price=4_900, tax_rate=2500
            ),
        ),
    ),
    ShippingPropertiesReplaced(**_COMMON, properties='{"height":12.50,"isBulky":false}'),
    ReferenceChanged(**_COMMON, reference="order-\u00e5/17"),
    MetadataReplaced(**_COMMON, metadata='{"note":"a \\u0000 b"}'),
    CustomerIdentified(**_COMMON, customer=replace(_ADA, billing_address=_HOME)),
    Suspended(**_COMMON),
    Resumed(**_COMMON),
    PurchaseCommitted(
        **_COMMON, shown_version=6, total=29_900, currency="SEK", payment_attempt="checkout-1:7"
    ),
    CommitmentReleased(**_COMMON, reason="card declined", payment_id="pay_1"),
    Completed(
        **_COMMON,
        payment=Payment(
            method="card", amount=29_900, currency="SEK", id="pay_1", provider="stripe"
        ),
        order_id="order-1",
        purchase_id="purchase-1",
    ),
    Cancelled(**_COMMON, reason=None),
    Expired(**_COMMON, due=AT - timedelta(hours=1)),
    MinimumAgeChanged(**_COMMON, minimum_age=18),
    RecurringTokenIssued(**_COMMON, token="9b1de0b5-3f0c-4c58-8a5e-f7f1a5a6c1de"),
    RecurringTokenCancelled(**_COMMON, token="9b1de0b5-3f0c-4c58-8a5e-f7f1a5a6c1de"),
    DataErased(**_COMMON, data_class="merchant-data"),
    DeliveryChanged(
        **_COMMON,
        delivery=Fulfilment(
            needs_address=True,
            address=_HOME,
            recipient=Recipient(name="Ada", email="ada@example.com", phone="+4670"),
            offered=(
                FulfilmentOption(
                    id="express",
                    kind=FulfilmentKind.SHIPPING,
                    title="Express",
                    subtotal=150,
                    tax=15,
                    total=165,
                    subtitle="2-3 days",
                    carrier="Shipping Co",
                ),
            ),
            chosen="express",
            is_preselected=False,
        ),
    ),
    OrderTaxesUpdated(**_COMMON, order_taxes=(OrderTax(name="Tax", rate=286, amount=100),)),
    NoticesReplaced(
        **_COMMON,
        notices=(
            Notice(kind=NoticeKind.OUT_OF_STOCK, article="1", available=2),
            Notice(kind=NoticeKind.PRICE_CHANGED, article="2", price_before=100, price_now=120),
        ),
    ),
    SurplusPaymentReceived(
        **_COMMON,
        refund_due=RefundDue(
            payment=Payment(method="swish", amount=29_900, currency="SEK", id="pay_2"),
            commitment=7,
            cause=RefundCause.SECOND_CHARGE,
        ),
        purchase_payment=Payment(
            method="card", amount=29_900, currency="SEK", id="pay_1", provider="stripe"
        ),
    ),
    PaymentFailureReported(
        **_COMMON,
        commitment=7,
        payment_id="pay_3",
        reason="card declined",
    ),
)

# What was written before fields were added, and is read for good.
EARLIER: tuple[CheckoutEvent, ...] = (
    Opened(
        **_COMMON,
        merchant="demo-shop",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token="public-SE-1",
        expires_at=AT + timedelta(days=7),
        settings='{"profileName":"b2c","redirectPageUri":"https://shop.example/thanks?a=1&b=2"}',
    ),
    CartReplaced(
        **_COMMON,
        cart=Cart(
            lines=(
                Line.with_tax_inside(
                    article="1",
                    description="Skjorta å ä ö 👕",
                    quantity=Decimal("2.50"),
                    unit_price=10_000,
                    tax_rate=2500,
                    sku="s-1",
                    unit_weight=Decimal("0.250"),
                    requires_electronic_id=True,
                    minimum_age=18,
                ),
                Line.with_tax_inside(
                    article="2",
                    description="Presentkort",
                    quantity=Decimal(1),
                    unit_price=-5_000,
                    tax_rate=0,
                    kind=LineKind.GIFT_CARD,
                ),
            )
        ),
    ),
    Opened(
        **_COMMON,
        merchant="demo-shop",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token="public-SE-1",
        expires_at=AT + timedelta(days=7),
        settings='{"profileName":"b2c","redirectPageUri":"https://shop.example/thanks?a=1&b=2"}',
        order_number=9_007_199_254_740_991,
        idle_limit=172_800,
        is_recurring=True,
        token_used="9b1de0b5-3f0c-4c58-8a5e-f7f1a5a6c1de",
    ),
    Expired(**_COMMON),
    CustomerIdentified(**_COMMON, customer=_ADA),
    PurchaseCommitted(**_COMMON, shown_version=6, total=29_900, currency="SEK"),
    CommitmentReleased(**_COMMON, reason="card declined"),
    Completed(
        **_COMMON,
        payment=Payment(method="card", amount=29_900, currency="SEK"),
        order_id="order-1",
        purchase_id="purchase-1",
    ),
)


def reference_changed(checkout_id: str, version: int, reference: str = "") -> ReferenceChanged:
    """One event; `reference` tells it from another at the same version."""
    return ReferenceChanged(
        originator_id=checkout_id,
        originator_version=version,
        timestamp=AT,
        provenance=BY,
        reference=reference,
    )


def changes(checkout_id: str, first: int, last: int, reference: str = "") -> list[CheckoutEvent]:
    """Events of one checkout, from version `first` to version `last`."""
    return [
        reference_changed(checkout_id, version, reference) for version in range(first, last + 1)
    ]
