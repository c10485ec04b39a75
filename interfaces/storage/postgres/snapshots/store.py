"""Snapshots in PostgreSQL: read together with the events that follow them, written behind the appends."""

import asyncio
import logging
from collections.abc import Hashable, Sequence
from datetime import datetime
from itertools import takewhile

from psycopg.types.numeric import Int8

from application.checkouts.snapshots import FIRST, EventRange
from application.ports.event_store import EventStore, StoreUnavailable
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.postgres.batching.batch_writer import BatchWriter
from interfaces.storage.postgres.connections.arrays import (
    BytesArray,
    InstantArray,
    IntegerArray,
    TextArray,
)
from interfaces.storage.postgres.connections.keys import can_be_key, encoded_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.snapshots.codec import SnapshotCodec, UnreadableSnapshot

# One look for both, so that a long history costs no more round trips than a short one.
UPTO = """
WITH latest AS MATERIALIZED (
    SELECT version, state FROM tillroll.snapshots
    WHERE checkout_id = $1 AND version <= $2 AND format = $3
    ORDER BY version DESC
    LIMIT 1
)
SELECT version, NULL AS topic, state FROM latest
UNION ALL
SELECT originator_version, topic, state FROM tillroll.checkout_events
WHERE originator_id = $1
    AND originator_version > coalesce((SELECT version FROM latest), 0)
    AND originator_version <= $2
ORDER BY version
"""
# Times along a history never run backwards, so those of the snapshots are in order too.
UNTIL = """
WITH latest AS MATERIALIZED (
    SELECT version, state FROM tillroll.snapshots
    WHERE checkout_id = $1 AND at <= $2 AND format = $3
    ORDER BY version DESC
    LIMIT 1
)
SELECT version, NULL AS topic, state FROM latest
UNION ALL
SELECT originator_version, topic, state FROM tillroll.checkout_events
WHERE originator_id = $1
    AND originator_version > coalesce((SELECT version FROM latest), 0)
    AND originator_version <= coalesce((SELECT version FROM latest), 0) + $4
ORDER BY version
"""
# A snapshot that is lost in a crash is made again, so its commit does not wait for the disk.
_KEEP = """
INSERT INTO tillroll.snapshots AS standing (checkout_id, version, at, format, state)
SELECT new.checkout_id, new.version, new.at, $5, new.state
FROM (SELECT set_config('synchronous_commit', 'off', true)) AS hurried,
    unnest($1, $2, $3, $4) AS new (checkout_id, version, at, state)
ON CONFLICT (checkout_id, version) DO UPDATE
SET at = excluded.at, format = excluded.format, state = excluded.state
WHERE (standing.at, standing.format, standing.state)
    IS DISTINCT FROM (excluded.at, excluded.format, excluded.state)
"""
_LAST = 2**63 - 1
_MOST_UNDER_WAY = 256
_log = logging.getLogger("tillroll")


class SnapshotRow:
    """One snapshot to be kept."""

    __slots__ = ("at", "checkout_id", "claims", "size", "state", "version")

    rows = 1

    def __init__(self, checkout: Checkout, form: SnapshotCodec) -> None:
        self.checkout_id = encoded_key(checkout.id)
        self.version = checkout.version
        self.at = checkout.modified_on
        self.state = form.encode(checkout)
        self.size = len(self.state)
        self.claims: Sequence[Hashable] = ((self.checkout_id, self.version),)


class SnapshotStatement:
    """Writes snapshots; one that stands is replaced where it differs."""

    def __init__(self, form: SnapshotCodec) -> None:
        self._form = form

    def foregone(self, job: SnapshotRow) -> None:
        """Never."""

    async def write(
        self, connection: Connection, jobs: Sequence[SnapshotRow], *, again: bool
    ) -> Sequence[None]:
        """Commits the snapshots; to write one again does no harm."""
        parameters = (
            TextArray.of([job.checkout_id for job in jobs]),
            IntegerArray.of([job.version for job in jobs]),
            InstantArray.of([job.at for job in jobs]),
            BytesArray.of([job.state for job in jobs]),
            self._form.name,
        )
        await connection.execute(_KEEP, parameters, prepare=True, binary=True)
        return [None] * len(jobs)


