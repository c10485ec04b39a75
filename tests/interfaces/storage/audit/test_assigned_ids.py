"""The audit log finds the event that assigned an id, through the index of search terms."""

import psycopg

from application.history.assigned_ids import assigned_ids
from application.ports.audit_log import AuditFilter
from domain.events import Completed
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.audit.statements import StreamSlice, by_assigned_id
from interfaces.storage.postgres.schema.migrations import known_migrations
from tests.interfaces.storage.audit.histories import RandomHistory, store
from tests.interfaces.storage.audit.reading import everything, index

_WHOLE = StreamSlice.between(after=None, before=None, up_to=None)


async def test_only_the_event_that_set_an_id_is_found(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """Each id of a history finds exactly the events that assigned it, of the reader's merchants only."""
    events = RandomHistory(5).events(400)
    store(migrated_url, events)
    index(migrated_url)
    ids = {each for event in events for each in assigned_ids(event)}
    assert any(isinstance(event, Completed) for event in events)
    for each in ids:
        expected = [
            (event.originator_id, event.originator_version)
            for event in events
            if each in assigned_ids(event)
        ]
        found = await everything(read_only_log, AuditFilter(merchants=None, assigned_id=each))
        assert [(entry.checkout_id, entry.version) for entry in found] == expected
        assert not await everything(read_only_log, AuditFilter(merchants=(), assigned_id=each))


async def test_an_id_is_found_without_a_scan_of_the_log(migrated_url: str) -> None:
    """The plan looks the id up in the GIN index and scans no table, in one look-up for all positions."""
    store(migrated_url, RandomHistory(5).events(3000))
    index(migrated_url)
    wanted = AuditFilter(merchants=("demo-shop",), assigned_id="17")
    statement = by_assigned_id(wanted, "17", _WHOLE, 50)
    text = statement.sql
    async with await psycopg.AsyncConnection.connect(migrated_url) as connection:
        await connection.execute("ANALYZE tillroll.trail")
        async with psycopg.AsyncRawCursor(connection) as cursor:
            await cursor.execute("EXPLAIN " + text, statement.parameters)
            plan = "\n".join([row[0] for row in await cursor.fetchall()])
    assert "trail_marks_idx" in plan
    assert "Seq Scan on trail" not in plan


async def test_rows_of_earlier_versions_lack_ids_until_a_rebuild(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """The status says that ids are missing as long as the comment of step 60 is there, which a rebuild removes."""
    store(migrated_url, RandomHistory(5).events(50))
    index(migrated_url)
    assert not (await read_only_log.status()).lacks_assigned_ids
    with psycopg.connect(migrated_url) as connection:
        connection.execute(_step())
    assert (await read_only_log.status()).lacks_assigned_ids
    rebuild(migrated_url, lambda done, total: None)
    assert not (await read_only_log.status()).lacks_assigned_ids


def _step() -> bytes:
    (step,) = (each.sql for each in known_migrations() if each.number == 60)
    return step
