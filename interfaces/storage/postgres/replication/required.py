"""The number of standbys that have to confirm each change, and what happens while there are fewer."""

import asyncio
from dataclasses import dataclass
from typing import Final

import psycopg

from application.ports.event_store import StoreUnavailable
from interfaces.runtime.outage_log import OutageLog
from interfaces.runtime.tasks import cancel_and_wait
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.replication.status import (
    STATUS,
    ReplicationStatus,
    status_from,
)

_SECONDS_BETWEEN_LOOKS: Final = 1.0


@dataclass(frozen=True, kw_only=True)
class RequiredStandbys:
    """`number` standbys have to confirm. While fewer do, changes are refused, or with `only_warns` the log says so."""

    number: int = 0
    only_warns: bool = False


class TooFewStandbys(psycopg.OperationalError):
    """Fewer standbys than required confirm changes."""


class StandbyWatch:
    """Looks at the standbys once a second, and through each new connection of the writer of changes.

    Between two looks a standby may be lost unnoticed. PostgreSQL itself then lets commits wait, unless its
    `synchronous_standby_names` are emptied in that second.
    """

    def __init__(self, pool: StatementPool, required: RequiredStandbys) -> None:
        self._pool = pool
        self.required = required
        self._problem: str | None = None
        self._log = OutageLog("standbys")
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start the task that looks, where a number of standbys is required."""
        if self.required.number:
            self._task = asyncio.create_task(self._look_until_cancelled())

    async def close(self) -> None:
        """Cancel the task that looks."""
        if self._task is not None:
            await cancel_and_wait(self._task)

    async def status(self) -> ReplicationStatus:
        """Ask the primary. Raises StoreUnavailable."""
        return status_from(await self._pool.rows(STATUS, ()))

    def require(self) -> None:
        """Raise StoreUnavailable where the last look found too few standbys, and changes are refused then."""
        if self._problem is not None and not self.required.only_warns:
            raise StoreUnavailable(self._problem)

    async def look_through(self, connection: Connection) -> None:
        """Look through a new connection, whose server may be another primary. Raises psycopg.Error."""
        if not self.required.number:
            return
        cursor = await connection.execute(STATUS)
        self._note(status_from(await cursor.fetchall()))
        if self._problem is not None and not self.required.only_warns:
            raise TooFewStandbys(self._problem)

    async def _look_until_cancelled(self) -> None:
        while True:
            try:
                self._note(await self.status())
            except StoreUnavailable as error:
                self._log.waits(error)
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)

    def _note(self, status: ReplicationStatus) -> None:
        self._problem = lack_of(status, self.required.number)
        if self._problem is None:
            self._log.works()
        else:
            self._log.says(self._problem)


def lack_of(status: ReplicationStatus, required: int) -> str | None:
    """Return what is missing, as a sentence, or None where enough standbys confirm each change."""
    if status.confirming >= required:
        return None
    if not status.is_visible:
        return "The role in DATABASE_URL may not see the standbys: it needs pg_read_all_stats."
    return f"{status.confirming} of {required} required standbys confirm changes."
