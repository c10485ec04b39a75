"""Grouped reads: queries that arrive during one round trip are sent together in the next one.

Every read first asks for events newer than the cached state, and mostly there are none. Sent one by one, these queries
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
from interfaces.storage.postgres.connections.arrays import IntegerArray, TextArray
from interfaces.storage.postgres.connections.keys import encoded_key
from interfaces.storage.postgres.connections.reconnecting import ReconnectingConnection
from interfaces.storage.postgres.connections.session import Connection, Timeouts, shut_down_after

Row = tuple[int, str, bytes]
"""A version, its topic and its state."""

MOST_ROWS = 64
"""The maximum number of rows per query. A caller that gets so many reads the rest in another way."""
_MAX_BATCH = 512
_MAX_QUEUE = 10_000
_log = logging.getLogger("tillroll")
_NEWER = f"""
SELECT asked.place, event.originator_version, event.topic, event.state
FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS asked (id, after, place)
CROSS JOIN LATERAL (
    SELECT originator_version, topic, state FROM tillroll.checkout_events
    WHERE originator_id = asked.id COLLATE "C" AND originator_version > asked.after
    ORDER BY originator_version
    LIMIT {MOST_ROWS}
) AS event
ORDER BY asked.place, event.originator_version
"""


@dataclass(frozen=True, slots=True, eq=False)
class _Query:
    checkout_id: bytes
    after: int
    answer: asyncio.Future[list[Row]]


class BatchReader:
    """Reads newer events in groups. Must be opened inside a running event loop."""

    def __init__(self, connection: ReconnectingConnection, patience: Timeouts) -> None:
        self._connection = connection
        self._timeouts = patience
        self._pending = TimeoutQueue(patience.answer)
        self._queries: list[_Query] = []
        self._arrived = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start the task that reads."""
        self._reader = asyncio.create_task(self._read_until_cancelled())

    async def close(self) -> None:
        """Stop the task. Waiting callers get StoreUnavailable."""
        if self._reader is not None:
            await cancel_and_wait(self._reader)
        _refuse(self._queries, "the store was closed")
        await self._connection.close()

    async def newer(self, checkout_id: str, after: int) -> list[Row]:
        """Return the events of a checkout after a version, in order, at most MOST_ROWS. Raises StoreUnavailable."""
        if self._reader is None or self._reader.done():
            raise StoreUnavailable("the store is closed")
        if len(self._queries) >= _MAX_QUEUE:
            raise StoreUnavailable(f"{_MAX_QUEUE} others are waiting")
        answer: asyncio.Future[list[Row]] = asyncio.get_running_loop().create_future()
        self._pending.add(answer)
        self._queries.append(_Query(encoded_key(checkout_id), after, answer))
        self._arrived.set()
        return await answer

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
                answers = await _rows(connection, batch)
        except psycopg.Error as error:
            # The connection may have broken while it was idle. The next attempt opens a new one.
            if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
                return
            _refuse(batch, str(error))
            return
        except Exception as error:
            # The task must survive, or no read would be answered until a restart.
            _log.exception("newer events could not be read")
            _refuse(batch, str(error))
            return
        for query, rows in zip(batch, answers, strict=True):
            if not query.answer.done():
                query.answer.set_result(rows)


async def _rows(connection: Connection, batch: Sequence[_Query]) -> list[list[Row]]:
    parameters = (
        TextArray.of([query.checkout_id for query in batch]),
        IntegerArray.of([query.after for query in batch]),
    )
    cursor = await connection.execute(_NEWER, parameters, prepare=True, binary=True)
    answers: list[list[Row]] = [[] for _ in batch]
    for place, version, topic, state in await cursor.fetchall():
        answers[place - 1].append((version, topic, state))
    return answers


def _refuse(queries: Sequence[_Query], reason: str) -> None:
    for query in queries:
        if not query.answer.done():
            query.answer.set_exception(StoreUnavailable(reason))
