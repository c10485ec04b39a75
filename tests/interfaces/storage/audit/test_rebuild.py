"""A rebuild under load gives an audit log that equals the previous one row by row."""

import asyncio
from contextlib import closing

import psycopg
import pytest

from application.ports.audit_log import AuditEntry
from application.ports.event_store import Append
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.audit.rebuild import Rebuild, RebuildUnderWay, rebuild
from interfaces.storage.postgres.events.codec import UnreadableEvent
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import INSERT_EVENT, RandomHistory, one_history, store
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.processes import HISTORIES, VERSIONS, WRITERS, process
from tests.interfaces.storage.audit.reading import EVERYTHING, drain, everything
from tests.interfaces.storage.audit.tables import position, table


def no_progress(done: int, total: int) -> None: ...


async def test_a_rebuild_under_load_equals_the_previous_log(
    migrated_url: str, projecting_log: PostgresAuditLog
) -> None:
    """With eight writers, a projection and a follower running, every rebuild equals the previous log."""
    count = WRITERS * HISTORIES * (VERSIONS - 1)
    received: list[AuditEntry] = []

    async def follow() -> None:
        async for entries in projecting_log.follow(EVERYTHING, after=0):
            received.extend(entries)
            if len(received) >= count:
                return

    following = asyncio.create_task(follow())
    async with process("write", migrated_url, "one"):
        while not following.done():
            rebuilt = await asyncio.to_thread(rebuild, migrated_url, no_progress)
            assert rebuilt.differing == 0
        await following
    expected = Expected(migrated_url).entries
    assert len(expected) == count
    assert received == expected
    assert await everything(projecting_log) == expected


def test_a_rebuild_without_load_changes_no_row(migrated_url: str, indexer: AuditIndexer) -> None:
    """A rebuild changes no column, and the projection continues after it."""
    history = RandomHistory(30)
    store(migrated_url, history.events(500))
    drain(indexer)
    before = table(migrated_url)
    rebuilt = rebuild(migrated_url, no_progress)
    assert (rebuilt.position, rebuilt.compared, rebuilt.differing) == (500, 500, 0)
    assert table(migrated_url) == before
    store(migrated_url, history.events(100))
    assert drain(indexer) == 100
    assert rebuild(migrated_url, no_progress).differing == 0


async def test_a_rebuild_reports_and_restores_changed_rows(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """Rows that were changed or deleted are counted as differing, and restored."""
    store(migrated_url, RandomHistory(31).events(100))
    drain(indexer)
    with psycopg.connect(migrated_url) as connection:
        connection.execute("UPDATE tillroll.trail SET total = total + 1 WHERE position = 10")
        connection.execute("UPDATE tillroll.trail SET words = ' x' WHERE position = 11")
        connection.execute("UPDATE tillroll.trail SET reference = 'y' WHERE position = 12")
        connection.execute("DELETE FROM tillroll.trail WHERE position = 13")
    rebuilt = rebuild(migrated_url, no_progress)
    assert (rebuilt.compared, rebuilt.differing) == (100, 4)
    assert await everything(read_only_log) == Expected(migrated_url).entries


def test_an_empty_log_can_be_rebuilt(migrated_url: str) -> None:
    """A log of an empty store and one without any entry can be rebuilt, and progress is reported."""
    assert rebuild(migrated_url, no_progress).position == 0
    store(migrated_url, RandomHistory(32).events(50))
    progress: list[tuple[int, int]] = []
    assert rebuild(migrated_url, lambda done, total: progress.append((done, total))).position == 50
    assert progress[0] == (0, 50)
    assert progress[-1] == (50, 50)
    assert progress == sorted(progress)


def test_a_second_rebuild_is_refused(migrated_url: str) -> None:
    """A rebuild is refused while another one runs, and possible after that was aborted."""
    store(migrated_url, RandomHistory(33).events(50))
    with closing(Rebuild(migrated_url)) as aborted:
        aborted.begin()
        aborted.catch_up(no_progress)
        with pytest.raises(RebuildUnderWay):
            rebuild(migrated_url, no_progress)
    assert rebuild(migrated_url, no_progress).position == 50


async def test_a_failed_rebuild_keeps_the_present_log(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """An event that this code cannot read aborts the rebuild, and readers keep the present log."""
    store(migrated_url, one_history("a", 1, 10))
    drain(indexer)
    expected = await everything(read_only_log)
    with psycopg.connect(migrated_url) as connection:
        connection.execute(INSERT_EVENT, ("a", 11, "checkout.of-tomorrow", b"{}", 1))
    with pytest.raises(UnreadableEvent):
        rebuild(migrated_url, no_progress)
    assert await everything(read_only_log) == expected
    assert position(migrated_url) == 10


async def test_an_export_continues_during_a_rebuild(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """An export neither delays the swap of the logs, nor is changed or aborted by it."""
    store(migrated_url, RandomHistory(34).events(1500))
    drain(indexer)
    expected = Expected(migrated_url).entries
    found: list[AuditEntry] = []
    async for chunk in read_only_log.all(EVERYTHING):
        found += chunk
        await asyncio.to_thread(rebuild, migrated_url, no_progress)
    assert found == expected


async def test_appends_continue_during_a_rebuild(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Appends succeed at every step of a rebuild, and are in the new log."""
    with closing(Rebuild(migrated_url)) as running:
        await postgres.events.append(Append(one_history("a", 1, 1)))
        running.begin()
        await postgres.events.append(Append(one_history("a", 2, 2)))
        running.catch_up(no_progress)
        await postgres.events.append(Append(one_history("a", 3, 3)))
        running.index()
        await postgres.events.append(Append(one_history("a", 4, 4)))
        assert running.exchange() == 4
