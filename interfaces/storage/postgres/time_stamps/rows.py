"""The rows of time stamps of the ledger of events, and when the next one is due.

A head is due if the tree has grown since the last stamped one, and that is a day old. Every server process asks, and
the row of `ledger_time_stamping` lets one of them go on: it moves `requested_at` in one statement.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, LiteralString, Never

from psycopg.types.numeric import Int8

from application.ports.ledger.reading import LedgerNotConfigured
from application.ports.ledger.time_stamps import TimeStamp, TimeStamping, UnstampedHead
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.ledger.kinds import EVENTS

_COLUMNS: LiteralString = (
    "SELECT size, time, checkpoint, response FROM tillroll.ledger_time_stamps "
)
_OF_SIZE: LiteralString = _COLUMNS + "WHERE ledger = $1 AND origin = $2 AND size = $3"
_COVERING: LiteralString = (
    _COLUMNS + "WHERE ledger = $1 AND origin = $2 AND size > $3 ORDER BY size LIMIT 1"
)
_NEWEST: LiteralString = _COLUMNS + "WHERE ledger = $1 AND origin = $2 ORDER BY size DESC LIMIT 1"
_ALL: LiteralString = _COLUMNS + "WHERE ledger = $1 AND origin = $2 ORDER BY size"
_PROBLEM: LiteralString = (
    "SELECT problem FROM tillroll.ledger_time_stamping WHERE ledger = $1 AND origin = $2"
)
_DUE: LiteralString = """
SELECT head.size, head.note FROM (
    SELECT size, note FROM tillroll.ledger_heads WHERE ledger = $1 AND origin = $2 ORDER BY size DESC LIMIT 1
) AS head
LEFT JOIN (
    SELECT size, at FROM tillroll.ledger_time_stamps WHERE ledger = $1 AND origin = $2 ORDER BY size DESC LIMIT 1
) AS stamp ON true
WHERE stamp.size IS NULL OR (stamp.size < head.size AND stamp.at <= $3::timestamptz - interval '1 day')
"""
_CLAIM: LiteralString = """
INSERT INTO tillroll.ledger_time_stamping AS kept (ledger, origin, requested_at, failures)
VALUES ($1, $2, $3::timestamptz, 0)
ON CONFLICT (ledger, origin) DO UPDATE SET requested_at = excluded.requested_at
WHERE kept.requested_at
    <= excluded.requested_at - least(interval '1 minute' * 2 ^ least(kept.failures, 10), interval '1 hour')
RETURNING true
"""
_KEEP: LiteralString = """
WITH stamped AS (
    INSERT INTO tillroll.ledger_time_stamps (ledger, origin, size, at, time, checkpoint, response)
    VALUES ($1, $2, $3, $4::timestamptz, $5::timestamptz, $6, $7) ON CONFLICT DO NOTHING
)
UPDATE tillroll.ledger_time_stamping SET failures = 0, problem = NULL WHERE ledger = $1 AND origin = $2
"""
_FAILURE: LiteralString = """
UPDATE tillroll.ledger_time_stamping SET failures = failures + 1, problem = $3::text
WHERE ledger = $1 AND origin = $2
"""


class PostgresTimeStamps:
    """Implements `TimeStamps` and `TimeStampLog` through a pool that it does not own."""

    def __init__(self, pool: StatementPool, *, origin: str, clock: Callable[[], datetime]) -> None:
        self._pool = pool
        self._log = (EVENTS.name, origin)
        self._clock = clock

    async def status(self) -> TimeStamping:
        """Return the newest time stamp, and the last problem."""
        rows = await self._pool.rows(_PROBLEM, self._log)
        return TimeStamping(
            newest=_first(await self._pool.rows(_NEWEST, self._log)),
            problem=rows[0][0] if rows else None,
        )

    async def of_size(self, size: int) -> TimeStamp | None:
        """Return the time stamp of the head of this size."""
        return _first(await self._pool.rows(_OF_SIZE, (*self._log, Int8(size))))

    async def find_covering(self, index: int) -> TimeStamp | None:
        """Return the time stamp of the first stamped head that covers this index."""
        return _first(await self._pool.rows(_COVERING, (*self._log, Int8(index))))

    async def all(self) -> Sequence[TimeStamp]:
        """Return all time stamps, the smallest head first."""
        return [_stamp(row) for row in await self._pool.rows(_ALL, self._log)]

    async def claim(self) -> UnstampedHead | None:
        """Return the newest head if it is due, and no other process asks for it."""
        at = self._clock()
        due = await self._pool.rows(_DUE, (*self._log, at))
        if not due or not await self._pool.rows(_CLAIM, (*self._log, at)):
            return None
        return UnstampedHead(size=due[0][0], note=bytes(due[0][1]))

    async def keep(self, stamp: TimeStamp) -> None:
        """Store a time stamp."""
        values = (Int8(stamp.size), self._clock(), stamp.time, stamp.checkpoint, stamp.response)
        await self._pool.rows(_KEEP, (*self._log, *values))

    async def note_failure(self, problem: str) -> None:
        """Record that the authority failed."""
        await self._pool.rows(_FAILURE, (*self._log, problem))


class NoTimeStamps:
    """Implements `TimeStamps` where there is no ledger: every method raises LedgerNotConfigured."""

    async def status(self) -> TimeStamping:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse()

    async def of_size(self, size: int) -> TimeStamp | None:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse()

    async def find_covering(self, index: int) -> TimeStamp | None:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse()

    async def all(self) -> Sequence[TimeStamp]:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse()


def _refuse() -> Never:
    raise LedgerNotConfigured("The configuration has no [ledger].")


def _first(rows: Sequence[tuple[Any, ...]]) -> TimeStamp | None:
    return _stamp(rows[0]) if rows else None


def _stamp(row: tuple[Any, ...]) -> TimeStamp:
    size, time, checkpoint, response = row
    return TimeStamp(size=size, time=time, checkpoint=bytes(checkpoint), response=bytes(response))
