"""Every event is in the audit log exactly once, whichever process projects and whichever ends."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import psycopg
import pytest
from eventsourcing.persistence import Tracking

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.audit.recorder import AuditRecorder
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.throttle import Pace, no_throttle
from tests.interfaces.storage.audit.histories import Historian, store
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.processes import process
from tests.interfaces.storage.audit.reading import EVERYTHING, drain, everything, index
from tests.interfaces.storage.audit.tables import position, table
from tests.interfaces.storage.wire import Fault, Wire

SMALL = Pace(batch=10, cached_lines=1000, throttle=no_throttle)


@pytest.fixture
async def wire(migrated_url: str) -> AsyncIterator[Wire]:
    async with Wire(migrated_url).listening() as wire:
        yield wire


async def test_projecting_processes_are_killed_at_their_work(
    migrated_url: str, reading: PostgresAuditLog
) -> None:
    """One after another is killed with SIGKILL as soon as it has recorded something; the last one finishes."""
    historian = Historian(10)
    reached = 0
    for _ in range(3):
        store(migrated_url, historian.events(800))
        async with process("project", migrated_url, 1) as projecting:
            reached = await first_news(reading, reached)
            projecting.kill()
    assert index(migrated_url) > 0, "all was indexed before anybody was killed"
    assert await everything(reading) == Expected(migrated_url).entries
    assert position(migrated_url) == 2400


async def test_two_processes_take_turns(migrated_url: str, reading: PostgresAuditLog) -> None:
    """Of two projecting processes the second goes on where the first was killed."""
    historian = Historian(11)
    store(migrated_url, historian.events(50))
    async with process("project", migrated_url, 5) as first:
        await first_news(reading, 0)
        async with process("project", migrated_url, 5):
            first.kill()
            store(migrated_url, historian.events(50))
            reached = 0
            while reached < 100:
                reached = await first_news(reading, reached)
    assert await everything(reading) == Expected(migrated_url).entries


def test_two_projectors_at_the_same_time(migrated_url: str) -> None:
    """Even two that both take it for their turn, and get in each other's way, record every event once."""
    store(migrated_url, Historian(12).events(600))
    threads = [threading.Thread(target=index, args=(migrated_url, SMALL)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    index(migrated_url)
    rivals = table(migrated_url)
    assert [row[0] for row in rivals] == list(range(1, 601))
    assert position(migrated_url) == 600


def test_a_projector_that_is_overtaken_goes_on_from_there(
    migrated_url: str, indexer: AuditIndexer
) -> None:
    """What another one has recorded meanwhile is not recorded again, and what follows is."""
    historian = Historian(13)
    store(migrated_url, historian.events(20))
    assert drain(indexer) == 20
    store(migrated_url, historian.events(20))
    index(migrated_url)
    store(migrated_url, historian.events(20))
    assert indexer.step() == 0
    assert drain(indexer) == 20
    assert [row[0] for row in table(migrated_url)] == list(range(1, 61))


def test_a_connection_that_is_cut_between_rows_and_commit(
    migrated_url: str, indexer: AuditIndexer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the batch is there then, neither rows nor position; the next attempt records it."""
    store(migrated_url, Historian(14).events(30))

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
async def test_a_position_or_its_answer_is_lost(
    migrated_url: str, wire: Wire, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the connection breaks around the commit, each event is there once in the end."""
    store(migrated_url, Historian(15).events(30))
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


async def first_news(trail: PostgresAuditLog, after: int) -> int:
    """Waits for the trail to grow beyond a position, and returns the one that it has reached."""
    async for entries in trail.follow(EVERYTHING, after=after):
        if entries:
            return entries[-1].position
    raise AssertionError


def before_the_position(patched: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Lets something happen when the rows of a batch are sent and the position is not."""
    insert_tracking = AuditRecorder._insert_tracking

    def inserting(self: AuditRecorder, cursor: object, tracking: Tracking) -> None:
        happens()
        insert_tracking(self, cursor, tracking)  # type: ignore[arg-type]

    patched.setattr(AuditRecorder, "_insert_tracking", inserting)


def after_the_position(patched: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Lets something happen when only the commit is missing."""
    insert_tracking = AuditRecorder._insert_tracking

    def inserting(self: AuditRecorder, cursor: object, tracking: Tracking) -> None:
        insert_tracking(self, cursor, tracking)  # type: ignore[arg-type]
        happens()

    patched.setattr(AuditRecorder, "_insert_tracking", inserting)
