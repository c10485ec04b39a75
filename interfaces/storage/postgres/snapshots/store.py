"""Snapshots in PostgreSQL: read together with the events after them, written without delaying appends."""

import asyncio
import logging
from collections.abc import Hashable, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from psycopg.types.numeric import Int8

from application.checkouts.snapshots import FIRST
from application.ports.event_store import EventStore, StoreUnavailable
from application.ports.snapshot_store import EventRange
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.postgres.archive.catalogue import missing_versions
from interfaces.storage.postgres.batching.batch_writer import BatchWriter
from interfaces.storage.postgres.connections.arrays import (
    BytesArray,
    InstantArray,
    IntegerArray,
    TextArray,
)
from interfaces.storage.postgres.connections.keys import can_be_key, encoded_key
from interfaces.storage.postgres.connections.reads import Reads
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.snapshots.codec import SnapshotCodec, UnreadableSnapshot

# One statement for both, so that a long history costs no more round trips than a short one.
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
# The times of a history never decrease, so the times of its snapshots are in order too.
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
# A snapshot that is lost in a crash is written again, so its commit does not wait for the disk.
_WRITE = """
INSERT INTO tillroll.snapshots AS stored (checkout_id, version, at, format, state)
SELECT new.checkout_id, new.version, new.at, $5, new.state
FROM (SELECT set_config('synchronous_commit', 'off', true)) AS asynchronous,
    unnest($1, $2, $3, $4) AS new (checkout_id, version, at, state)
ON CONFLICT (checkout_id, version) DO UPDATE
SET at = excluded.at, format = excluded.format, state = excluded.state
WHERE (stored.at, stored.format, stored.state)
    IS DISTINCT FROM (excluded.at, excluded.format, excluded.state)
"""
_LAST = 2**63 - 1
_MAX_PENDING = 256
_log = logging.getLogger("tillroll")

StateRow = tuple[Any, ...]
"""A version, a topic and a stored state. The first row may be a snapshot, which has no topic."""


class SnapshotRow:
    """One snapshot to write."""

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
    """Writes snapshots. An existing one is replaced where it differs."""

    def __init__(self, form: SnapshotCodec) -> None:
        self._snapshot_codec = form

    def known_conflict(self, job: SnapshotRow) -> None:
        """Return None: no snapshot is refused."""

    async def write(
        self, connection: Connection, jobs: Sequence[SnapshotRow], *, again: bool
    ) -> Sequence[None]:
        """Commit the snapshots. Idempotent."""
        parameters = (
            TextArray.of([job.checkout_id for job in jobs]),
            IntegerArray.of([job.version for job in jobs]),
            InstantArray.of([job.at for job in jobs]),
            BytesArray.of([job.state for job in jobs]),
            self._snapshot_codec.name,
        )
        await connection.execute(_WRITE, parameters, prepare=True, binary=True)
        return [None] * len(jobs)


