"""Values that the example events share."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypedDict

from domain.provenance import Provenance
from domain.values.cart import Line, LineKind
from domain.values.customer import Address, Customer, CustomerKind
from domain.values.fulfilment import (
    Fulfilment,
    FulfilmentDestination,
    FulfilmentGroup,
    FulfilmentKind,
    FulfilmentOption,
    Location,
    Recipient,
)
from domain.values.quote import Notice, NoticeKind

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


class Common(TypedDict):
    originator_id: str
    originator_version: int
    timestamp: datetime
    provenance: Provenance


COMMON: Common = {
    "originator_id": ID,
    "originator_version": VERSION,
    "timestamp": AT,
    "provenance": BY,
}

ADA = Customer(
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
HOME = Address(name="Ada Lövelace", address="1 Main St", city="Los Angeles", state="CA")
LINES = (
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
NOTICES = (
    Notice(kind=NoticeKind.OUT_OF_STOCK, article="1", available=2),
    Notice(kind=NoticeKind.PRICE_CHANGED, article="2", price_before=100, price_now=120),
)
DELIVERY = Fulfilment(
    needs_address=True,
    address=HOME,
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
)
DELIVERY_IN_GROUPS = replace(
    DELIVERY,
    offered=(
        *DELIVERY.offered,
        FulfilmentOption(
            id="parcel",
            kind=FulfilmentKind.SHIPPING,
            title="Parcel",
            subtotal=90,
            tax=0,
            total=0,
            discount=90,
        ),
    ),
    groups=(
        FulfilmentGroup(
            id="g-1",
            kind=FulfilmentKind.PICKUP,
            lines=("5", "4-2"),
            destinations=(
                FulfilmentDestination(
                    id="store",
                    location=Location(name="Store", address=HOME, phone="+46"),
                ),
                FulfilmentDestination(id="home", address=HOME, recipient=Recipient(name="Ada")),
            ),
            selected="store",
            offered=(
                FulfilmentOption(
                    id="g-1/counter@store",
                    kind=FulfilmentKind.PICKUP,
                    title="Counter",
                    subtotal=0,
                    tax=0,
                    total=0,
                    location="store",
                ),
            ),
            chosen="g-1/counter@store",
        ),
    ),
)
