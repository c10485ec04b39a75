"""The audit trail of a server process: kept up with the events in the background, and read."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from application.ports.audit_log import AuditEntry, AuditFilter, AuditLogStatus
from interfaces.storage.postgres.audit.notifications import EventNotifications
from interfaces.storage.postgres.audit.search import AuditSearch
from interfaces.storage.postgres.audit.spec import audit_spec
from interfaces.storage.postgres.audit.statements import StreamSlice
from interfaces.storage.postgres.audit.subprocess import ProjectionSubprocess
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.session import Timeouts, prepare_for_searching
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.projections.event_table import EVENTS_TABLE
from interfaces.storage.postgres.projections.runner import ProjectionRunner
from interfaces.storage.postgres.projections.throttle import beside_a_server

_PATIENCE = Timeouts(statement=20.0, silence=21.0, answer=22.0)
_CHUNK = 1000
_SIGN_OF_LIFE_SECONDS = 10.0
_REACHED = """
SELECT version FROM tillroll.trail WHERE checkout_id = $1 ORDER BY position DESC LIMIT 1
"""
_POSITION = "SELECT notification_id FROM tillroll.trail_tracking WHERE application_name = $1"
_NEWEST = "SELECT max(notification_id) FROM tillroll.checkout_events"
_OLDEST_MISSING = """
SELECT originator_id, originator_version, topic, state FROM tillroll.checkout_events
WHERE notification_id > $1::bigint ORDER BY notification_id LIMIT 1
"""


class PostgresAuditLog:
    """Implements `application.ports.audit_log.AuditLog` on a database that `migrate` has seen.

    Nothing is connected before it is entered, and it is entered once. With `projects` it takes its turns at projecting,
    in a thread or, with `apart`, in a process beside this one; without, it only reads. One process holds up to
    `readers` + 3 connections.
    """

    def __init__(
        self,
        database_url: str,
        *,
        clock: Callable[[], datetime],
        projects: bool = True,
        apart: bool = False,
        readers: int = 3,
        patience: Timeouts = _PATIENCE,
    ) -> None:
        self._clock = clock
        self._pool = StatementPool(
            database_url, size=readers, patience=patience, prepare=prepare_for_searching
        )
        self._search = AuditSearch(self._pool)
        self._arrivals = EventNotifications(database_url, patience)
        self._projector = _projector(database_url, apart=apart) if projects else None
        self._mapper = EventCodec()

    async def __aenter__(self) -> Self:
        """Raises StoreUnavailable where the database does not answer."""
        await self._pool.open()
        self._arrivals.open()
        if self._projector is not None:
            self._projector.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._projector is not None:
            await asyncio.to_thread(self._projector.stop)
        await self._arrivals.close()
        await self._pool.close()

    async def page(
        self, wanted: AuditFilter, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[AuditEntry]:
        """Up to `limit` entries in the order of their positions; see `AuditLog.page`. Raises StoreUnavailable."""
        if after is not None and before is not None:
            raise ValueError("a page is after a position or before one, not both")
        stretch = StreamSlice.beside(after=after, before=before, upto=None)
        return await self._search.page(wanted, stretch, limit)

    async def all(self, wanted: AuditFilter) -> AsyncIterator[Sequence[AuditEntry]]:
        """Every entry in order, as of now: rows never change, so those up to a position are the trail of a moment.

        No transaction is held open meanwhile, however slow the reader is. Raises StoreUnavailable.
        """
        async for chunk in self._between(wanted, 0, await self._position()):
            yield chunk

    async def follow(
        self, wanted: AuditFilter, *, after: int
    ) -> AsyncIterator[Sequence[AuditEntry]]:
        """Entries after a position, and then new ones as they come; empty where ten seconds brought none."""
        seen = after
        while True:
            if not await self._arrivals.beyond(seen, _SIGN_OF_LIFE_SECONDS):
                yield []
                continue
            # What is not wanted is passed over as well, or it would be looked through again and again.
            reached = self._arrivals.position
            async for chunk in self._between(wanted, seen, reached):
                yield chunk
            seen = reached

    async def wait_for(self, checkout_id: str, version: int, *, seconds: float) -> bool:
        """Whether the trail has that event, or comes to have it in so many seconds. Raises StoreUnavailable."""
        if not can_be_key(checkout_id):
            return False
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while True:
            known = self._arrivals.position
            rows = await self._pool.rows(_REACHED, (checkout_id,))
            if rows and rows[0][0] >= version:
                return True
            if not await self._arrivals.beyond(known, until - clock()):
                return False

    async def status(self) -> AuditLogStatus:
        """How far the projection is, and how long it has been behind. Raises StoreUnavailable."""
        position = await self._position()
        newest = (await self._pool.rows(_NEWEST, ()))[0][0] or 0
        missing = await self._pool.rows(_OLDEST_MISSING, (position,))
        behind = 0.0
        for checkout_id, version, topic, state in missing:
            event = self._mapper.decode(checkout_id, version, topic, state)
            behind = max(0.0, (self._clock() - event.timestamp).total_seconds())
        return AuditLogStatus(position=position, newest=newest, behind_seconds=behind)

    async def _position(self) -> int:
        rows = await self._pool.rows(_POSITION, (EVENTS_TABLE,))
        return int(rows[0][0]) if rows else 0

    async def _between(
        self, wanted: AuditFilter, after: int, upto: int
    ) -> AsyncIterator[Sequence[AuditEntry]]:
        while True:
            stretch = StreamSlice.beside(after=after, before=None, upto=upto)
            chunk = await self._search.page(wanted, stretch, _CHUNK)
            if chunk:
                after = chunk[-1].position
                yield chunk
            if len(chunk) < _CHUNK:
                return


def _projector(database_url: str, *, apart: bool) -> ProjectionRunner | ProjectionSubprocess:
    if apart:
        return ProjectionSubprocess(database_url)
    return ProjectionRunner(database_url, audit_spec(database_url, beside_a_server()))
