"""Notifications of new rows of the audit log, for all readers of a process on one connection."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import psycopg

from application.ports.event_store import StoreUnavailable
from interfaces.runtime.outage_log import OutageLog
from interfaces.runtime.tasks import cancel_and_wait
from interfaces.storage.postgres.audit.spec import ANNOUNCED_ON
from interfaces.storage.postgres.connections.primary import require_primary
from interfaces.storage.postgres.connections.session import Timeouts, connect, shut_down_after

_POLL_SECONDS = 0.25
_RETRY_SECONDS = 1.0
_REST_SECONDS = 0.02
_POSITION = "SELECT coalesce(max(position), 0) FROM tillroll.trail"


class EventNotifications:
    """Tracks the position of the audit log by LISTEN, and by polling every quarter of a second."""

    def __init__(
        self,
        database_url: str,
        patience: Timeouts,
        read_position: Callable[[], Awaitable[int]] | None = None,
    ) -> None:
        """`read_position` returns the position of the log that is read, if that is another server's."""
        self._read_position = read_position
        self._database_url = database_url
        self._timeouts = patience
        self._position = 0
        self._moved = asyncio.Event()
        self._waiting = 0
        self._is_waited_for = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None
        self._outage = OutageLog("followers of the audit log")

    @property
    def position(self) -> int:
        """The last known position of the audit log, a quarter of a second old at most."""
        return self._position

    def open(self) -> None:
        """Start the task that listens on the channel."""
        self._listening = asyncio.create_task(self._listen_until_cancelled())

    async def close(self) -> None:
        """Cancel the task that listens, and wait for its end."""
        if self._listening is not None:
            await cancel_and_wait(self._listening)

    async def beyond(self, position: int, seconds: float) -> bool:
        """Wait up to `seconds` until the log is beyond a position, and return whether it is."""
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        self._waiting += 1
        self._is_waited_for.set()
        try:
            while self._position <= position:
                moved = self._moved
                async with asyncio.timeout_at(until):
                    await moved.wait()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._is_waited_for.clear()
        return True

    async def _listen_until_cancelled(self) -> None:
        while True:
            try:
                await self._listen()
            except (psycopg.Error, StoreUnavailable) as error:
                self._outage.waits(error)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _listen(self) -> None:
        connection = await connect(self._database_url, self._timeouts)
        async with connection:
            await connection.execute(f"LISTEN {ANNOUNCED_ON}")
            while True:
                with shut_down_after(connection, self._timeouts.silence):
                    cursor = await connection.execute(_POSITION, prepare=True)
                require_primary(connection)
                self._outage.works()
                for (position,) in await cursor.fetchall():
                    if self._read_position is None:
                        self._move_to(position)
                    elif position > self._position:
                        self._move_to(await self._read_position())
                async for _ in connection.notifies(timeout=_POLL_SECONDS, stop_after=1):
                    await self._rest()

    async def _rest(self) -> None:
        """Wait after a notification, so that one look shows what those of the next steps are about.

        Under load there is one for each step of the log. Polling is enough where no later position is waited for.
        """
        await asyncio.sleep(_REST_SECONDS)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_POLL_SECONDS):
                await self._is_waited_for.wait()

    def _move_to(self, position: int) -> None:
        if position > self._position:
            self._position = position
            moved, self._moved = self._moved, asyncio.Event()
            moved.set()
