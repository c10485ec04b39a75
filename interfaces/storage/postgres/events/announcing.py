"""Notifies the followers of this and other processes of new events.

NOTIFY holds a lock of the whole cluster until its transaction ends. In the transaction of an append, all appends would
wait for each other's standby. In a transaction of its own, it waits for neither disk nor standby.
"""

import asyncio
from typing import Final

from application.ports.event_store import StoreUnavailable
from interfaces.runtime.tasks import cancel_and_wait
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.projections.event_table import EVENTS_TABLE

_NOTIFY: Final = "SELECT pg_notify($1, '')"
_PAUSE_SECONDS: Final = 0.02


class Announcements:
    """Announces new events through a pool that it does not own, at most every 20 ms."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool
        self._is_pending = False
        self._task: asyncio.Task[None] | None = None

    def announce(self) -> None:
        """Announce that events were committed, soon. Does not wait."""
        self._is_pending = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._notify_until_quiet())

    async def close(self) -> None:
        """Stop announcing. Followers find what was not announced when they look by themselves."""
        if self._task is not None:
            await cancel_and_wait(self._task)

    async def _notify_until_quiet(self) -> None:
        while self._is_pending:
            self._is_pending = False
            try:
                await self._pool.rows(_NOTIFY, (EVENTS_TABLE,))
            except StoreUnavailable:
                return
            await asyncio.sleep(_PAUSE_SECONDS)
