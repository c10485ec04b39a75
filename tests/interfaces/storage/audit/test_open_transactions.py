"""No event is skipped by the projection, even if its transaction stays open while others commit."""

import asyncio
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from application.ports.event_store import Append
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.reading import drain, everything


@pytest.fixture
def holder(migrated_url: str) -> Iterator[Connection[TupleRow]]:
    """A connection whose transaction stays open."""
    with psycopg.connect(migrated_url) as connection:
        yield connection
        connection.rollback()


def insert(connection: Connection[TupleRow], checkout_id: str) -> None:
    """Insert an event without tillroll's append function, and do not commit."""
    (event,) = one_history(checkout_id, 1, 1)
    stored = EventCodec().to_stored_event(event)
    connection.execute(
        "INSERT INTO tillroll.checkout_events VALUES (%s, %s, %s, %s)",
        (stored.originator_id, stored.originator_version, stored.topic, stored.state),
    )


async def test_an_open_append_precedes_the_appends_that_wait(
    migrated_url: str,
    postgres: PostgresStorage,
    holder: Connection[TupleRow],
    indexer: AuditIndexer,
    read_only_log: PostgresAuditLog,
) -> None:
    """Appends wait for the append lock before they draw a position, so no lower position appears later."""
    await postgres.events.append(Append(one_history("before", 1, 1)))
    (event,) = one_history("held", 1, 1)
    state = EventCodec().encode(event)
    holder.execute(
        "SELECT tillroll.append_events(%s, '{1}', %s, %s, '{1}', '{}', '{}', '{}', '{}', '{}')",
        (["held"], [event.TOPIC], [state]),
    )
    waiting = asyncio.gather(
        *(postgres.events.append(Append(one_history(f"after-{n}", 1, 1))) for n in range(5))
    )
    assert await asyncio.to_thread(drain, indexer) == 1
    assert not waiting.done()
    holder.commit()
    await waiting
    assert drain(indexer) == 6
    assert [entry.checkout_id for entry in await everything(read_only_log)][:2] == [
        "before",
        "held",
    ]


def test_an_uncommitted_direct_insert_is_waited_for(
    migrated_url: str, holder: Connection[TupleRow], indexer: AuditIndexer
) -> None:
    """An uncommitted lower position holds up the committed ones above it, and comes first."""
    insert(holder, "held")
    store(migrated_url, one_history("beyond", 1, 3))
    assert drain(indexer) == 0
    assert indexer.is_held_up
    store(migrated_url, one_history("beyond", 4, 6))
    assert drain(indexer) == 0
    holder.commit()
    assert drain(indexer) == 7
    assert not indexer.is_held_up
    assert Expected(migrated_url).entries[0].checkout_id == "held"


async def test_a_rolled_back_insert_is_not_waited_for(
    migrated_url: str,
    holder: Connection[TupleRow],
    indexer: AuditIndexer,
    read_only_log: PostgresAuditLog,
) -> None:
    """The gap of a rolled-back transaction is permanent, and does not block the projection."""
    insert(holder, "held")
    store(migrated_url, one_history("beyond", 1, 3))
    assert drain(indexer) == 0
    holder.rollback()
    assert drain(indexer) == 3
    assert [entry.position for entry in await everything(read_only_log)] == [2, 3, 4]


def test_only_transactions_older_than_a_gap_are_waited_for(
    migrated_url: str, holder: Connection[TupleRow], indexer: AuditIndexer
) -> None:
    """A later transaction has a higher position, so constant inserts do not block the projection."""
    insert(holder, "taken back")
    holder.rollback()
    store(migrated_url, one_history("beyond", 1, 3))
    insert(holder, "suspect")
    assert drain(indexer) == 0
    assert indexer.is_held_up
    with psycopg.connect(migrated_url) as later:
        insert(later, "later")
        assert drain(indexer) == 0
        holder.commit()
        assert drain(indexer) == 4
        later.commit()
    assert drain(indexer) == 1


def test_several_gaps_are_waited_for_in_order(
    migrated_url: str, holder: Connection[TupleRow], indexer: AuditIndexer
) -> None:
    """Events below the first gap are indexed at once, and each gap is waited for separately."""
    store(migrated_url, one_history("a", 1, 2))
    insert(holder, "held")
    store(migrated_url, one_history("b", 1, 2))
    with psycopg.connect(migrated_url) as other:
        insert(other, "held too")
        store(migrated_url, one_history("c", 1, 2))
        assert drain(indexer) == 2
        holder.commit()
        assert drain(indexer) <= 3
        other.commit()
    drain(indexer)
    assert indexer.position() == 8
    positions = [entry.position for entry in Expected(migrated_url).entries]
    assert positions == list(range(1, 9))


def test_readers_and_analyze_do_not_block_the_projection(
    migrated_url: str, holder: Connection[TupleRow], indexer: AuditIndexer
) -> None:
    """At a gap, a reader, ANALYZE and autovacuum are not waited for."""
    insert(holder, "taken back")
    holder.rollback()
    store(migrated_url, one_history("beyond", 1, 3))
    holder.execute("SELECT * FROM tillroll.checkout_events")
    holder.execute("LOCK TABLE tillroll.checkout_events IN SHARE UPDATE EXCLUSIVE MODE")
    assert drain(indexer) == 3
