"""What the trail says of an event, and that no event can be one that it cannot keep."""

from datetime import timedelta
from decimal import Decimal

import psycopg
import pytest
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresApplicationRecorder

from application.ports.audit_log import AuditFilter
from domain.events import CheckoutEvent
from domain.provenance import Provenance
from domain.values.cart import Line
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.audit.projection import AuditProjection
from interfaces.storage.postgres.audit.recorder import AuditRecorder
from interfaces.storage.postgres.audit.state_cache import StateCache
from interfaces.storage.postgres.events.codec import EventCodec, UnreadableEvent
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import EVENTS_TABLE
from interfaces.storage.postgres.projections.throttle import Pace, no_throttle, standalone_pace
from tests.domain.event_builders import NOW, cart_replaced, numbered, opened, reference_changed
from tests.interfaces.storage.audit.histories import Historian, store
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.reading import drain, everything, index
from tests.interfaces.storage.audit.tables import table

_MARKS = """
SELECT reloptions, gin_clean_pending_list(oid)
FROM pg_class WHERE oid = 'tillroll.trail_marks_idx'::regclass
"""
NUL = "a\0b"
LONG = "ö" * 5000


def strange(text: str) -> list[CheckoutEvent]:
    """A history in which everything that a caller can write is this text, and its amounts are huge."""
    by = Provenance(
        actor=text,
        dialect=text,
        operation=text,
        request_id=text,
        address=text,
        user_agent=text,
        idempotency_key=text,
    )
    line = Line(
        article=text,
        description=text,
        quantity=Decimal("1e400"),
        unit_price=10**40,
        tax_rate=0,
        total=10**40,
        tax=0,
    )
    history = numbered([opened(merchant=text), cart_replaced(line), reference_changed(text)])
    for event in history:
        object.__setattr__(event, "provenance", by)
    return history


async def test_every_event_is_there_as_it_was(
    migrated_url: str, indexer: AuditIndexer, reading: PostgresAuditLog
) -> None:
    """Each entry has the event's place, time, type and provenance, the patch from before, and the state after it."""
    store(migrated_url, Historian(6).events(400))
    drain(indexer)
    assert await everything(reading) == Expected(migrated_url).entries


def test_the_marks_of_a_step_are_in_their_index_when_it_ends(
    migrated_url: str, indexer: AuditIndexer
) -> None:
    """They go in together at its end; of what is put off for longer, each search would have to read all."""
    store(migrated_url, Historian(6).events(400))
    drain(indexer)
    with psycopg.connect(migrated_url) as connection:
        kept = connection.execute(_MARKS).fetchone()
    assert kept == (["fastupdate=on"], 0)


@pytest.mark.parametrize("text", [NUL, LONG])
async def test_nothing_that_a_caller_writes_stops_the_trail(
    migrated_url: str, indexer: AuditIndexer, reading: PostgresAuditLog, text: str
) -> None:
    """NUL, texts longer than an index takes and totals beyond 64 bits are kept, and found by the same text."""
    store(migrated_url, strange(text))
    drain(indexer)
    found = await everything(
        reading,
        AuditFilter(
            merchants=(text,),
            reference=text,
            request_id=text,
            address=text,
            actor=text,
            min_total=10**40,
            text=text[:3],
        ),
    )
    assert [(entry.version, entry.total) for entry in found] == [(3, 10**40)]


async def test_an_event_of_newer_code_is_not_passed_over(
    migrated_url: str, indexer: AuditIndexer, reading: PostgresAuditLog
) -> None:
    """What this code cannot read stops the trail before it, as often as it is tried."""
    store(migrated_url, numbered([opened()]))
    drain(indexer)
    with (
        ProjectionDatastore(migrated_url, schema="tillroll") as datastore,
        datastore.get_connection() as connection,
    ):
        connection.execute(
            "INSERT INTO tillroll.checkout_events"
            " VALUES ('checkout-1', 2, 'checkout.of-tomorrow', '{}')"
        )
    store(migrated_url, numbered([cart_replaced()], after=2))
    for _ in range(2):
        with pytest.raises(UnreadableEvent):
            indexer.step()
    assert [entry.version for entry in await everything(reading)] == [1]


@pytest.mark.parametrize(
    "pace",
    [
        Pace(batch=1, cached_lines=60_000, throttle=no_throttle),
        Pace(batch=7, cached_lines=0, throttle=no_throttle),
        Pace(batch=1000, cached_lines=60, throttle=no_throttle),
    ],
    ids=["one-by-one", "nothing-kept", "little-room"],
)
def test_the_trail_does_not_depend_on_how_it_was_made(migrated_url: str, pace: Pace) -> None:
    """Batches of any size, with states kept or loaded again each time, make the same rows."""
    store(migrated_url, Historian(7).events(300))
    index(migrated_url)
    expected = table(migrated_url)
    forget(migrated_url)
    assert index(migrated_url, pace) == 300
    assert table(migrated_url) == expected


def test_the_library_may_run_the_projection_too(migrated_url: str) -> None:
    """One event at a time, as the library's own runner hands them over, makes the same rows."""
    store(migrated_url, Historian(8).events(60))
    index(migrated_url)
    expected = table(migrated_url)
    forget(migrated_url)
    mapper = EventCodec()
    with ProjectionDatastore(migrated_url, schema="tillroll") as datastore:
        events = PostgresApplicationRecorder(datastore, events_table_name=EVENTS_TABLE)
        projection = AuditProjection(
            AuditRecorder(datastore), StateCache(events, mapper, standalone_pace()), no_throttle
        )
        for notification in events.select_notifications(1, 100):
            projection.process_event(
                mapper.to_domain_event(notification), Tracking(EVENTS_TABLE, notification.id)
            )
        assert projection.view.max_tracking_id(EVENTS_TABLE) == 60
    assert table(migrated_url) == expected


async def test_a_long_history_among_many_short_ones(
    migrated_url: str, reading: PostgresAuditLog
) -> None:
    """A history of several pages is loaded whole, and its changes go on from where it stood."""
    history = numbered([opened(), *(reference_changed(f"r-{n}") for n in range(2500))])
    store(migrated_url, history[:2400])
    index(migrated_url)
    store(migrated_url, history[2400:])
    assert index(migrated_url, Pace(batch=40, cached_lines=0, throttle=no_throttle)) == 101
    assert await everything(reading) == Expected(migrated_url).entries


async def test_times_that_run_backwards(
    migrated_url: str, indexer: AuditIndexer, reading: PostgresAuditLog
) -> None:
    """An event that a slow clock dates an hour back is found by its own time, in the place of its position."""
    (first,) = numbered([opened()])
    store(migrated_url, [first])
    (late,) = numbered([opened()])
    object.__setattr__(late, "originator_id", "checkout-2")
    object.__setattr__(late, "timestamp", NOW - timedelta(hours=1))
    store(migrated_url, [late])
    drain(indexer)
    before = await everything(reading, AuditFilter(merchants=None, until=NOW))
    after = await everything(reading, AuditFilter(merchants=None, since=NOW))
    assert [entry.position for entry in before] == [2]
    assert [entry.position for entry in after] == [1]


def forget(database_url: str) -> None:
    """Empties the trail, so that it is made from the beginning."""
    with (
        ProjectionDatastore(database_url, schema="tillroll") as datastore,
        datastore.get_connection() as connection,
    ):
        connection.execute("TRUNCATE tillroll.trail, tillroll.trail_zones, tillroll.trail_words")
        connection.execute(
            "DELETE FROM tillroll.trail_tracking WHERE application_name = %s", (EVENTS_TABLE,)
        )
