"""Group commit: jobs that arrive during one commit are written together in the next one.

Each commit costs a round trip, a flush to disk and the answer of a standby, whatever its size. So one task writes
for the whole process, batch by batch, while the callers wait. Each job of a batch is accepted or refused on its own.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Generic, Protocol, TypeVar

import psycopg

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.batching.deadlines import TimeoutQueue
from interfaces.storage.postgres.connections.primary import is_ending, refuses_changes
from interfaces.storage.postgres.connections.reconnecting import ReconnectingConnection
from interfaces.storage.postgres.connections.session import Connection, Timeouts, shut_down_after
from interfaces.storage.postgres.connections.standbys import CommitWarnings, UnconfirmedCommit


class BatchItem(Protocol):
    """A job that is written completely or not at all."""

    @property
    def rows(self) -> int:
        """The number of rows that it writes."""

    @property
    def size(self) -> int:
        """The approximate number of bytes that it writes."""

    @property
    def claims(self) -> Sequence[Hashable]:
        """Keys that no other job of its batch may have."""


J = TypeVar("J", bound=BatchItem)
J_contra = TypeVar("J_contra", bound=BatchItem, contravariant=True)


class BatchStatement(Protocol[J_contra]):
    """The statement that writes jobs of one type."""

    def known_conflict(self, job: J_contra) -> Exception | None:
        """Return the refusal that is already certain without the database, if any."""

    async def write(
        self, connection: Connection, jobs: Sequence[J_contra], *, again: bool
    ) -> Sequence[Exception | None]:
        """Commit the jobs in one transaction, and return a refusal or None for each.

        `again` means that they were sent before, and the outcome was lost: each may have been committed, or may still
        be. Raises psycopg.Error where nothing was committed or, if the connection broke, where the outcome is unknown.
        """


BatchObserver = Callable[[int, int, float], None]
"""Called after each batch with the number of its jobs, the number of refusals, and its duration in seconds."""


@dataclass(frozen=True, kw_only=True)
class BatchLimits:
    """The limits of a batch. A larger job forms a batch of its own."""

    rows: int = 512
    bytes: int = 2_000_000
    waiting: int = 10_000
    """The maximum number of jobs in the queue; further jobs fail at once."""


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting(Generic[J]):
    job: J
    answer: asyncio.Future[None]


def _allow_all() -> None: ...


class BatchWriter(Generic[J]):
    """Writes jobs in batches on a connection of its own."""

    def __init__(
        self,
        ledger: BatchStatement[J],
        connection: ReconnectingConnection,
        *,
        limits: BatchLimits,
        patience: Timeouts,
        on_written: BatchObserver | None = None,
        require: Callable[[], None] = _allow_all,
    ) -> None:
        """`on_written` is called after each written batch. `require` is called for each job, and may refuse it."""
        self._require = require
        self._on_written = on_written
        self._statement = ledger
        self._connection = connection
        self._limits = limits
        self._timeouts = patience
        self._warnings = CommitWarnings()
        self._pending = TimeoutQueue(patience.answer)
        self._queue: deque[_Waiting[J]] = deque()
        self._arrived = asyncio.Event()
        self._is_open = False
        self._writer: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start the task that writes. It connects for the first job."""
        self._is_open = True
        self._writer = asyncio.create_task(self._write_until_closed())

    async def submit(self, job: J) -> None:
        """Write the job, and return when it is durable. Raises its refusal, or StoreUnavailable.

        Cancelling the caller does not undo a job that has been sent.
        """
        self._require()
        if not self._is_open:
            raise StoreUnavailable("the store is not open")
        if len(self._queue) >= self._limits.waiting:
            raise StoreUnavailable(f"{self._limits.waiting} others are waiting")
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pending.add(answer)
        self._queue.append(_Waiting(job, answer))
        self._arrived.set()
        await answer

    async def close(self) -> None:
        """Write the queued jobs, then close the connection."""
        self._is_open = False
        self._arrived.set()
        try:
            if self._writer is not None:
                await self._writer
        finally:
            await self._connection.close()

    async def _write_until_closed(self) -> None:
        try:
            while self._queue or self._is_open:
                if not self._queue:
                    self._arrived.clear()
                    await self._arrived.wait()
                    # Yield once to the event loop, so that other ready callers join the batch.
                    await asyncio.sleep(0)
                batch = self._next_batch()
                if batch:
                    await self._commit(batch, again=False)
        finally:
            self._is_open = False
            for waiting in self._queue:
                _answer(waiting, StoreUnavailable("the store was closed"))

    def _next_batch(self) -> list[_Waiting[J]]:
        batch: list[_Waiting[J]] = []
        deferred: list[_Waiting[J]] = []
        claimed: set[Hashable] = set()
        rows = size = 0
        is_full = False
        while self._queue:
            waiting = self._queue.popleft()
            job = waiting.job
            if waiting.answer.done():
                continue
            if (refusal := self._statement.known_conflict(job)) is not None:
                _answer(waiting, refusal)
                continue
            if is_full or not claimed.isdisjoint(job.claims):
                deferred.append(waiting)
                continue
            rows += job.rows
            size += job.size
            if batch and (rows > self._limits.rows or size > self._limits.bytes):
                is_full = True  # The remaining jobs are only checked for certain refusals.
                deferred.append(waiting)
                continue
            claimed.update(job.claims)
            batch.append(waiting)
        self._queue.extendleft(reversed(deferred))
        return batch

    async def _commit(self, batch: list[_Waiting[J]], *, again: bool) -> None:
        """Write the batch and answer all of its jobs, with as many attempts as that takes."""
        while batch := _without_result(batch):
            try:
                connection = await self._connection.get()
            except psycopg.Error as error:
                if again:
                    continue  # The batch may be committed; only another attempt can tell.
                # The batch was never sent, so its callers can fail without waiting for the database.
                _answer_all(batch, error)
                return
            # A job whose caller has timed out before it was sent must not be recorded.
            if not (batch := _without_result(batch)):
                return
            jobs = [waiting.job for waiting in batch]
            started = perf_counter()
            try:
                refusals = await self._write(connection, jobs, again=again)
            except Exception as error:
                again = await self._handle_failure(error, connection, batch, again=again)
            else:
                for waiting, refusal in zip(batch, refusals, strict=True):
                    _answer(waiting, refusal)
                if self._on_written is not None:
                    refused = len(refusals) - refusals.count(None)
                    self._on_written(len(batch), refused, perf_counter() - started)
                return

    async def _write(
        self, connection: Connection, jobs: Sequence[J], *, again: bool
    ) -> Sequence[Exception | None]:
        with shut_down_after(connection, self._timeouts.silence):
            self._warnings.watch(connection)
            if again:
                # What is found to be recorded may be on one machine only.
                await self._warnings.confirm_earlier(connection)
            refusals = await self._statement.write(connection, jobs, again=again)
            self._warnings.require_confirmed()
            return refusals

    async def _handle_failure(
        self, error: Exception, connection: Connection, batch: list[_Waiting[J]], *, again: bool
    ) -> bool:
        """Answer the jobs that failed. Return whether those that have no answer may be committed."""
        if refuses_changes(error):
            # Another server is the primary now, or will be.
            await self._connection.close()
            return again
        if isinstance(error, UnconfirmedCommit) or is_ending(error):
            await self._connection.close()
        if connection.closed:
            return True  # The commit or its response was lost; the statement checks which.
        if isinstance(error, psycopg.OperationalError) or len(batch) == 1:
            _answer_all(batch, error)
        else:
            # One job may have caused the error, so each is written by itself.
            for waiting in batch:
                await self._commit([waiting], again=True)
        return again


def _without_result(batch: list[_Waiting[J]]) -> list[_Waiting[J]]:
    return [waiting for waiting in batch if not waiting.answer.done()]


def _answer(waiting: _Waiting[J], refusal: Exception | None) -> None:
    if waiting.answer.done():
        return
    if refusal is None:
        waiting.answer.set_result(None)
    else:
        waiting.answer.set_exception(refusal)


def _answer_all(batch: Sequence[_Waiting[J]], error: Exception) -> None:
    for waiting in batch:
        refusal = StoreUnavailable(str(error))
        refusal.__cause__ = error
        _answer(waiting, refusal)
