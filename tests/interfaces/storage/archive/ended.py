"""Checkouts that ended in the past, and a database that has archived them."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg

from domain.checkout import Checkout
from domain.events import CheckoutEvent, Opening
from domain.provenance import Provenance
from domain.stage import Stage
from domain.values.cart import Cart
from domain.values.payment import Payment
from interfaces.storage.postgres.archive.archiving import Archived, Archiver
from interfaces.storage.postgres.archive.files import archive_connection
from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.outbox.projection import OutboxIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from tests.domain.event_builders import SHIRT, SHOP
from tests.interfaces.storage.audit.histories import store

JANUARY = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
FEBRUARY = date(2026, 2, 1)
MADE_AT = datetime(2026, 3, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def ended_checkout(
    checkout_id: str, at: datetime = JANUARY, *, changes: int = 4, merchant: str = "demo-shop"
) -> list[CheckoutEvent]:
    """The events of a checkout that was opened at a time, changed once a second, and completed."""
    checkout = open_checkout(checkout_id, at, changes=changes, merchant=merchant)
    by, later = SHOP, at + timedelta(minutes=1)
    checkout.commit(checkout.version, by=by, at=later)
    paid = Payment(method="card", amount=checkout.agreed_total or 0, currency="SEK", id="p-1")
    checkout.complete(
        paid,
        commitment=checkout.commitments[-1],
        order_id=f"order-{checkout_id}",
        purchase_id=f"purchase-{checkout_id}",
        by=by,
        at=later,
    )
    assert checkout.stage is Stage.COMPLETED
    return collected(checkout)


def open_checkout(
    checkout_id: str, at: datetime = JANUARY, *, changes: int = 4, merchant: str = "demo-shop"
) -> Checkout:
    """A checkout that was changed and did not end. Its events are not collected."""
    opening = Opening(
        merchant=merchant,
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token=f"public-{checkout_id}",
        expires_at=at + timedelta(days=7),
        settings="{}",
        order_number=1,
    )
    by = Provenance(
        actor="shop:demo", dialect="walley", operation="update", request_id=f"r-{checkout_id}"
    )
    checkout = Checkout.open(checkout_id, opening, by=by, at=at)
    for number in range(changes):
        lines = (replace(SHIRT, description=f"Shirt {number}"),)
        checkout.replace_cart(Cart(lines=lines), by=by, at=at + (number + 1) * _SECOND)
    return checkout


def collected(checkout: Checkout) -> list[CheckoutEvent]:
    """The new events of a checkout."""
    return [each for each in checkout.collect_events() if isinstance(each, CheckoutEvent)]


def store_followed(url: str, events: Sequence[CheckoutEvent]) -> None:
    """Store events, and let the audit log and the callbacks follow them."""
    store(url, events)
    follow(url)


def follow(url: str) -> None:
    """Let the audit log and the callbacks follow all events."""
    rebuild(url, lambda done, total: None)
    later = itertools.count(0.0, 60.0)
    with ProjectionDatastore(url, schema="tillroll") as datastore:
        outbox = OutboxIndexer(datastore, [], lambda: None, lambda: next(later))
        while outbox.step():
            pass


def archive(
    url: str,
    place: Path | str,
    before: date = FEBRUARY,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Archived:
    """Archive what ended before a month."""
    with archive_connection(url) as connection:
        archiver = Archiver(connection, str(place), {}, clock=lambda: MADE_AT, progress=progress)
        return archiver.run(before)


def stored_rows(url: str) -> list[tuple[object, ...]]:
    """All rows of events, by position."""
    with psycopg.connect(url) as connection:
        return connection.execute(
            "SELECT * FROM tillroll.checkout_events ORDER BY notification_id"
        ).fetchall()
