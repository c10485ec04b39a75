"""Every event is in the audit log exactly once, whichever process projects and whichever ends."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

import psycopg
import pytest

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.audit.recorder import AuditRecorder
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.throttle import Pace, no_throttle
from tests.interfaces.storage.audit.histories import RandomHistory, store
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.processes import PART, process
from tests.interfaces.storage.audit.reading import EVERYTHING, drain, everything, index
from tests.interfaces.storage.audit.tables import position, table
from tests.interfaces.storage.wire import Fault, Wire

SMALL = Pace(batch=10, cached_lines=1000, throttle=no_throttle)


@pytest.fixture
async def wire(migrated_url: str) -> AsyncIterator[Wire]:
    async with Wire(migrated_url).listening() as wire:
        yield wire


async def test_killed_projections_are_resumed(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """Each process is killed with SIGKILL after it has recorded something. The last one completes the log.

    None of them can come to the end of what is stored, however late it is killed.
    """
    history = RandomHistory(10)
    reached = 0
    for _ in range(3):
        store(migrated_url, history.events(800))
        async with process("project-a-part", migrated_url, 1) as projecting:
            reached = await first_new_position(read_only_log, reached)
            projecting.kill()
    assert index(migrated_url) >= 2400 - 3 * PART
    assert await everything(read_only_log) == Expected(migrated_url).entries
    assert position(migrated_url) == 2400


async def test_a_standby_process_takes_over(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """The second of two projecting processes continues where the first was killed."""
    history = RandomHistory(11)
    store(migrated_url, history.events(50))
    async with process("project", migrated_url, 5) as first:
        await first_new_position(read_only_log, 0)
        async with process("project", migrated_url, 5):
            first.kill()
            store(migrated_url, history.events(50))
            reached = 0
            while reached < 100:
                reached = await first_new_position(read_only_log, reached)
    assert await everything(read_only_log) == Expected(migrated_url).entries


def test_two_concurrent_projections_record_no_event_twice(migrated_url: str) -> None:
    """Two projections that run at the same time, against the leader lock, record every event once."""
    store(migrated_url, RandomHistory(12).events(600))
    threads = [threading.Thread(target=index, args=(migrated_url, SMALL)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    index(migrated_url)
    rows = table(migrated_url)
    assert [row[0] for row in rows] == list(range(1, 601))
    assert position(migrated_url) == 600


def test_an_overtaken_projection_skips_recorded_events(
    migrated_url: str, indexer: AuditIndexer
) -> None:
    """Events that another projection has recorded are not recorded again, and later ones are."""
    history = RandomHistory(13)
    store(migrated_url, history.events(20))
    assert drain(indexer) == 20
    store(migrated_url, history.events(20))
    index(migrated_url)
    store(migrated_url, history.events(20))
    assert indexer.step() == 0
    assert drain(indexer) == 20
    assert [row[0] for row in table(migrated_url)] == list(range(1, 61))


def test_a_connection_cut_before_the_commit_records_nothing(
    migrated_url: str, indexer: AuditIndexer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither rows nor position of the batch are recorded. The next step records them."""
    store(migrated_url, RandomHistory(14).events(30))

    def cut() -> None:
        with psycopg.connect(migrated_url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND state = 'idle in transaction'"
            )

    with monkeypatch.context() as patched:
        before_the_position(patched, cut)
        with pytest.raises(StoreUnavailable):
            indexer.step()
    assert (table(migrated_url), position(migrated_url)) == ([], 0)
    assert drain(indexer) == 30
    assert [row[0] for row in table(migrated_url)] == list(range(1, 31))


@pytest.mark.parametrize("fault", [Fault.QUESTION_LOST, Fault.ANSWER_LOST])
async def test_a_connection_cut_around_the_commit_records_no_event_twice(
    migrated_url: str, wire: Wire, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the connection breaks around the commit, each event is recorded once."""
    store(migrated_url, RandomHistory(15).events(30))
    loop = asyncio.get_running_loop()

    async def break_next() -> None:
        wire.break_next(fault)

    def cut() -> None:
        asyncio.run_coroutine_threadsafe(break_next(), loop).result()

    def work() -> None:
        with ProjectionDatastore(wire.url, schema="tillroll") as datastore:
            indexer = AuditIndexer(datastore, datastore, SMALL)
            for when in (before_the_position, after_the_position):
                with monkeypatch.context() as patched:
                    when(patched, cut)
                    with pytest.raises(StoreUnavailable):
                        indexer.step()
            drain(indexer)

    await asyncio.to_thread(work)
    assert [row[0] for row in table(migrated_url)] == list(range(1, 31))
    assert position(migrated_url) == 30


async def first_new_position(audit_log: PostgresAuditLog, after: int) -> int:
    """Wait for entries beyond a position, and return the last position."""
    async for entries in audit_log.follow(EVERYTHING, after=after):
        if entries:
            return entries[-1].position
    raise AssertionError


def before_the_position(patched: pytest.MonkeyPatch, callback: Callable[[], None]) -> None:
    """Run a callback after the rows of a batch are sent and before the position is."""
    record_position = AuditRecorder._record_position

    def recording(self: AuditRecorder, *arguments: Any) -> None:
        callback()
        record_position(self, *arguments)

    patched.setattr(AuditRecorder, "_record_position", recording)


def after_the_position(patched: pytest.MonkeyPatch, callback: Callable[[], None]) -> None:
    """Run a callback after the position is sent and before the commit."""
    record_position = AuditRecorder._record_position

    def recording(self: AuditRecorder, *arguments: Any) -> None:
        record_position(self, *arguments)
        callback()

    patched.setattr(AuditRecorder, "_record_position", recording)
