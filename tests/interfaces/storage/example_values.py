"""Values that the example events share."""

from datetime import UTC, datetime
from typing import TypedDict

from domain.provenance import Provenance
from domain.values.customer import Address, Customer, CustomerKind

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
