"""The audit log in PostgreSQL: searches, pages and follows it, and runs its projection in the background."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from types import TracebackType
from typing import Self

from psycopg.types.numeric import Int8

from application.ports.audit_log import (
    AuditEntry,
    AuditFilter,
    AuditLogStatus,
    AuditPage,
    TalliedEntry,
)
from interfaces.storage.postgres.audit.notifications import EventNotifications
from interfaces.storage.postgres.audit.search import AuditSearch
from interfaces.storage.postgres.audit.statements import StreamSlice
from interfaces.storage.postgres.audit.subprocess import ProjectionSubprocess
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.reads import Reads
from interfaces.storage.postgres.connections.session import Timeouts, prepare_for_searching
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.ledger.setup import LedgerFollowing
from interfaces.storage.postgres.projection_runners import projection_runners
from interfaces.storage.postgres.projections.event_table import TRACKING_NAME
from interfaces.storage.postgres.projections.lag import EVENT_LAG
from interfaces.storage.postgres.projections.runner import ProjectionRunner
from interfaces.storage.postgres.replication.replica import (
    ReplicaFirst,
    ReplicaSetting,
    read_position,
)

_TIMEOUTS = Timeouts(statement=20.0, silence=21.0, answer=22.0)
_CHUNK = 1000
_HEARTBEAT_SECONDS = 10.0
_REACHED = """
SELECT version FROM tillroll.trail WHERE hashtext(checkout_id) = hashtext($1) AND coalesce(checkout_id = $1, false)
ORDER BY position DESC LIMIT 1
"""
_LAST_POSITION = "SELECT notification_id FROM tillroll.trail_tracking WHERE application_name = $1"
# Step 60 of the schema makes this comment, and a rebuild removes it.
_LACKS_ASSIGNED_IDS = """
SELECT coalesce(obj_description('tillroll.trail'::regclass, 'pg_class') LIKE 'Lacks assigned ids%', false)
"""
_OLDEST_MISSING = """
SELECT originator_id, originator_version, topic, state FROM tillroll.checkout_events
WHERE notification_id > $1::bigint ORDER BY notification_id LIMIT 1
"""


class PostgresAuditLog:
    """Implements `application.ports.audit_log.AuditLog` on a database that `migrate` has seen.

    It connects when it is entered, which may happen once. With `projects` it runs the projection while this process is
    the leader, in a thread or, with `in_subprocess`, in a child process; without, it only reads. So does the follower
    of the ledger, if there is one: `ledger` is for a thread, and a child process inherits its setup. With `replica`,
    reads go there, and to the primary while it is away. One process holds up to `readers` + 3 connections, `readers`
    to the replica, and 2 for the ledger, 2 more with witnesses, and each of several `processes` one.
    """

    def __init__(
        self,
        database_url: str,
        *,
        clock: Callable[[], datetime],
        projects: bool = True,
        in_subprocess: bool = False,
        ledger: LedgerFollowing | None = None,
        replica: ReplicaSetting | None = None,
        processes: int = 1,
        readers: int = 3,
        patience: Timeouts = _TIMEOUTS,
    ) -> None:
        self._clock = clock
        self._pool = StatementPool(
            database_url, size=readers, patience=patience, prepare=prepare_for_searching
        )
        self._replica = None if replica is None else replica.over(self._pool, readers, patience)
        self._reads: Reads = self._replica or self._pool
        self._search = AuditSearch(self._reads)
        self._notifications = EventNotifications(
            database_url, patience, None if self._replica is None else self._replica.position
        )
        self._runners = (
            _runners(database_url, ledger, processes, in_subprocess=in_subprocess)
            if projects
            else []
        )
        self._codec = EventCodec()

    async def __aenter__(self) -> Self:
        """Open the pool and start the projection. Raises StoreUnavailable where the database does not answer."""
        await self._pool.open()
        try:
            if self._replica is not None:
                await self._replica.open()
        except BaseException:
            await self._pool.close()
            raise
        self._notifications.open()
        for runner in self._runners:
            runner.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # What is pushed last is closed first. A failure or a cancellation of one leaves out none of the others.
        async with AsyncExitStack() as closing:
            closing.push_async_callback(self._pool.close)
            if self._replica is not None:
                closing.push_async_callback(self._replica.close)
            closing.push_async_callback(self._notifications.close)
            for runner in reversed(self._runners):
                closing.push_async_callback(asyncio.to_thread, runner.stop)

    async def page(
        self, wanted: AuditFilter, *, after: int | None, before: int | None, limit: int
    ) -> AuditPage:
        """Return up to `limit` entries by position; see `AuditLog.page`. Raises StoreUnavailable."""
        if after is not None and before is not None:
            raise ValueError("a page is after a position or before one, not both")
        slice_ = StreamSlice.between(after=after, before=before, up_to=None)
        return await self._search.page(wanted, slice_, limit)

    async def tally(self, wanted: AuditFilter, *, limit: int) -> Sequence[TalliedEntry]:
        """Return the newest `limit` entries, the newest first. Raises StoreUnavailable."""
        return await self._search.tally(wanted, limit)

    async def all(self, wanted: AuditFilter) -> AsyncIterator[Sequence[AuditEntry]]:
        """Yield all entries up to the current position, in order. Rows never change, so that is a consistent snapshot.

        No transaction stays open between the chunks, however slow the reader is. Raises StoreUnavailable.
        """
        async for chunk in self._between(wanted, 0, await self._position()):
            yield chunk

    async def follow(
        self, wanted: AuditFilter, *, after: int
    ) -> AsyncIterator[Sequence[AuditEntry]]:
        """Yield the entries after a position and then new ones; an empty chunk after ten seconds without events."""
        seen = after
        while True:
            if not await self._notifications.beyond(seen, _HEARTBEAT_SECONDS):
                yield []
                continue
            # The position also moves past entries that the filter excludes, so that they are not searched again.
            reached = self._notifications.position
            async for chunk in self._between(wanted, seen, reached):
                yield chunk
            seen = reached

    async def wait_for(self, checkout_id: str, version: int, *, seconds: float) -> bool:
        """Wait up to `seconds` for an event, and return whether the log has it. Raises StoreUnavailable."""
        if not can_be_key(checkout_id):
            return False
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while True:
            known = self._notifications.position
            on_replica = self._is_on_replica
            rows = await self._reads.rows(_REACHED, (checkout_id,))
            if rows and rows[0][0] >= version:
                if self._replica is None:
                    return True
                # What the caller reads next must not be behind what was found here.
                await self._replica.position()
                if on_replica == self._is_on_replica:
                    return True
                continue
            if not await self._notifications.beyond(known, until - clock()):
                return False

    async def newest_of(
        self, checkout_ids: Sequence[str], wanted: AuditFilter
    ) -> Sequence[AuditEntry]:
        """Return the newest entry of each checkout that meets the filter. Raises StoreUnavailable."""
        return await self._search.newest_of(checkout_ids, wanted)

    async def openings_of(self, checkout_ids: Sequence[str]) -> Sequence[AuditEntry]:
        """Return the first entry of each checkout. Raises StoreUnavailable."""
        return await self._search.openings_of(checkout_ids)

    async def status(self) -> AuditLogStatus:
        """Return the position of the projection and its lag in seconds. Raises StoreUnavailable."""
        tracked = await self._reads.rows(_LAST_POSITION, (TRACKING_NAME,))
        reached = Int8(tracked[0][0] if tracked else 0)
        position = await self._position()
        ((missing,),) = await self._reads.rows(EVENT_LAG, (reached, Int8(position)))
        oldest = await self._reads.rows(_OLDEST_MISSING, (reached,))
        replica_behind = None if self._replica is None else self._replica.behind_seconds
        behind = replica_behind or 0.0
        for checkout_id, version, topic, state in oldest:
            event = self._codec.decode(checkout_id, version, topic, state)
            behind = max(0.0, (self._clock() - event.timestamp).total_seconds())
        lacks = (await self._reads.rows(_LACKS_ASSIGNED_IDS, ()))[0][0]
        return AuditLogStatus(
            position=position,
            newest=position + int(missing),
            behind_seconds=behind,
            lacks_assigned_ids=lacks,
            replica_behind_seconds=replica_behind,
        )

    @property
    def replica(self) -> ReplicaFirst | None:
        """The replica, if there is one, for others that read it while this log does."""
        return self._replica

    @property
    def _is_on_replica(self) -> bool:
        return self._replica is not None and self._replica.behind_seconds is not None

    async def _position(self) -> int:
        return await (
            read_position(self._pool) if self._replica is None else self._replica.position()
        )

    async def _between(
        self, wanted: AuditFilter, after: int, up_to: int
    ) -> AsyncIterator[Sequence[AuditEntry]]:
        while True:
            slice_ = StreamSlice.between(after=after, before=None, up_to=up_to)
            page = await self._search.page(wanted, slice_, _CHUNK)
            is_last = not page.is_cut and len(page.entries) < _CHUNK
            if page.entries:
                after = page.entries[-1].position
                yield page.entries
            if is_last:
                return


def _runners(
    database_url: str, ledger: LedgerFollowing | None, processes: int, *, in_subprocess: bool
) -> Sequence[ProjectionRunner | ProjectionSubprocess]:
    if in_subprocess:
        return [ProjectionSubprocess(database_url, processes)]
    return projection_runners(database_url, ledger, processes)
