"""Histories of ten events each, always the same for one number, inserted as the writer would have inserted them."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from uuid import UUID

import psycopg

from domain.checkout import Checkout
from domain.events import CheckoutEvent, Opening
from domain.provenance import Provenance
from domain.values.cart import Cart, Line
from domain.values.charges import Fee
from domain.values.payment import Payment
from interfaces.storage.postgres.events.codec import EventCodec

EVENTS_PER_CHECKOUT = 10
START = datetime(2026, 1, 1, tzinfo=UTC)
_COPY = "COPY tillroll.checkout_events (originator_id, originator_version, topic, state, notification_id) FROM STDIN"
# A transaction has 8,192 positions.
_EVENTS_OF_A_TRANSACTION = 8_000


def insert_events(database_url: str, events: Iterable[CheckoutEvent]) -> None:
    """Insert events in this order."""
    codec = EventCodec()
    left = iter(events)
    with psycopg.connect(database_url, autocommit=True) as connection:
        while batch := list(islice(left, _EVENTS_OF_A_TRANSACTION)):
            with connection.transaction():
                [(base,)] = connection.execute("SELECT tillroll.begin_positions()").fetchall()
                with connection.cursor().copy(_COPY) as copy:
                    for place, event in enumerate(batch, start=1):
                        row = (event.originator_id, event.originator_version, event.TOPIC)
                        copy.write_row((*row, codec.encode(event), base + place))


def history(number: int) -> Iterator[CheckoutEvent]:
    """Ten events of one checkout, always the same for one number."""
    chance = random.Random(number)
    at = START + timedelta(seconds=number * 7)
    checkout_id = str(UUID(int=chance.getrandbits(128), version=4))

    def by(operation: str) -> Provenance:
        return Provenance(
            actor=f"shop:client-{number % 50}",
            dialect="walley",
            operation=operation,
            request_id=str(UUID(int=chance.getrandbits(128), version=4)),
            address=f"10.0.{number % 200}.{chance.randrange(250)}",
            user_agent="bench",
        )

    opening = Opening(
        merchant=f"shop-{number % 20}",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token=f"public-SE-{number:032x}",
        expires_at=at + timedelta(days=7),
    )
    checkout = Checkout.open(checkout_id, opening, by=by("open checkout"), at=at)
    for quantity in range(1, 6):
        at += timedelta(seconds=3)
        cart = _cart(chance, quantity)
        checkout.replace_cart(cart, by=by("replace cart"), at=at)
    checkout.change_reference(f"order-{number}", by=by("change reference"), at=at)
    fee = Fee.with_tax_inside(
        kind="shipping", article="s1", description="Shipping", unit_price=5900, tax_rate=2500
    )
    checkout.update_fees((fee,), by=by("update fees"), at=at)
    checkout.commit(checkout.version, by=by("commit purchase"), at=at)
    payment = Payment(method="card", amount=checkout.total, currency="SEK")
    checkout.complete(payment, order_id="o", purchase_id="p", by=by("report success"), at=at)
    for event in checkout.collect_events():
        assert isinstance(event, CheckoutEvent)
        yield event


def _cart(chance: random.Random, quantity: int) -> Cart:
    article = chance.randrange(5000)
    line = Line.with_tax_inside(
        article=f"art-{article}",
        description=f"Product word{article % 997} colour{quantity}",
        quantity=Decimal(quantity),
        unit_price=chance.randrange(100, 100_000),
        tax_rate=2500,
    )
    return Cart(lines=(line,))
