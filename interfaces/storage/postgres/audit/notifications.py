"""Lets all followers in a process know that the trail has grown, at the cost of one connection."""

import asyncio
import logging

import psycopg

from interfaces.runtime.tasks import ended
from interfaces.storage.postgres.audit.spec import ANNOUNCED_ON
from interfaces.storage.postgres.connections.session import Timeouts, connect
from interfaces.storage.postgres.projections.event_table import EVENTS_TABLE

_POLL_SECONDS = 0.25
_PAUSE_SECONDS = 1.0
_POSITION = "SELECT notification_id FROM tillroll.trail_tracking WHERE application_name = $1"
_log = logging.getLogger("tillroll")


class EventNotifications:
    """Knows the position of the trail: from what the projector announces, and from a look every quarter of a second."""

    def __init__(self, database_url: str, patience: Timeouts) -> None:
        self._database_url = database_url
        self._patience = patience
        self._position = 0
        self._moved = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None

    @property
    def position(self) -> int:
        """A position that the trail has reached."""
        return self._position

    def open(self) -> None:
        """Begins to listen."""
        self._listening = asyncio.create_task(self._listen_for_ever())

    async def close(self) -> None:
        """Ends listening."""
        if self._listening is not None:
            await ended(self._listening)

    async def beyond(self, position: int, seconds: float) -> bool:
        """Waits until the trail has gone beyond a position, for so many seconds at most; tells whether it has."""
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while self._position <= position:
            moved = self._moved
            try:
                async with asyncio.timeout_at(until):
                    await moved.wait()
            except TimeoutError:
                return False
        return True

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                await self._listen()
            except psycopg.Error as error:
                _log.warning("followers of the audit trail wait for the store: %s", error)
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _listen(self) -> None:
        connection = await connect(self._database_url, self._patience)
        async with connection:
            await connection.execute(f"LISTEN {ANNOUNCED_ON}")
            while True:
                cursor = await connection.execute(_POSITION, (EVENTS_TABLE,), prepare=True)
                for (position,) in await cursor.fetchall():
                    self._move_to(position)
                async for _ in connection.notifies(timeout=_POLL_SECONDS, stop_after=1):
                    pass

    def _move_to(self, position: int) -> None:
        if position > self._position:
            self._position = position
            moved, self._moved = self._moved, asyncio.Event()
            moved.set()
