"""Stored events, for the readers of their ledger."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString

from psycopg.types.numeric import Int4, Int8

from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.ledger.records.stored import Erasure, StoredRecord
from interfaces.storage.postgres.projections.lag import EVENT_LAG

_NEWEST: LiteralString = "SELECT max(notification_id) FROM tillroll.checkout_events"
_COLUMNS: LiteralString = """
SELECT notification_id, originator_id, originator_version, topic, state
FROM tillroll.checkout_events
"""
_AFTER: LiteralString = _COLUMNS + "WHERE notification_id > $1 ORDER BY notification_id LIMIT $2"
_OF: LiteralString = (
    _COLUMNS + "WHERE originator_id = $1 AND originator_version BETWEEN $2 AND $3 "
    "ORDER BY originator_version"
)
_POSITION: LiteralString = """
SELECT notification_id FROM tillroll.checkout_events WHERE originator_id = $1 AND originator_version = $2
"""
_VERSION: LiteralString = """
SELECT originator_version FROM tillroll.checkout_events WHERE originator_id = $1 AND notification_id = $2
"""


class EventRecords:
    """Implements `StoredRecords` over the table of events."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool
        self._codec = EventCodec()

    async def newest(self) -> int:
        """Return the position of the newest event; 0 if there is none."""
        ((newest,),) = await self._pool.rows(_NEWEST, ())
        return int(newest or 0)

    async def count_after(self, position: int, logged: int) -> int:
        """Return the number of events after a position, up to which `logged` are; from 10,000 on an estimate."""
        ((missing,),) = await self._pool.rows(EVENT_LAG, (Int8(position), Int8(logged)))
        return int(missing)

    async def after(self, position: int, limit: int) -> Sequence[StoredRecord]:
        """Return up to `limit` events after a position."""
        rows = await self._pool.rows(_AFTER, (Int8(position), Int8(limit)))
        return [_record(row) for row in rows]

    async def of_checkout(
        self, checkout_id: str, *, first: int, last: int
    ) -> Sequence[StoredRecord]:
        """Return the events of a checkout from version `first` to `last`."""
        rows = await self._pool.rows(_OF, (checkout_id, Int4(first), Int4(last)))
        return [_record(row) for row in rows]

    async def position_of(self, checkout_id: str, version: int) -> int | None:
        """Return the position of an event; None if there is none of this version."""
        rows = await self._pool.rows(_POSITION, (checkout_id, Int8(version)))
        return int(rows[0][0]) if rows else None

    async def version_at(self, checkout_id: str, position: int) -> int | None:
        """Return the version of the event of a checkout at a position; None if there is none."""
        rows = await self._pool.rows(_VERSION, (checkout_id, Int8(position)))
        return int(rows[0][0]) if rows else None

    def time_of(self, record: StoredRecord) -> datetime:
        """Return the time of an event. Raises UnreadableEvent."""
        event = self._codec.decode(record.checkout_id, record.version, record.topic, record.state)
        return event.timestamp

    def is_erased(self, version: int, time: int, erasure: Erasure) -> bool:
        """Return whether the event is the one that says so, or an earlier one."""
        return version <= erasure.version


def _record(row: Sequence[Any]) -> StoredRecord:
    position, checkout_id, version, topic, state = row
    return StoredRecord(position, checkout_id, version, topic, bytes(state))
