"""Grouped reads: what was asked during one round trip goes into the next one, all together.

Whoever reads asks first whether anything was recorded since this process last looked, and mostly nothing was. Asked one
by one, that question costs more in this process than the answer itself. So one task asks for all, on a connection of
its own. It is the mirror of the group commit, and simpler: a question may be asked twice.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

from application.ports.event_store import StoreUnavailable
from interfaces.runtime.tasks import ended
from interfaces.storage.postgres.batching.deadlines import TimeoutQueue
from interfaces.storage.postgres.connections.arrays import IntegerArray, TextArray
from interfaces.storage.postgres.connections.keys import encoded_key
from interfaces.storage.postgres.connections.reconnecting import ReconnectingConnection
from interfaces.storage.postgres.connections.session import Connection, Timeouts, shut_down_after

Row = tuple[int, str, bytes]
"""A version, its topic and its state."""

MOST_ROWS = 64
"""How many rows are answered at most to one question; whoever gets so many asks for the rest otherwise."""
_TOGETHER = 512
_WAITING = 10_000
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
class _Question:
    checkout_id: bytes
    after: int
    answer: asyncio.Future[list[Row]]


class BatchReader:
    """Asks for newer events, in groups. Opened where an event loop runs."""

    def __init__(self, connection: ReconnectingConnection, patience: Timeouts) -> None:
        self._connection = connection
        self._patience = patience
        self._awaited = TimeoutQueue(patience.answer)
        self._questions: list[_Question] = []
        self._arrived = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Begins to answer."""
        self._reader = asyncio.create_task(self._answer_until_closed())

    async def close(self) -> None:
        """Stops; what was still waiting raises StoreUnavailable."""
        if self._reader is not None:
            await ended(self._reader)
        _refuse(self._questions, "the store was closed")
        await self._connection.close()

    async def newer(self, checkout_id: str, after: int) -> list[Row]:
        """The events of a checkout after a version, in order, at most MOST_ROWS. Raises StoreUnavailable."""
        if self._reader is None or self._reader.done():
            raise StoreUnavailable("the store is closed")
        if len(self._questions) >= _WAITING:
            raise StoreUnavailable(f"{_WAITING} others are waiting")
        answer: asyncio.Future[list[Row]] = asyncio.get_running_loop().create_future()
        self._awaited.add(answer)
        self._questions.append(_Question(encoded_key(checkout_id), after, answer))
        self._arrived.set()
        return await answer

    async def _answer_until_closed(self) -> None:
        while True:
            await self._arrived.wait()
            # One turn of the event loop, so that what is ready to be asked comes along.
            await asyncio.sleep(0)
            together = [asked for asked in self._questions if not asked.answer.done()][:_TOGETHER]
            if together:
                await self._ask(together)
            self._questions = [asked for asked in self._questions if not asked.answer.done()]
            if not self._questions:
                self._arrived.clear()

    async def _ask(self, together: Sequence[_Question]) -> None:
        """Answers all, or leaves them waiting where the connection broke and they may be asked again.

        Where no connection can be made they are refused at once: nobody knows when there will be one.
        """
        try:
            connection = await self._connection.get()
        except psycopg.Error as error:
            _refuse(together, str(error))
            return
        try:
            with shut_down_after(connection, self._patience.silence):
                answers = await _rows(connection, together)
        except psycopg.Error as error:
            # One that broke while it lay idle is made anew.
            if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
                return
            _refuse(together, str(error))
            return
        except Exception as error:
            # Without the reader nobody would be answered until the server is restarted.
            _log.exception("newer events could not be read")
            _refuse(together, str(error))
            return
        for asked, rows in zip(together, answers, strict=True):
            if not asked.answer.done():
                asked.answer.set_result(rows)


async def _rows(connection: Connection, together: Sequence[_Question]) -> list[list[Row]]:
    parameters = (
        TextArray.of([asked.checkout_id for asked in together]),
        IntegerArray.of([asked.after for asked in together]),
    )
    cursor = await connection.execute(_NEWER, parameters, prepare=True, binary=True)
    answers: list[list[Row]] = [[] for _ in together]
    for place, version, topic, state in await cursor.fetchall():
        answers[place - 1].append((version, topic, state))
    return answers


def _refuse(questions: Sequence[_Question], why: str) -> None:
    for asked in questions:
        if not asked.answer.done():
            asked.answer.set_exception(StoreUnavailable(why))
