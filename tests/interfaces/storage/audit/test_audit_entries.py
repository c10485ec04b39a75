"""The contents of the entries, for any event."""

from datetime import timedelta
from decimal import Decimal

import psycopg
import pytest

from application.ports.audit_log import AuditFilter
from domain.events import CheckoutEvent
from domain.provenance import Provenance
from domain.values.cart import Line
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.events.codec import UnreadableEvent
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.throttle import Pace, no_throttle
from tests.domain.event_builders import NOW, cart_replaced, numbered, opened, reference_changed
from tests.interfaces.storage.audit.histories import INSERT_EVENT, RandomHistory, store
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.reading import drain, everything, index
from tests.interfaces.storage.audit.tables import empty_the_log, table

_MARKS = """
SELECT reloptions, gin_clean_pending_list(oid)
FROM pg_class WHERE oid = 'tillroll.trail_marks_idx'::regclass
"""
NUL = "a\0b"
LONG = "ö" * 5000


def strange(text: str) -> list[CheckoutEvent]:
    """A history in which every text from a caller is this one, and the amounts are huge."""
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


async def test_each_entry_matches_its_event(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """An entry has the event's position, time, type and provenance, the patch it caused, and the state after it."""
    store(migrated_url, RandomHistory(6).events(400))
    drain(indexer)
    assert await everything(read_only_log) == Expected(migrated_url).entries


def test_a_step_flushes_the_pending_list_of_its_index(
    migrated_url: str, indexer: AuditIndexer
) -> None:
    """A step ends with an empty pending list of the GIN index, because each search would read it whole."""
    store(migrated_url, RandomHistory(6).events(400))
    drain(indexer)
    with psycopg.connect(migrated_url) as connection:
        kept = connection.execute(_MARKS).fetchone()
    assert kept == (["fastupdate=on"], 0)


@pytest.mark.parametrize("text", [NUL, LONG])
async def test_no_text_of_a_caller_stops_the_projection(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog, text: str
) -> None:
    """NUL, texts beyond the limit of an index and totals beyond 64 bits are stored, and found by a filter."""
    store(migrated_url, strange(text))
    drain(indexer)
    found = await everything(
        read_only_log,
        AuditFilter(
            merchants=(text,),
            reference=text,
            request_id=text,
            addresses=(text,),
            actor=text,
            min_total=10**40,
            text=text[:3],
        ),
    )
    assert [(entry.version, entry.total) for entry in found] == [(3, 10**40)]


async def test_an_unknown_event_stops_the_projection(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """An event that this code cannot read stops the projection before it, at each try."""
    store(migrated_url, numbered([opened()]))
    drain(indexer)
    with (
        ProjectionDatastore(migrated_url, schema="tillroll") as datastore,
        datastore.get_connection() as connection,
    ):
        connection.execute(INSERT_EVENT, ("checkout-1", 2, "checkout.of-tomorrow", b"{}", 1))
    store(migrated_url, numbered([cart_replaced()], after=2))
    for _ in range(2):
        with pytest.raises(UnreadableEvent):
            indexer.step()
    assert [entry.version for entry in await everything(read_only_log)] == [1]


@pytest.mark.parametrize(
    "pace",
    [
        Pace(batch=1, cached_lines=60_000, throttle=no_throttle),
        Pace(batch=7, cached_lines=0, throttle=no_throttle),
        Pace(batch=1000, cached_lines=60, throttle=no_throttle),
    ],
    ids=["one-by-one", "nothing-kept", "little-room"],
)
def test_entries_do_not_depend_on_the_batch_size(migrated_url: str, pace: Pace) -> None:
    """Batches of any size, with cached or reloaded states, give the same rows."""
    store(migrated_url, RandomHistory(7).events(300))
    index(migrated_url)
    expected = table(migrated_url)
    empty_the_log(migrated_url)
    assert index(migrated_url, pace) == 300
    assert table(migrated_url) == expected


async def test_a_long_history_is_projected_in_several_runs(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """A history of several pages is loaded completely, and its projection continues from the last version."""
    history = numbered([opened(), *(reference_changed(f"r-{n}") for n in range(2500))])
    store(migrated_url, history[:2400])
    index(migrated_url)
    store(migrated_url, history[2400:])
    assert index(migrated_url, Pace(batch=40, cached_lines=0, throttle=no_throttle)) == 101
    assert await everything(read_only_log) == Expected(migrated_url).entries


async def test_an_event_with_an_earlier_time_is_found_by_its_time(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """An event dated an hour back by a slow clock is filtered by its own time, and ordered by its position."""
    (first,) = numbered([opened()])
    store(migrated_url, [first])
    (late,) = numbered([opened()])
    object.__setattr__(late, "originator_id", "checkout-2")
    object.__setattr__(late, "timestamp", NOW - timedelta(hours=1))
    store(migrated_url, [late])
    drain(indexer)
    before = await everything(read_only_log, AuditFilter(merchants=None, until=NOW))
    after = await everything(read_only_log, AuditFilter(merchants=None, since=NOW))
    assert [entry.position for entry in before] == [2]
    assert [entry.position for entry in after] == [1]
