"""Reads that a replica answers, and the primary while the replica is away or far behind.

A reader must not see less than before: after the primary was read, the replica is read again only when it has replayed
what the primary showed of the audit log.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, LiteralString

from application.ports.event_store import StoreUnavailable
from interfaces.runtime.outage_log import OutageLog
from interfaces.runtime.tasks import cancel_and_wait
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.reads import Reads
from interfaces.storage.postgres.connections.session import Timeouts, prepare_for_searching

_SECONDS_BETWEEN_LOOKS: Final = 1.0
_SECONDS_TO_LOOK: Final = 3.0
_POSITION: LiteralString = "SELECT coalesce(max(position), 0) FROM tillroll.trail"
# Without a receiver nothing new arrives, so the last replayed change only grows older. With one, a replica that has
# replayed all that it received is up to date, however long ago the last change was.
_STATE: LiteralString = """
SELECT
    CASE
        WHEN NOT pg_is_in_recovery() THEN 0
        WHEN EXISTS (SELECT FROM pg_stat_wal_receiver)
            AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
        ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0)
    END::float8,
    (SELECT coalesce(max(position), 0) FROM tillroll.trail)
"""


async def read_position(reads: Reads) -> int:
    """Return the position of the audit log. Raises StoreUnavailable."""
    ((position,),) = await reads.rows(_POSITION, ())
    return int(position)


class ReplicaFirst:
    """Reads of the audit log on a replica, or on the primary."""

    def __init__(
        self, replica: StatementPool, primary: StatementPool, *, most_seconds: float
    ) -> None:
        """A replica that is more than `most_seconds` behind is not read."""
        self._replica = replica
        self._primary = primary
        self._most_seconds = most_seconds
        self._behind: float | None = None
        self._shown = 0
        self._log = OutageLog("the replica")
        self._task: asyncio.Task[None] | None = None

    @property
    def behind_seconds(self) -> float | None:
        """How far the replica is behind, in seconds, or None while the primary is read."""
        return self._behind

    async def open(self) -> None:
        """Connect to the replica in the background, and begin to look at it. The primary's pool is open already."""
        await self._replica.open_later()
        await self._look()
        self._task = asyncio.create_task(self._look_until_cancelled())

    async def close(self) -> None:
        """Stop looking, and close the connections to the replica."""
        try:
            if self._task is not None:
                await cancel_and_wait(self._task)
        finally:
            await self._replica.close()

    async def rows(
        self, statement: LiteralString, parameters: Sequence[object]
    ) -> list[tuple[Any, ...]]:
        """Return the rows of a statement that reads. Raises StoreUnavailable where neither server answers."""
        if self._behind is not None:
            try:
                return await self._replica.rows(statement, parameters)
            except StoreUnavailable as error:
                self.leave(str(error))
        return await self._primary.rows(statement, parameters)

    async def position(self) -> int:
        """Return the position of the audit log up to which every later read sees it. Raises StoreUnavailable."""
        if self._behind is None:
            position = await read_position(self._primary)
            if self._behind is None:
                self._shown = max(self._shown, position)
                return position
        return await read_position(self)

    def leave(self, reason: str) -> None:
        """Read the primary until the next look at the replica. `reason` is for the log."""
        self._behind = None
        self._log.says(f"the primary is read: {reason}")

    async def _look_until_cancelled(self) -> None:
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            await self._look()

    async def _look(self) -> None:
        try:
            async with asyncio.timeout(_SECONDS_TO_LOOK):
                ((seconds, position),) = await self._replica.rows(_STATE, ())
        except (StoreUnavailable, TimeoutError) as error:
            self.leave(str(error) or "it does not answer")
            return
        if seconds > self._most_seconds:
            self.leave(f"it is {seconds:.0f} s behind")
        elif position < self._shown:
            self.leave("it has not replayed yet what was read from the primary")
        else:
            self._behind = seconds
            self._log.works()


@dataclass(frozen=True, kw_only=True)
class ReplicaSetting:
    """The URL of the replica, and how many seconds behind it is still read."""

    url: str
    most_seconds: float = 30.0

    def over(self, primary: StatementPool, size: int, patience: Timeouts) -> ReplicaFirst:
        """Return reads on `size` connections to the replica, or on those of the primary."""
        pool = StatementPool(
            self.url, size=size, patience=patience, prepare=prepare_for_searching, only_reads=True
        )
        return ReplicaFirst(pool, primary, most_seconds=self.most_seconds)
