"""Random histories from a seed, with values for every filter of the audit log."""

import dataclasses
import itertools
import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import psycopg

from domain.checkout import Checkout
from domain.events import CheckoutEvent, Opening
from domain.provenance import Provenance
from domain.stage import Stage
from domain.values.cart import Cart, Line
from domain.values.charges import Fee
from domain.values.payment import Payment
from interfaces.storage.postgres.events.codec import EventCodec
from tests.domain.event_builders import ADA, numbered, opened, reference_changed

BEGIN = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
MERCHANTS = ("demo-shop", "other-shop", "third-shop")
DIALECTS = ("walley", "svea", "acp")
OPERATIONS = ("update cart", "update fees", "complete")
ARTICLES = ("1", "10001", "art-7", "ÅL")
DESCRIPTIONS = (
    "Blue shirt",
    "blue SKI boots",
    "Skjorta, röd",
    "Straße 7",
    "ﬁne socks",
    "shirts_x2",
)
REFERENCES = ("order-1", "order-2", "A/17 Blue", "ORDER-1")


class RandomHistory:
    """Generates random events of several checkouts in mixed order. Times do not always ascend."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._at = BEGIN
        self._open: list[Checkout] = []
        self._opened = 0

    def events(self, count: int) -> list[CheckoutEvent]:
        """Return the next `count` events."""
        return list(itertools.islice(self._endless(), count))

    def _endless(self) -> Iterable[CheckoutEvent]:
        while True:
            checkout = self._any_checkout()
            self._at += timedelta(seconds=self._random.randrange(5))
            early = timedelta(seconds=self._random.choice((0, 0, 0, 3)))
            self._change(checkout, self._provenance(), max(self._at - early, checkout.modified_on))
            if checkout.stage in (Stage.COMPLETED, Stage.CANCELLED, Stage.EXPIRED):
                self._open.remove(checkout)
            yield from (e for e in checkout.collect_events() if isinstance(e, CheckoutEvent))

    def _any_checkout(self) -> Checkout:
        if len(self._open) < 5 or self._random.random() < 0.1:
            self._opened += 1
            checkout = Checkout.open(
                f"checkout-{self._opened}",
                Opening(
                    merchant=self._random.choice(MERCHANTS),
                    dialect="walley",
                    country="SE",
                    currency="SEK",
                    public_token=f"public-SE-{self._opened}",
                    expires_at=self._at + timedelta(days=7),
                    settings='{"profile":"a"}',
                    order_number=self._opened,
                ),
                by=self._provenance(),
                at=self._at,
            )
            self._open.append(checkout)
        return self._random.choice(self._open)

    def _provenance(self) -> Provenance:
        pick = self._random.choice
        by = Provenance(
            actor=pick(("shop:demo-client", "shop:other", "shopper:public-SE-1")),
            dialect=pick(DIALECTS),
            operation=pick(OPERATIONS),
            request_id=f"r-{self._random.randrange(40)}",
            address=pick(("192.0.2.7", "192.0.2.8", "2001:db8::1", "")),
            user_agent="Shop/1.0",
            idempotency_key=pick(("", "key-1")),
        )
        is_through_proxy = by.is_shopper and by.address == "192.0.2.7"
        return dataclasses.replace(by, peer="10.0.0.7") if is_through_proxy else by

    def _change(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        if checkout.stage is Stage.COMMITTED:
            self._settle(checkout, by, at)
            return
        match self._random.randrange(9):
            case 0 | 1 | 2:
                checkout.replace_cart(self._cart(), by=by, at=at)
            case 3:
                checkout.change_reference(self._random.choice((*REFERENCES, None)), by=by, at=at)
            case 4:
                checkout.update_fees(self._fees(), by=by, at=at)
            case 5:
                checkout.suspend(by=by, at=at)
            case 6:
                checkout.resume(by=by, at=at)
            case 7 if checkout.stage is Stage.OPEN and checkout.cart.lines and checkout.total >= 0:
                checkout.commit(checkout.version, by=by, at=at)
            case 8 if self._random.random() < 0.3:
                checkout.cancel("changed their mind", by=by, at=at)
            case _:
                checkout.identify_customer(ADA, by=by, at=at)

    def _settle(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        if self._random.random() < 0.5:
            commitment = checkout.commitments[-1]
            checkout.release_commitment("declined", commitment=commitment, by=by, at=at)
            return
        paid = Payment(
            method="card",
            amount=checkout.agreed_total or 0,
            currency="SEK",
            id=f"payment-{len(self._open)}",
        )
        checkout.complete(
            paid,
            commitment=checkout.commitments[-1],
            order_id="o",
            purchase_id="p'\\",
            by=by,
            at=at,
        )

    def _cart(self) -> Cart:
        lines = [
            Line.with_tax_inside(
                article=self._random.choice(ARTICLES),
                description=self._random.choice(DESCRIPTIONS),
                quantity=Decimal(self._random.randrange(1, 4)),
                unit_price=100 * self._random.randrange(-2, 20),
                tax_rate=2500,
            )
            for _ in range(self._random.randrange(4))
        ]
        return Cart(lines=tuple(lines))

    def _fees(self) -> tuple[Fee, ...]:
        if self._random.random() < 0.2:
            return ()
        price = 100 * self._random.randrange(20)
        return (
            Fee.with_tax_inside(
                kind="shipping",
                article="frakt",
                description="Parcel to Ski",
                unit_price=price,
                tax_rate=2500,
            ),
        )


INSERT_EVENT = """
INSERT INTO tillroll.checkout_events VALUES (%s, %s, %s, %s, tillroll.begin_positions() + %s)
"""
"""Inserts an event: its id, version, topic, state and place in the transaction, from 1."""


def store(database_url: str, events: Sequence[CheckoutEvent]) -> None:
    """Insert events into the event table directly, in one transaction."""
    stored = map(EventCodec().to_stored_event, events)
    with psycopg.connect(database_url) as connection:
        connection.cursor().executemany(
            INSERT_EVENT,
            [
                (row.originator_id, row.originator_version, row.topic, row.state, place)
                for place, row in enumerate(stored, 1)
            ],
        )


def one_history(checkout_id: str, first: int, last: int) -> list[CheckoutEvent]:
    """The events of one checkout from version `first` to `last`: it is opened, and then its reference changes."""
    event_builders = [opened(), *(reference_changed(f"r-{n}") for n in range(2, last + 1))]
    return [
        dataclasses.replace(event, originator_id=checkout_id)
        for event in numbered(event_builders)[first - 1 :]
    ]


def store_from(database_url: str, position: int, events: Sequence[CheckoutEvent]) -> None:
    """Insert events after a position, without gaps between them, as versions did that drew positions from a sequence.

    Later events have positions by transaction, above these.
    """
    stored = map(EventCodec().to_stored_event, events)
    rows = [
        (row.originator_id, row.originator_version, row.topic, row.state, place)
        for place, row in enumerate(stored, position + 1)
    ]
    with psycopg.connect(database_url) as connection:
        connection.cursor().executemany(
            "INSERT INTO tillroll.checkout_events VALUES (%s, %s, %s, %s, %s)", rows
        )
        connection.execute("UPDATE tillroll.epochs SET base = greatest(base, %s)", (rows[-1][-1],))