class PostgresSnapshotStore:
    """Reads through a pool and writes through a batch writer; it owns neither."""

    def __init__(
        self,
        store: EventStore,
        mapper: EventCodec,
        form: SnapshotCodec,
        keepings: BatchWriter[SnapshotRow],
        pool: Reads,
    ) -> None:
        self._store = store
        self._codec = mapper
        self._snapshot_codec = form
        self._writer = keepings
        self._pool = pool
        self._pending: set[asyncio.Task[None]] = set()

    async def up_to(self, checkout_id: str, version: int | None = None) -> EventRange:
        """Return the last usable snapshot and the events after it, up to `version` or the end of the history.

        Raises StoreUnavailable, and UnreadableEvent for an event that this code cannot decode.
        """
        last = _LAST if version is None else min(version, _LAST)
        if not can_be_key(checkout_id) or last < 1:
            return EventRange(state=None, events=[])
        rows = await self._pool.rows(UPTO, (checkout_id, Int8(last), self._snapshot_codec.name))
        try:
            if _lacks_events(rows, up_to=version):
                return await self._read_archived(checkout_id, rows, version)
            return self._decode(checkout_id, rows)
        except UnreadableSnapshot as error:
            _log.warning("a snapshot of checkout %s is not used: %s", checkout_id, error)
            events = await self._store.events(checkout_id, up_to=version)
            return EventRange(state=None, events=events)

    async def until(self, checkout_id: str, at: datetime) -> EventRange:
        """Return a snapshot and the events after it, up to the last event at or before `at`. Raises as `up_to` does."""
        if not can_be_key(checkout_id):
            return EventRange(state=None, events=[])
        parameters = (checkout_id, at, self._snapshot_codec.name, Int8(FIRST))
        rows = await self._pool.rows(UNTIL, parameters)
        try:
            if _lacks_events(rows, up_to=_snapshot_version(rows) + FIRST):
                range_ = self._decode(checkout_id, rows[: _has_snapshot(rows)])
                return await self._read_following(checkout_id, range_, at)
            range_ = self._decode(checkout_id, rows, until=at)
        except UnreadableSnapshot as error:
            _log.warning("a snapshot of checkout %s is not used: %s", checkout_id, error)
            return await self._read_following(checkout_id, EventRange(state=None, events=[]), at)
        if len(range_.events) < FIRST:
            return range_
        # The snapshot after this range is missing, so the range may continue.
        return await self._read_following(checkout_id, range_, at)

    async def _read_archived(
        self, checkout_id: str, rows: Sequence[StateRow], version: int | None
    ) -> EventRange:
        """Return the snapshot and the events after it, of which the store finds those that are archived."""
        state = self._decode(checkout_id, rows[: _has_snapshot(rows)]).state
        after = _snapshot_version(rows)
        events = await self._store.events(checkout_id, after=after, up_to=version)
        return EventRange(state=state, events=events)

    async def _read_following(
        self, checkout_id: str, range_: EventRange, at: datetime
    ) -> EventRange:
        """Append the following events at or before `at`, in pages of doubling size."""
        events = list(range_.events)
        first = 0 if range_.state is None else range_.state.version
        page, more = FIRST, True
        while more:
            page *= 2
            last = first + len(events)
            newer = await self._store.events(checkout_id, after=last, up_to=last + page)
            older = list(takewhile(lambda event: event.timestamp <= at, newer))
            events += older
            more = len(older) == page
        return EventRange(state=range_.state, events=events)

    def keep(self, checkout: Checkout) -> None:
        """Write the state in the background. Dropped where 256 are pending or the store is unavailable."""
        if len(self._pending) >= _MAX_PENDING:
            return
        task = asyncio.create_task(self._keep(checkout))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    async def settle(self) -> None:
        """Wait until all pending snapshots are written or dropped."""
        await asyncio.gather(*self._pending)

    async def _keep(self, checkout: Checkout) -> None:
        try:
            await self._writer.submit(SnapshotRow(checkout, self._snapshot_codec))
        except StoreUnavailable as error:
            _log.info("a snapshot of checkout %s is not kept: %s", checkout.id, error)
        except Exception:
            # No caller waits for a snapshot, and no request may fail because of one.
            _log.exception("a snapshot of checkout %s cannot be kept", checkout.id)

    def _decode(
        self,
        checkout_id: str,
        rows: Sequence[StateRow],
        *,
        until: datetime | None = None,
    ) -> EventRange:
        state: Checkout | None = None
        events: list[CheckoutEvent] = []
        for version, topic, content in rows:
            if topic is None:
                state = self._snapshot_codec.decode(checkout_id, version, content)
                continue
            event = self._codec.decode(checkout_id, version, topic, content)
            if until is not None and event.timestamp > until:
                break
            events.append(event)
        return EventRange(state=state, events=events)


def _has_snapshot(rows: Sequence[StateRow]) -> bool:
    return bool(rows) and rows[0][1] is None


def _snapshot_version(rows: Sequence[StateRow]) -> int:
    return rows[0][0] if _has_snapshot(rows) else 0


def _lacks_events(rows: Sequence[StateRow], *, up_to: int | None) -> bool:
    """Return whether events between the snapshot and the first event may be archived."""
    events = rows[_has_snapshot(rows) :]
    first = events[0][0] if events else None
    return missing_versions(first, after=_snapshot_version(rows), up_to=up_to) is not None