class PostgresSnapshotStore:
    """Reads through the pool and keeps through the group commit; it owns neither."""

    def __init__(
        self,
        store: EventStore,
        mapper: EventCodec,
        form: SnapshotCodec,
        keepings: BatchWriter[SnapshotRow],
        pool: StatementPool,
    ) -> None:
        self._store = store
        self._mapper = mapper
        self._form = form
        self._keepings = keepings
        self._pool = pool
        self._under_way: set[asyncio.Task[None]] = set()

    async def upto(self, checkout_id: str, version: int | None = None) -> EventRange:
        """The history up to `version`, or its end, from the last usable snapshot on.

        Raises StoreUnavailable, and UnreadableEvent for an event that this code does not know.
        """
        last = _LAST if version is None else min(version, _LAST)
        if not can_be_key(checkout_id) or last < 1:
            return EventRange(state=None, events=[])
        rows = await self._pool.rows(UPTO, (checkout_id, Int8(last), self._form.name))
        try:
            return self._stretch(checkout_id, rows)
        except UnreadableSnapshot as error:
            _log.warning("a snapshot of checkout %s is not used: %s", checkout_id, error)
            events = await self._store.events(checkout_id, upto=version)
            return EventRange(state=None, events=events)

    async def until(self, checkout_id: str, at: datetime) -> EventRange:
        """The history up to the last event whose time is `at` or before, from a snapshot on. Raises as `upto` does."""
        if not can_be_key(checkout_id):
            return EventRange(state=None, events=[])
        parameters = (checkout_id, at, self._form.name, Int8(FIRST))
        rows = await self._pool.rows(UNTIL, parameters)
        try:
            stretch = self._stretch(checkout_id, rows, until=at)
        except UnreadableSnapshot as error:
            _log.warning("a snapshot of checkout %s is not used: %s", checkout_id, error)
            return await self._read_on(checkout_id, EventRange(state=None, events=[]), at)
        if len(stretch.events) < FIRST:
            return stretch
        # The snapshot that should be where this ends is not.
        return await self._read_on(checkout_id, stretch, at)

    async def _read_on(self, checkout_id: str, stretch: EventRange, at: datetime) -> EventRange:
        """Adds the events that follow and are not younger than `at`, in ever longer pages."""
        events = list(stretch.events)
        beginning = 0 if stretch.state is None else stretch.state.version
        page, more = FIRST, True
        while more:
            page *= 2
            last = beginning + len(events)
            newer = await self._store.events(checkout_id, after=last, upto=last + page)
            older = list(takewhile(lambda event: event.timestamp <= at, newer))
            events += older
            more = len(older) == page
        return EventRange(state=stretch.state, events=events)

    def keep(self, checkout: Checkout) -> None:
        """Writes the state soon, unless there is too much to do or the store cannot be reached."""
        if len(self._under_way) >= _MOST_UNDER_WAY:
            return
        task = asyncio.create_task(self._keep(checkout))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def settle(self) -> None:
        """Returns when all that was handed over so far is written, or let go."""
        await asyncio.gather(*self._under_way)

    async def _keep(self, checkout: Checkout) -> None:
        try:
            await self._keepings.submit(SnapshotRow(checkout, self._form))
        except StoreUnavailable as error:
            _log.info("a snapshot of checkout %s is not kept: %s", checkout.id, error)
        except Exception:
            # Nobody waits for a snapshot, and nobody's request may fail for one.
            _log.exception("a snapshot of checkout %s cannot be kept", checkout.id)

    def _stretch(
        self,
        checkout_id: str,
        rows: Sequence[tuple[int, str | None, bytes]],
        *,
        until: datetime | None = None,
    ) -> EventRange:
        state: Checkout | None = None
        events: list[CheckoutEvent] = []
        for version, topic, content in rows:
            if topic is None:
                state = self._form.decode(checkout_id, version, content)
                continue
            event = self._mapper.decode(checkout_id, version, topic, content)
            if until is not None and event.timestamp > until:
                break
            events.append(event)
        return EventRange(state=state, events=events)
