"""Grouped reads: lookups that arrive during one round trip are sent together in the next one.

Every read first asks for events newer than the cached state, and mostly there are none. Sent one by one, these lookups
cost more in this process than the rest of the read. So one task sends them for all requests, on a connection of its
own. It is the counterpart of the group commit, and simpler: a read may be repeated.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

from application.ports.event_store import StoreUnavailable
from interfaces.runtime.tasks import cancel_and_wait
from interfaces.storage.postgres.batching.deadlines import TimeoutQueue
from interfaces.storage.postgres.batching.lookups import Lookup, answer_lookups
from interfaces.storage.postgres.connections.prepared import PreparedStatements, Rows
from interfaces.storage.postgres.connections.primary import ServerOnlyReads, require_primary
from interfaces.storage.postgres.connections.reconnecting import ReconnectingConnection
from interfaces.storage.postgres.connections.session import Timeouts, shut_down_after

_MAX_BATCH = 512
_MAX_QUEUE = 10_000
_log = logging.getLogger("tillroll")


@dataclass(frozen=True, slots=True, eq=False)
class _Query:
    lookup: Lookup
    answer: asyncio.Future[Rows]


class BatchReader:
    """Makes lookups in groups. Must be opened inside a running event loop."""

    def __init__(self, connection: ReconnectingConnection, patience: Timeouts) -> None:
        self._connection = connection
        self._timeouts = patience
        self._pending = TimeoutQueue(patience.answer)
        self._queries: list[_Query] = []
        self._arrived = asyncio.Event()
        self._statements = PreparedStatements()
        self._reader: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start the task that reads."""
        self._reader = asyncio.create_task(self._read_until_cancelled())

    async def close(self) -> None:
        """Stop the task. Waiting callers get StoreUnavailable."""
        try:
            if self._reader is not None:
                await cancel_and_wait(self._reader)
        finally:
            _refuse(self._queries, "the store was closed")
            await self._connection.close()

    def rows(self, lookup: Lookup) -> asyncio.Future[Rows]:
        """Begin a lookup, and return its future rows, or StoreUnavailable.

        Lookups that begin at the same time are sent together. A caller that no longer needs the rows may drop them.
        """
        answer: asyncio.Future[Rows] = asyncio.get_running_loop().create_future()
        if self._reader is None or self._reader.done():
            return _fail(answer, "the store is closed")
        if len(self._queries) >= _MAX_QUEUE:
            return _fail(answer, f"{_MAX_QUEUE} others are waiting")
        self._pending.add(answer)
        self._queries.append(_Query(lookup, answer))
        self._arrived.set()
        return answer

    async def _read_until_cancelled(self) -> None:
        while True:
            await self._arrived.wait()
            # Yield once to the event loop, so that other ready callers join the batch.
            await asyncio.sleep(0)
            batch = [query for query in self._queries if not query.answer.done()][:_MAX_BATCH]
            if batch:
                await self._send(batch)
            self._queries = [query for query in self._queries if not query.answer.done()]
            if not self._queries:
                self._arrived.clear()

    async def _send(self, batch: Sequence[_Query]) -> None:
        """Answer all queries. They stay in the queue, to be sent again, where the connection broke.

        Where connecting fails they fail at once, because the length of the outage is unknown.
        """
        try:
            connection = await self._connection.get()
        except psycopg.Error as error:
            _refuse(batch, str(error))
            return
        try:
            with shut_down_after(connection, self._timeouts.silence):
                answers = await answer_lookups(
                    self._statements, connection, [query.lookup for query in batch]
                )
            require_primary(connection)
        except ServerOnlyReads:
            # What it answers grows old. The next attempt finds the primary, or fails.
            await self._connection.close()
            return
        except psycopg.Error as error:
            # The connection may have broken while it was idle. The next attempt opens a new one.
            if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
                return
            _refuse(batch, str(error))
            return
        except Exception as error:
            # The task must survive, or no read would be answered until a restart.
            _log.exception("lookups could not be made")
            _refuse(batch, str(error))
            return
        for query, rows in zip(batch, answers, strict=True):
            if not query.answer.done():
                query.answer.set_result(rows)


def _refuse(queries: Sequence[_Query], reason: str) -> None:
    for query in queries:
        if not query.answer.done():
            _fail(query.answer, reason)


def _fail(answer: asyncio.Future[Rows], reason: str) -> asyncio.Future[Rows]:
    """Return the future with its error. It is retrieved here: asyncio would report the error of a dropped lookup."""
    answer.set_exception(StoreUnavailable(reason))
    answer.exception()
    return answer
