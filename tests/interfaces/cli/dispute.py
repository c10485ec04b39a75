"""A disputed checkout: two changes of its cart, a change of its fee while suspended, and one refused change.

All ids and times are fixed, so that the output of the commands can be compared with golden files.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import psycopg

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.commands.purchase import CommitPurchase, CompletePurchase
from application.commands.shop import (
    ChangeReference,
    IdentifyCustomer,
    OpenCheckout,
    ReplaceCart,
    Resume,
    Suspend,
    UpdateFees,
)
from application.persons.sealing import Persons
from domain.provenance import Provenance
from domain.refusals import PurchaseCommitmentFound
from domain.values.cart import Cart, Line
from domain.values.charges import Fee
from domain.values.customer import Address, Customer
from domain.values.payment import Payment
from interfaces.storage.codecs.sealing import key_mark
from interfaces.storage.postgres.storage import PostgresStorage

ID = "6f0c1c9e-5d0b-4a53-9d0e-2f6f3a1f0001"
PERSON_KEY = bytes(range(32))
BEGINNING = datetime(2026, 1, 5, 14, 3, 0, 123456, tzinfo=UTC)
NEWEST = 13
LATE = "req-9"
"""The id of the refused request."""

SOCKS = Line.with_tax_inside(
    article="10002",
    description="Blue socks, thick",
    quantity=Decimal(1),
    unit_price=4950,
    tax_rate=2500,
    sku="SOCK-1",
    minimum_age=18,
)


def _shirts(quantity: int) -> Line:
    return Line.with_tax_inside(
        article="10001",
        description="A shirt",
        quantity=Decimal(quantity),
        unit_price=9500,
        tax_rate=2500,
    )


def _shipping(price: int) -> Fee:
    return Fee.with_tax_inside(
        kind="shipping", article="s", description="Parcel", unit_price=price, tax_rate=2500
    )


async def record(storage: PostgresStorage) -> None:
    """Send all requests, one per second."""
    requests = 0
    checkouts = Checkouts(
        store=storage.events,
        refusals=storage.refusals,
        persons=Persons(storage.persons, lambda: BEGINNING),
        cache=CheckoutCache(1),
        lifetime=Lifetime(),
        clock=lambda: BEGINNING + timedelta(seconds=requests - 1),
        new_id=lambda: ID,
        new_order_number=lambda: 1_000_001,
        snapshots=storage.snapshots,
    )

    def by(operation: str, actor: str = "shop:demo-client") -> Provenance:
        nonlocal requests
        requests += 1
        return Provenance(
            actor=actor,
            dialect="walley",
            operation=operation,
            request_id=f"req-{requests}",
            address="192.0.2.7",
            user_agent="Shop/1.0",
        )

    await checkouts.open(
        OpenCheckout(
            merchant="demo-shop",
            dialect="walley",
            country="SE",
            currency="SEK",
            public_token="public-SE-1",
            settings='{"redirectPageUri":"https://shop.example/thanks?a=1&b=2"}',
            cart=Cart(lines=(_shirts(1),)),
            fees=(_shipping(4900),),
            metadata='{"campaign":"spring","total":17.50}',
        ),
        by("create checkout"),
    )
    target = Target(checkout_id=ID, merchant="demo-shop")
    # As older versions named a shopper.
    shopper = "shopper:public-SE-1"
    customer = Customer(
        email="ada@example.com",
        first_name="Ada",
        last_name="Lövelace",
        delivery_address=Address(address="Gatan 1", postal_code="111 22", city="Stockholm"),
    )
    for quantity in (2, 3):
        carts = ReplaceCart(cart=Cart(lines=(_shirts(quantity), SOCKS)))
        await checkouts.change(target, carts, by("update cart"))
    await checkouts.change(target, Suspend(), by("suspend checkout"))
    await checkouts.change(target, UpdateFees(fees=(_shipping(5900),)), by("update fees"))
    await checkouts.change(target, Resume(), by("resume checkout"))
    identify = IdentifyCustomer(customer=customer)
    seen = await checkouts.change(target, identify, by("identify customer", shopper))
    commit = CommitPurchase(shown_version=seen.version)
    agreed = await checkouts.change(target, commit, by("complete purchase", shopper))
    try:
        late = ReplaceCart(cart=Cart(lines=(_shirts(1),)))
        await checkouts.change(target, late, by("update cart"))
    except PurchaseCommitmentFound:
        pass
    paid = CompletePurchase(
        payment=Payment(method="card", amount=agreed.agreed_total or 0, currency="SEK"),
        order_id="order-1",
        purchase_id="purchase-1",
    )
    await checkouts.change(target, paid, by("report success", "payments:demo-shop"))
    reference = ChangeReference(reference="A-1001")
    await checkouts.change(target, reference, by("update reference"))


def insert_key(url: str) -> None:
    """Insert the key of the checkout's personal data, so that its sealed texts are the same in each run."""
    key = "INSERT INTO tillroll.data_keys VALUES (%s, 'person', %s, '9999-01-01 00:00Z', %s)"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(key, (ID, PERSON_KEY, key_mark(PERSON_KEY)))
