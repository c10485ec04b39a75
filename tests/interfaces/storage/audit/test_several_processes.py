"""Rows of the audit log that several processes compute: the same as one computes, whichever of them is killed."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import psutil
import psycopg
import pytest

from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.computation import processes
from interfaces.storage.postgres.audit.computation.batch import ComputedRow, NumberedEvent
from interfaces.storage.postgres.audit.computation.processes import (
    ProcessComputation,
    ProcessesEnded,
)
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.audit.spec import audit_spec
from interfaces.storage.postgres.events.codec import UnreadableEvent
from interfaces.storage.postgres.projections.throttle import Pace, no_throttle
from tests.interfaces.storage.audit.histories import INSERT_EVENT, RandomHistory, store
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.processes import process
from tests.interfaces.storage.audit.reading import drain, everything, index
from tests.interfaces.storage.audit.tables import empty_the_log, position, table
from tests.interfaces.storage.audit.test_exactly_once import first_new_position

TWO = Pace(batch=40, cached_lines=1000, throttle=no_throttle, processes=2)


@contextmanager
def indexer_in_two(database_url: str) -> Iterator[AuditIndexer]:
    with audit_spec(database_url, TWO).open_indexer() as indexer:
        assert isinstance(indexer, AuditIndexer)
        yield indexer


def children(pid: int) -> list[psutil.Process]:
    """The processes that compute rows for another one."""
    found = psutil.Process(pid).children(recursive=True)
    return [each for each in found if any("computation.process" in word for word in each.cmdline())]


def test_two_processes_give_the_rows_of_one_also_where_one_is_killed(migrated_url: str) -> None:
    """Every column is the same, byte for byte. A killed process is started again and computes its events anew."""
    store(migrated_url, RandomHistory(20).events(400))
    index(migrated_url)
    expected = table(migrated_url)
    empty_the_log(migrated_url)
    with indexer_in_two(migrated_url) as indexer:
        assert indexer.step() == 40
        computing = children(os.getpid())
        assert len(computing) == 2
        computing[0].send_signal(signal.SIGKILL)
        assert drain(indexer) == 360
        computing = children(os.getpid())
    assert table(migrated_url) == expected
    assert position(migrated_url) == 400
    assert not any(each.is_running() for each in computing)


async def test_processes_end_with_a_killed_leader(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """The process that records is killed under way. Those that compute end, and another process completes the log."""
    history = RandomHistory(21)
    store(migrated_url, history.events(100))
    async with process("project-in-two", migrated_url, 40) as leader:
        await first_new_position(read_only_log, 0)
        computing = children(leader.pid)
        assert len(computing) == 2
        # The leader waits for this one, so that the log is not complete when it is killed.
        computing[0].suspend()
        store(migrated_url, history.events(200))
        leader.kill()
        computing[0].resume()
    _, alive = psutil.wait_procs(computing, timeout=30)
    assert not alive
    assert index(migrated_url) > 0, "all was indexed before the leader was killed"
    assert await everything(read_only_log) == Expected(migrated_url).entries


def test_an_unreadable_event_stops_all_of_its_batch(migrated_url: str) -> None:
    """The error of the process that met it is that of the step. Nothing is recorded, and nothing is skipped."""
    store(migrated_url, RandomHistory(22).events(10))
    with psycopg.connect(migrated_url) as connection:
        connection.execute(INSERT_EVENT, ("x", 1, "checkout.unknown", b"{}", 1))
    with indexer_in_two(migrated_url) as indexer, pytest.raises(UnreadableEvent, match="unknown"):
        indexer.step()
    assert table(migrated_url) == []


def test_rows_end_before_the_first_one_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has computed the first events of its part only holds back later rows of the others."""
    batch = [NumberedEvent(number, str(number), 1, "", b"") for number in range(1, 9)]

    def begin(_: object, events: list[NumberedEvent]) -> Future[Any]:
        computed: Future[Any] = Future()
        rows = [ComputedRow((event.number,), (), None) for event in events]  # type: ignore[arg-type]
        computed.set_result(rows[:-1] if events[-1].number == 8 else rows)
        return computed

    monkeypatch.setattr(processes._Worker, "begin", begin)
    computed = ProcessComputation("", TWO).begin(batch)()
    assert [each.row[0] for each in computed] == [1, 2, 3, 4, 5, 6, 7]


def test_processes_that_cannot_start_are_an_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    """After three attempts the step fails, as where the database is away, and is repeated later."""
    monkeypatch.setattr(processes, "_MODULE", "no_such_module")
    computation = ProcessComputation("", TWO)
    computed = computation.begin([NumberedEvent(1, "a", 1, "", b"")])
    with pytest.raises(ProcessesEnded, match="end each time"):
        computed()
    computation.close()
