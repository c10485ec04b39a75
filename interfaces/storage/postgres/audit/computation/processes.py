"""Computes rows in several processes. Each has some of the checkouts, with their states, and a connection for reading.

The processes get nothing else, and write nothing. The process that leads assigns the numbers before, and records
the rows in their order after. So the rows, and what a crash leaves, are the same as with one process.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from typing import cast
from zlib import crc32

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.audit.computation.batch import (
    Computed,
    ComputedRow,
    NumberedEvent,
)
from interfaces.storage.postgres.audit.computation.process import DATABASE_URL
from interfaces.storage.postgres.projections.throttle import Pace

_MODULE = "interfaces.storage.postgres.audit.computation.process"
_ATTEMPTS = 3
_MOST_BY_DEFAULT = 8
_SECONDS_TO_END = 5.0
_log = logging.getLogger("tillroll")

_Part = tuple[Sequence[NumberedEvent], Future[Sequence[ComputedRow]]]


class ProcessesEnded(StoreUnavailable):
    """A process that computes rows ended again each time that it was started."""


class ProcessComputation:
    """Computes each batch in `pace.processes` processes, which it starts when there is a batch."""

    def __init__(self, database_url: str, pace: Pace) -> None:
        self._workers = [_Worker(database_url, pace) for _ in range(pace.processes)]

    def begin(self, batch: Sequence[NumberedEvent]) -> Computed:
        """Send each process its events, and return the function that waits for the rows."""
        events: list[list[NumberedEvent]] = [[] for _ in self._workers]
        for event in batch:
            events[crc32(event.checkout_id.encode()) % len(events)].append(event)
        parts: list[_Part] = [
            (part, worker.begin(part))
            for worker, part in zip(self._workers, events, strict=True)
            if part
        ]
        return lambda: _in_order(parts)

    def close(self) -> None:
        """End the processes, after the batches that they are computing."""
        for worker in self._workers:
            worker.close()


def processes_of_the_machine() -> int:
    """Return how many processes are worth it where nothing else runs: PostgreSQL needs a core of its own."""
    return max(1, min(_MOST_BY_DEFAULT, len(os.sched_getaffinity(0)) - 1))


def processes_for(database_url: str, pace: Pace) -> ProcessComputation | None:
    """Return the processes of a pace, or None where it needs none beside the projection's own."""
    return ProcessComputation(database_url, pace) if pace.processes > 1 else None


class _Worker:
    """One process, and the thread that sends it one batch after another and waits for the rows."""

    def __init__(self, database_url: str, pace: Pace) -> None:
        self._environment = {**os.environ, DATABASE_URL: database_url}
        self._arguments = (str(pace.cached_lines // pace.processes), str(int(pace.is_throttled)))
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="tillroll rows")
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection[object, object] | None = None

    def begin(self, events: Sequence[NumberedEvent]) -> Future[Sequence[ComputedRow]]:
        """Return the rows of events, or of the first ones, when they are there."""
        return self._thread.submit(self._compute, events)

    def close(self) -> None:
        """End the process, after what it is computing."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._end()

    def _compute(self, events: Sequence[NumberedEvent]) -> Sequence[ComputedRow]:
        for _ in range(_ATTEMPTS):
            try:
                connection = self._connection or self._start()
                connection.send(events)
                answer = connection.recv()
            except (EOFError, OSError):
                status = self._end()
                _log.warning("a process that computes rows of the audit log ended with %s", status)
                continue
            if isinstance(answer, Exception):
                raise answer
            return cast("Sequence[ComputedRow]", answer)
        raise ProcessesEnded("processes that compute rows of the audit log end each time")

    def _start(self) -> "Connection[object, object]":
        ours, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", _MODULE, str(theirs.fileno()), *self._arguments],
                env=self._environment,
                pass_fds=[theirs.fileno()],
            )
        self._connection = ours
        return ours

    def _end(self) -> int | None:
        """Close the connection, which ends the process, and return its exit status."""
        connection, self._connection = self._connection, None
        process, self._process = self._process, None
        if connection is not None:
            connection.close()
        if process is None:
            return None
        with suppress(subprocess.TimeoutExpired):
            return process.wait(_SECONDS_TO_END)
        process.kill()
        return process.wait()


def _in_order(parts: Sequence[_Part]) -> Sequence[ComputedRow]:
    """Return the rows of all parts, up to the first event of any part that is not computed yet."""

    def number_of(computed: ComputedRow) -> int:
        return cast("int", computed.row[0])

    found: list[ComputedRow] = []
    up_to: int | None = None
    for events, future in parts:
        rows = future.result()
        found += rows
        if len(rows) < len(events):
            missing = events[len(rows)].number
            up_to = missing if up_to is None else min(up_to, missing)
    found.sort(key=number_of)
    if up_to is None:
        return found
    return [each for each in found if number_of(each) < up_to]
