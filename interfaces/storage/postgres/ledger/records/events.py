"""Stored events, for the readers of their ledger."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, LiteralString

from psycopg.types.numeric import Int4, Int8

from interfaces.storage.archive.reading import ArchiveReader
from interfaces.storage.postgres.archive.catalogue import missing_versions
from interfaces.storage.postgres.archive.histories import ArchivedHistories
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.ledger.records.stored import Erasure, StoredRecord
from interfaces.storage.postgres.projections.event_table import LAST_POSITION
from interfaces.storage.postgres.projections.lag import EVENT_LAG

# An audit of many merchants' files reads a row group of each beside the others.
_MOST_GROUPS: Final = 64
_LAST_VERSION: Final = 2**63 - 1
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
        self._archived = ArchivedHistories(pool, ArchiveReader(_MOST_GROUPS))
        self._revision = -1
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
        """Return up to `limit` events after a position, also archived ones."""
        while True:
            rows = await self._pool.rows(_AFTER, (Int8(position), Int8(limit)))
            records = [_record(row) for row in rows]
            before = self._revision
            self._revision, archived_up_to = await self._archived.state()
            if self._revision != before:
                continue
            if archived_up_to <= position:
                return records
            last = records[-1].position if records else LAST_POSITION
            archived = await self._archived.after(position, last, limit)
            # Events may have been moved between the reads.
            if (await self._archived.state())[0] == self._revision:
                merged = {each.position: StoredRecord(*each) for each in archived}
                merged |= {each.position: each for each in records}
                return [merged[each] for each in sorted(merged)][:limit]

    async def of_checkout(
        self, checkout_id: str, *, first: int, last: int
    ) -> Sequence[StoredRecord]:
        """Return the events of a checkout from version `first` to `last`."""
        rows = await self._pool.rows(_OF, (checkout_id, Int4(first), Int4(last)))
        records = [_record(row) for row in rows]
        found = records[0].version if records else None
        missing = missing_versions(found, after=first - 1, up_to=last)
        if missing is None:
            return records
        archived = await self._archived.versions(checkout_id, *missing)
        return [StoredRecord(*each) for each in archived] + records

    async def position_of(self, checkout_id: str, version: int) -> int | None:
        """Return the position of an event; None if there is none of this version."""
        rows = await self._pool.rows(_POSITION, (checkout_id, Int8(version)))
        if rows:
            return int(rows[0][0])
        archived = await self._archived.versions(checkout_id, version, version)
        return archived[0].position if archived else None

    async def version_at(self, checkout_id: str, position: int) -> int | None:
        """Return the version of the event of a checkout at a position; None if there is none."""
        rows = await self._pool.rows(_VERSION, (checkout_id, Int8(position)))
        if rows:
            return int(rows[0][0])
        archived = await self._archived.versions(checkout_id, 1, _LAST_VERSION)
        return next((each.version for each in archived if each.position == position), None)

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
