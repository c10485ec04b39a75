"""Group commit: what is handed in during one commit goes into the next one, all together.

Each commit costs a round trip, a turn among the writers and a flush to disk, whatever is in it. So one task writes for
the whole process, batch by batch, while the callers wait. Each job of a batch is still decided on its own.
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
from interfaces.storage.postgres.connections.reconnecting import ReconnectingConnection
from interfaces.storage.postgres.connections.session import Connection, Timeouts, shut_down_after


class BatchItem(Protocol):
    """Something to be written whole or not at all."""

    @property
    def rows(self) -> int:
        """How many rows it writes."""

    @property
    def size(self) -> int:
        """About how many bytes it writes."""

    @property
    def claims(self) -> Sequence[Hashable]:
        """What it must not share with another job of its batch."""


J = TypeVar("J", bound=BatchItem)
J_contra = TypeVar("J_contra", bound=BatchItem, contravariant=True)


class BatchStatement(Protocol[J_contra]):
    """How jobs of one kind are written."""

    def foregone(self, job: J_contra) -> Exception | None:
        """The refusal that is certain already, if any."""

    async def write(
        self, connection: Connection, jobs: Sequence[J_contra], *, again: bool
    ) -> Sequence[Exception | None]:
        """Commits the jobs in one transaction, and answers a refusal or None for each.

        `again` says that they were sent before on a connection that broke: each may have been
        committed then or may still be. Raises psycopg.Error where nothing was committed or, with
        the connection broken, where that is not known.
        """


BatchObserver = Callable[[int, int, float], None]
"""Is told of a batch: how many jobs were in it, how many of them were refused, and how many seconds it took."""


@dataclass(frozen=True, kw_only=True)
class BatchLimits:
    """How much goes together. A job larger than a batch goes alone."""

    rows: int = 512
    bytes: int = 2_000_000
    waiting: int = 10_000
    """How many jobs may wait; more are turned away at once."""


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting(Generic[J]):
    job: J
    answer: asyncio.Future[None]


class BatchWriter(Generic[J]):
    """Writes jobs in groups, on one connection of its own."""

    def __init__(
        self,
        ledger: BatchStatement[J],
        connection: ReconnectingConnection,
        *,
        limits: BatchLimits,
        patience: Timeouts,
        on_written: BatchObserver | None = None,
    ) -> None:
        """`on_written` is told of each batch that was written."""
        self._on_written = on_written
        self._ledger = ledger
        self._connection = connection
        self._limits = limits
        self._patience = patience
        self._awaited = TimeoutQueue(patience.answer)
        self._queue: deque[_Waiting[J]] = deque()
        self._arrived = asyncio.Event()
        self._is_open = False
        self._writer: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Begins to take jobs. The connection is made for the first one."""
        self._is_open = True
        self._writer = asyncio.create_task(self._write_until_closed())

    async def submit(self, job: J) -> None:
        """Returns when the job is durable. Raises its refusal, or StoreUnavailable.

        Cancelling the caller does not take back a job that has been sent.
        """
        if not self._is_open:
            raise StoreUnavailable("the store is not open")
        if len(self._queue) >= self._limits.waiting:
            raise StoreUnavailable(f"{self._limits.waiting} others are waiting")
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._awaited.add(answer)
        self._queue.append(_Waiting(job, answer))
        self._arrived.set()
        await answer

    async def close(self) -> None:
        """Writes what is waiting, then closes the connection."""
        self._is_open = False
        self._arrived.set()
        if self._writer is not None:
            await self._writer
        await self._connection.close()

    async def _write_until_closed(self) -> None:
        try:
            while self._queue or self._is_open:
                if not self._queue:
                    self._arrived.clear()
                    await self._arrived.wait()
                    # One turn of the event loop, so that what is ready to be handed in comes along.
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
        left_for_later: list[_Waiting[J]] = []
        claimed: set[Hashable] = set()
        rows = size = 0
        is_full = False
        while self._queue:
            waiting = self._queue.popleft()
            job = waiting.job
            if waiting.answer.done():
                continue
            if (refusal := self._ledger.foregone(job)) is not None:
                _answer(waiting, refusal)
                continue
            if is_full or not claimed.isdisjoint(job.claims):
                left_for_later.append(waiting)
                continue
            rows += job.rows
            size += job.size
            if batch and (rows > self._limits.rows or size > self._limits.bytes):
                is_full = True  # The rest is only asked whether it is foregone.
                left_for_later.append(waiting)
                continue
            claimed.update(job.claims)
            batch.append(waiting)
        self._queue.extendleft(reversed(left_for_later))
        return batch

    async def _commit(self, batch: list[_Waiting[J]], *, again: bool) -> None:
        """Gets every job of the batch its answer, however many attempts that takes."""
        while batch := _still_awaited(batch):
            try:
                connection = await self._connection.get()
            except psycopg.Error as error:
                if again:
                    continue  # Whether it was committed has to be found out.
                # It was never sent: its callers need not wait to hear that there is no database.
                _answer_all(batch, error)
                return
            # Nobody shall find recorded what was given up on before it was sent.
            if not (batch := _still_awaited(batch)):
                return
            jobs = [waiting.job for waiting in batch]
            began = perf_counter()
            try:
                with shut_down_after(connection, self._patience.silence):
                    refusals = await self._ledger.write(connection, jobs, again=again)
            except Exception as error:
                if connection.closed:
                    again = True  # The commit, or only its answer, was lost: the ledger will see.
                elif isinstance(error, psycopg.OperationalError) or len(batch) == 1:
                    _answer_all(batch, error)
                else:
                    # The statement was refused, for one job's fault perhaps: each by itself then.
                    for waiting in batch:
                        await self._commit([waiting], again=True)
            else:
                for waiting, refusal in zip(batch, refusals, strict=True):
                    _answer(waiting, refusal)
                if self._on_written is not None:
                    refused = len(refusals) - refusals.count(None)
                    self._on_written(len(batch), refused, perf_counter() - began)


def _still_awaited(batch: list[_Waiting[J]]) -> list[_Waiting[J]]:
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
