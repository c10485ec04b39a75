"""Stored refused attempts, for the readers of their ledger. Attempts that are only counted are not among them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, LiteralString

import msgspec
from psycopg.types.numeric import Int8

from application.ledger.format.encoding import Malformed
from application.ledger.format.timestamps import microseconds_of
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.events.codec import UnreadableEvent
from interfaces.storage.postgres.ledger.records.refusal_json import COLUMNS, TOPIC, refusal_json
from interfaces.storage.postgres.ledger.records.stored import Erasure, StoredRecord
from interfaces.storage.postgres.projections.lag import REFUSAL_LAG

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NEWEST: LiteralString = "SELECT max(id) FROM tillroll.refusals"
# An attempt without a number waits, was inserted or moved, or its number was removed. It gets the number whose attempt
# is missing; or else its rank among those of its checkout, unless another attempt has that number.
_AFTER: LiteralString = f"""
SELECT refusal.id, refusal.checkout_id,
    coalesce(logged.number, (
        SELECT min(lone.number) FROM tillroll.logged_refusals AS lone
        WHERE lone.checkout_id = refusal.checkout_id AND NOT EXISTS (
            SELECT FROM tillroll.refusals AS its
            WHERE its.id = lone.refusal_id AND its.checkout_id = lone.checkout_id
        )
    ), (
        SELECT CASE WHEN EXISTS (
            SELECT FROM tillroll.logged_refusals AS taken
            JOIN tillroll.refusals AS other ON other.id = taken.refusal_id
            WHERE taken.checkout_id = refusal.checkout_id AND taken.number = ranked.rank
        ) THEN 0 ELSE ranked.rank END
        FROM (
            SELECT count(*) AS rank FROM tillroll.refusals AS earlier
            WHERE earlier.checkout_id = refusal.checkout_id AND earlier.id <= refusal.id
        ) AS ranked
    )), {COLUMNS}
FROM tillroll.refusals AS refusal
LEFT JOIN tillroll.logged_refusals AS logged
    ON logged.refusal_id = refusal.id AND logged.checkout_id = refusal.checkout_id
WHERE refusal.id > $1 ORDER BY refusal.id LIMIT $2
"""
_OF: LiteralString = f"""
SELECT refusal.id, refusal.checkout_id, logged.number, {COLUMNS}
FROM tillroll.logged_refusals AS logged JOIN tillroll.refusals AS refusal
    ON refusal.id = logged.refusal_id AND refusal.checkout_id = logged.checkout_id
WHERE logged.checkout_id = $1 AND logged.number BETWEEN $2 AND $3 ORDER BY logged.number
"""
_POSITION: LiteralString = """
SELECT refusal_id FROM tillroll.logged_refusals WHERE checkout_id = $1 AND number = $2
"""
_VERSION: LiteralString = """
SELECT number FROM tillroll.logged_refusals WHERE checkout_id = $1 AND refusal_id = $2
"""


class RefusalRecords:
    """Implements `StoredRecords` over the table of refused attempts."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def newest(self) -> int:
        """Return the position of the newest attempt; 0 if there is none."""
        ((newest,),) = await self._pool.rows(_NEWEST, ())
        return int(newest or 0)

    async def count_after(self, position: int, logged: int) -> int:
        """Return the number of attempts after a position, up to which `logged` are; from 10,000 on an estimate."""
        ((missing,),) = await self._pool.rows(REFUSAL_LAG, (Int8(position), Int8(logged)))
        return int(missing)

    async def after(self, position: int, limit: int) -> Sequence[StoredRecord]:
        """Return up to `limit` attempts after a position."""
        return [
            _record(row) for row in await self._pool.rows(_AFTER, (Int8(position), Int8(limit)))
        ]

    async def of_checkout(
        self, checkout_id: str, *, first: int, last: int
    ) -> Sequence[StoredRecord]:
        """Return the logged attempts on a checkout from number `first` to `last`."""
        rows = await self._pool.rows(_OF, (checkout_id, Int8(first), Int8(last)))
        return [_record(row) for row in rows]

    async def position_of(self, checkout_id: str, version: int) -> int | None:
        """Return the position of an attempt; None if none of this number is logged."""
        rows = await self._pool.rows(_POSITION, (checkout_id, Int8(version)))
        return int(rows[0][0]) if rows else None

    async def version_at(self, checkout_id: str, position: int) -> int | None:
        """Return the number of the attempt on a checkout at a position; None if none is logged."""
        rows = await self._pool.rows(_VERSION, (checkout_id, Int8(position)))
        return int(rows[0][0]) if rows else None

    def time_of(self, record: StoredRecord) -> datetime:
        """Return the time of an attempt. Raises UnreadableEvent."""
        try:
            text = msgspec.json.decode(record.state)["timestamp"]
            return _EPOCH + timedelta(microseconds=microseconds_of(text))
        except Malformed as error:
            raise UnreadableEvent(
                f"the refused attempt at position {record.position} has no time"
            ) from error

    def is_erased(self, version: int, time: int, erasure: Erasure) -> bool:
        """Return whether the attempt was made before the event that says so."""
        return time <= erasure.time


def _record(row: Sequence[Any]) -> StoredRecord:
    return StoredRecord(row[0], row[1], row[2], TOPIC, refusal_json(row[3:]))
