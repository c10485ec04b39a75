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
from tests.databases import with_database
from tests.interfaces.storage.audit.histories import INSERT_EVENT, one_history, store
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
        INSERT_EVENT,
        (stored.originator_id, stored.originator_version, stored.topic, stored.state, 1),
    )


async def test_appends_do_not_wait_for_an_open_append(
    postgres: PostgresStorage,
    holder: Connection[TupleRow],
    indexer: AuditIndexer,
    read_only_log: PostgresAuditLog,
) -> None:
    """They are committed beside it, and the log has them after it is."""
    await postgres.events.append(Append(one_history("before", 1, 1)))
    insert(holder, "held")
    await asyncio.gather(
        *(postgres.events.append(Append(one_history(f"after-{n}", 1, 1))) for n in range(5))
    )
    assert await asyncio.to_thread(drain, indexer) == 1
    holder.commit()
    assert drain(indexer) == 6
    assert [entry.checkout_id for entry in await everything(read_only_log)][:2] == [
        "before",
        "held",
    ]


def test_an_open_transaction_holds_up_what_began_after_it(
    migrated_url: str, holder: Connection[TupleRow], indexer: AuditIndexer
) -> None:
    """Committed events above an uncommitted one wait for it, and come after it."""
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


async def test_positions_in_the_log_have_no_gaps(
    migrated_url: str,
    holder: Connection[TupleRow],
    indexer: AuditIndexer,
    read_only_log: PostgresAuditLog,
) -> None:
    """A transaction that was rolled back leaves a gap between the positions of events, and none in the log."""
    store(migrated_url, one_history("before", 1, 2))
    insert(holder, "held")
    store(migrated_url, one_history("beyond", 1, 3))
    assert drain(indexer) == 2
    holder.rollback()
    assert drain(indexer) == 3
    assert [entry.position for entry in await everything(read_only_log)] == [1, 2, 3, 4, 5]


def test_only_earlier_transactions_are_waited_for(
    migrated_url: str, holder: Connection[TupleRow], indexer: AuditIndexer
) -> None:
    """A later transaction has a higher position, so constant inserts do not block the projection."""
    insert(holder, "first")
    store(migrated_url, one_history("a", 1, 2))
    with psycopg.connect(migrated_url) as other:
        insert(other, "second")
        store(migrated_url, one_history("b", 1, 2))
        assert drain(indexer) == 0
        holder.commit()
        assert drain(indexer) == 3
        assert indexer.is_held_up
        other.commit()
    assert drain(indexer) == 3
    assert indexer.position() == 6


def test_an_open_writer_holds_nothing_up_while_no_event_is_beyond(
    migrated_url: str, holder: Connection[TupleRow], indexer: AuditIndexer
) -> None:
    """The follower then waits for a notification, and does not look again and again."""
    store(migrated_url, one_history("a", 1, 2))
    insert(holder, "held")
    assert drain(indexer) == 2
    assert not indexer.is_held_up


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM tillroll.checkout_events",
        "LOCK TABLE tillroll.checkout_events IN SHARE UPDATE EXCLUSIVE MODE",
        "SELECT pg_current_xact_id()",
        "INSERT INTO tillroll.deadlines VALUES ('a', now())",
    ],
)
def test_transactions_that_write_no_events_are_not_waited_for(
    migrated_url: str, holder: Connection[TupleRow], indexer: AuditIndexer, statement: str
) -> None:
    """Neither readers nor ANALYZE nor a transaction with a number that writes elsewhere hold the projection up."""
    holder.execute(statement.encode())
    store(migrated_url, one_history("beyond", 1, 3))
    assert drain(indexer) == 3


def test_a_transaction_of_another_database_is_not_waited_for(
    migrated_url: str, database_url: str, indexer: AuditIndexer
) -> None:
    """An open transaction elsewhere in the cluster has a number, and holds the projection up no more than a reader."""
    with psycopg.connect(with_database(database_url, "postgres")) as elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        store(migrated_url, one_history("beyond", 1, 3))
        assert drain(indexer) == 3
        elsewhere.rollback()
