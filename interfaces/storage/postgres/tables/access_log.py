"""The access log in PostgreSQL: who has read the history."""

from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Any

from psycopg.types.numeric import Int8

from application.ports.access_log import (
    AccessEntry,
    AccessFilter,
    AccessOutcome,
    ReaderLooks,
    StoredAccessEntry,
)
from interfaces.storage.codecs.provenances import provenance_from, provenance_text
from interfaces.storage.postgres.batching.batch_writer import BatchWriter
from interfaces.storage.postgres.connections.arrays import InstantArray, TextArray
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.session import Connection

_KEEP = "SELECT tillroll.keep_reads($1, $2, $3, $4, $5, $6, $7)"
_AFTER = """
SELECT id, at, checkout_id, asked, provenance, outcome FROM tillroll.reads
WHERE id > $1
    AND ($2::text IS NULL OR reader = $2)
    AND ($3::text IS NULL OR checkout_id = $3)
    AND ($4::timestamptz IS NULL OR at >= $4)
    AND ($5::timestamptz IS NULL OR at < $5)
ORDER BY id LIMIT $6
"""
_BEFORE = """
SELECT id, at, checkout_id, asked, provenance, outcome FROM tillroll.reads
WHERE id < $1
    AND ($2::text IS NULL OR reader = $2)
    AND ($3::text IS NULL OR checkout_id = $3)
    AND ($4::timestamptz IS NULL OR at >= $4)
    AND ($5::timestamptz IS NULL OR at < $5)
ORDER BY id DESC LIMIT $6
"""
_LOOKS_SINCE = """
SELECT reader, count(*), min(at), max(at) FROM tillroll.reads
WHERE at >= $1 GROUP BY reader ORDER BY max(at) DESC, reader LIMIT $2
"""


class AccessRow:
    """One access log entry to insert."""

    __slots__ = ("provenance", "read", "size")

    rows = 1
    claims: Sequence[Hashable] = ()

    def __init__(self, read: AccessEntry) -> None:
        self.read = read
        self.provenance = provenance_text(read.provenance)
        self.size = len(read.target) + len(self.provenance)


class AccessStatement:
    """Inserts access log entries, none of which is ever refused."""

    def known_conflict(self, job: AccessRow) -> None:
        """Return None: no entry is refused."""

    async def write(
        self, connection: Connection, jobs: Sequence[AccessRow], *, again: bool
    ) -> Sequence[None]:
        """Commit the entries. With `again`, those that are recorded already are not inserted twice."""
        reads = [job.read for job in jobs]
        parameters = (
            InstantArray.of([read.at for read in reads]),
            TextArray.encode([read.provenance.actor for read in reads]),
            TextArray.encode([read.checkout_id or "" for read in reads]),
            TextArray.encode([read.target for read in reads]),
            TextArray.encode([job.provenance for job in jobs]),
            TextArray.encode([read.outcome.value if read.outcome else "" for read in reads]),
            again,
        )
        await connection.execute(_KEEP, parameters, prepare=True, binary=True)
        return [None] * len(jobs)


class PostgresAccessLog:
    """Writes through a batch writer and reads through a pool; it owns neither."""

    def __init__(self, keepings: BatchWriter[AccessRow], pool: StatementPool) -> None:
        self._writer = keepings
        self._pool = pool

    async def keep(self, read: AccessEntry) -> None:
        """Record one entry durably. Raises StoreUnavailable."""
        await self._writer.submit(AccessRow(read))

    async def page(
        self, wanted: AccessFilter, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[StoredAccessEntry]:
        """Return up to `limit` entries after or before a position, in order. Raises StoreUnavailable."""
        if not all(can_be_key(key or "") for key in (wanted.reader, wanted.checkout_id)):
            return []
        conditions = (wanted.reader, wanted.checkout_id, wanted.since, wanted.until, Int8(limit))
        if before is None:
            rows = await self._pool.rows(_AFTER, (Int8(after or 0), *conditions))
        else:
            rows = (await self._pool.rows(_BEFORE, (Int8(before), *conditions)))[::-1]
        return [_entry_from(row) for row in rows]

    async def looks_since(self, at: datetime, limit: int) -> Sequence[ReaderLooks]:
        """Count the entries by reader; see `AccessLog.looks_since`. Raises StoreUnavailable."""
        return [
            ReaderLooks(reader=reader, looks=looks, first_at=first_at, last_at=last_at)
            for reader, looks, first_at, last_at in await self._pool.rows(
                _LOOKS_SINCE, (at, Int8(limit))
            )
        ]


def _entry_from(row: tuple[Any, ...]) -> StoredAccessEntry:
    position, at, checkout_id, target, provenance, outcome = row
    read = AccessEntry(
        at=at,
        checkout_id=checkout_id,
        target=target,
        provenance=provenance_from(provenance),
        outcome=None if outcome is None else AccessOutcome(outcome),
    )
    return StoredAccessEntry(position=position, read=read)
