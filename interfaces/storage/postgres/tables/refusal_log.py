"""The refusal log in PostgreSQL: refused commands and invalid bodies, some of which are counted beyond a number."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from psycopg.types.numeric import Int8

from application.ports.refusal_log import (
    COUNTED_ATTEMPTS_KEPT,
    LoggedRefusal,
    RefusalFilter,
    RefusalsWithin,
    RefusedCommand,
    StoredRefusal,
)
from interfaces.storage.codecs.provenances import provenance_from, provenance_text
from interfaces.storage.codecs.refusals import (
    stored_refusal,
    with_latest_counted,
)
from interfaces.storage.codecs.shoppers import without_token
from interfaces.storage.postgres.batching.batch_writer import BatchWriter
from interfaces.storage.postgres.connections.arrays import InstantArray, IntegerArray, TextArray
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.reads import Reads
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.tables.refusal_search import refusal_page

_KEEP = """
INSERT INTO tillroll.refusals
    (checkout_id, merchant, version, at, reason, facts, operation, asked, provenance)
SELECT
    new.checkout_id, new.merchant, new.version, new.at, new.reason, new.facts, new.operation,
    new.asked, new.provenance
FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) WITH ORDINALITY AS new
    (checkout_id, merchant, version, at, reason, facts, operation, asked, provenance, place)
WHERE NOT $10 OR NOT EXISTS (
    SELECT FROM tillroll.refusals AS kept
    WHERE kept.checkout_id = new.checkout_id
        AND kept.at = new.at
        AND kept.operation = new.operation
        AND kept.asked = new.asked
        AND kept.provenance = new.provenance
)
ORDER BY new.place
"""
# Counts attempts, and stores those of a checkout up to $11. The table is named after the first kind of them. One that
# is sent again is skipped where it is still recorded; where a later one has replaced it, it is counted twice.
_KEEP_COUNTED = """
WITH new AS (
    SELECT
        given.*,
        row_number() OVER (PARTITION BY given.checkout_id ORDER BY given.place) AS nth,
        count(*) OVER (PARTITION BY given.checkout_id) AS several
    FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) WITH ORDINALITY AS given
        (checkout_id, merchant, version, at, reason, facts, operation, asked, provenance, place)
    WHERE NOT $10 OR NOT EXISTS (
        SELECT FROM (
            SELECT checkout_id, at, operation, asked, provenance FROM tillroll.refusals
            UNION ALL
            SELECT checkout_id, at, operation, asked, provenance FROM tillroll.invalid_bodies
        ) AS kept
        WHERE kept.checkout_id = given.checkout_id
            AND kept.at = given.at
            AND kept.operation = given.operation
            AND kept.asked = given.asked
            AND kept.provenance = given.provenance
    )
), counted AS (
    INSERT INTO tillroll.invalid_bodies AS known
        (checkout_id, attempts, merchant, version, at, reason, facts, operation, asked, provenance)
    SELECT
        checkout_id, several, merchant, version, at, reason, facts, operation, asked, provenance
    FROM new
    WHERE nth = several
    ORDER BY checkout_id
    ON CONFLICT (checkout_id) DO UPDATE SET
        attempts = known.attempts + excluded.attempts,
        version = excluded.version,
        at = excluded.at,
        reason = excluded.reason,
        facts = excluded.facts,
        operation = excluded.operation,
        asked = excluded.asked,
        provenance = excluded.provenance
    RETURNING checkout_id, attempts
)
INSERT INTO tillroll.refusals
    (checkout_id, merchant, version, at, reason, facts, operation, asked, provenance)
SELECT
    new.checkout_id, new.merchant, new.version, new.at, new.reason, new.facts, new.operation,
    new.asked, new.provenance
FROM new JOIN counted USING (checkout_id)
WHERE counted.attempts - new.several + new.nth <= $11
ORDER BY new.place
"""
# One statement, so that the count and the attempts are consistent. The row of the latest counted attempt has the count.
_OF = """
SELECT
    checkout_id, merchant, version, at, reason, facts, operation, asked, provenance, id, attempts
FROM (
    SELECT
        id, checkout_id, merchant, version, at, reason, facts, operation, asked, provenance,
        NULL::bigint AS attempts
    FROM tillroll.refusals
    WHERE checkout_id = $1
    UNION ALL
    SELECT
        NULL, checkout_id, merchant, version, at, reason, facts, operation, asked, provenance,
        attempts
    FROM tillroll.invalid_bodies
    WHERE checkout_id = $1
) AS found
ORDER BY id NULLS LAST
"""
# The newest of a range of versions, with the numbers of those before, in and after it.
_WITHIN = """
SELECT
    checkout_id, merchant, version, at, reason, facts, operation, asked, provenance, id, attempts
FROM (
    (
        SELECT
            id, checkout_id, merchant, version, at, reason, facts, operation, asked, provenance,
            NULL::bigint AS attempts
        FROM tillroll.refusals
        WHERE checkout_id = $1 AND version BETWEEN $2 AND $3
        ORDER BY id DESC
        LIMIT $4
    )
    UNION ALL
    SELECT
        NULL, checkout_id, merchant, version, at, reason, facts, operation, asked, provenance,
        attempts
    FROM tillroll.invalid_bodies
    WHERE checkout_id = $1 AND attempts > $5
) AS found
ORDER BY id NULLS LAST
"""
_COUNT_WITHIN = """
SELECT
    count(*) FILTER (WHERE version < $2),
    count(*) FILTER (WHERE version BETWEEN $2 AND $3),
    count(*) FILTER (WHERE version > $3)
FROM tillroll.refusals WHERE checkout_id = $1
"""
_REASONS_OF = """
SELECT DISTINCT checkout_id, reason FROM (
    SELECT checkout_id, reason FROM tillroll.refusals WHERE checkout_id = ANY($1::text[])
    UNION ALL
    SELECT checkout_id, reason FROM tillroll.invalid_bodies WHERE checkout_id = ANY($1::text[])
) AS found
"""


class RefusalRow:
    """One refused attempt to insert."""

    __slots__ = ("attempt", "is_counted", "provenance", "size")

    rows = 1
    claims: Sequence[Hashable] = ()

    def __init__(self, attempt: StoredRefusal, *, is_counted: bool = False) -> None:
        """`is_counted` marks an attempt of which a limited number per checkout is stored."""
        self.attempt = attempt
        self.is_counted = is_counted
        self.provenance = provenance_text(attempt.provenance)
        self.size = len(attempt.command) + len(attempt.facts) + len(self.provenance)


class RefusalStatement:
    """Inserts refused attempts, none of which is itself refused."""

    def known_conflict(self, job: RefusalRow) -> None:
        """Return None: no attempt is refused a row."""

    async def write(
        self, connection: Connection, jobs: Sequence[RefusalRow], *, again: bool
    ) -> Sequence[None]:
        """Commit the attempts. With `again`, those that are recorded already are not inserted twice."""
        counted = [job for job in jobs if job.is_counted]
        others = [job for job in jobs if not job.is_counted]
        # Where the second statement fails, the writer sends the whole batch again.
        if others:
            await connection.execute(_KEEP, _parameters(others, again), prepare=True, binary=True)
        if counted:
            parameters = (*_parameters(counted, again), COUNTED_ATTEMPTS_KEPT)
            await connection.execute(_KEEP_COUNTED, parameters, prepare=True, binary=True)
        return [None] * len(jobs)


class PostgresRefusalLog:
    """Writes through a batch writer and reads through a pool; it owns neither."""

    def __init__(self, keepings: BatchWriter[RefusalRow], pool: Reads) -> None:
        self._writer = keepings
        self._pool = pool

    async def keep(self, attempt: RefusedCommand) -> None:
        """Record one attempt durably. Raises StoreUnavailable."""
        await self._writer.submit(RefusalRow(stored_refusal(attempt)))

    async def keep_counted(self, attempt: RefusedCommand) -> None:
        """Record one attempt that is counted beyond COUNTED_ATTEMPTS_KEPT per checkout. Raises StoreUnavailable."""
        await self._writer.submit(RefusalRow(stored_refusal(attempt), is_counted=True))

    async def of(self, checkout_id: str) -> Sequence[StoredRefusal]:
        """Return the attempts on one checkout, oldest first. Raises StoreUnavailable."""
        if not can_be_key(checkout_id):
            return []
        rows = await self._pool.rows(_OF, (checkout_id,))
        attempts = [_attempt(row) for row in rows if row[10] is None]
        if rows and rows[-1][10] is not None:
            return with_latest_counted(attempts, rows[-1][10], _attempt(rows[-1]))
        return attempts

    async def within(
        self, checkout_id: str, *, first: int, last: int, limit: int
    ) -> RefusalsWithin:
        """Return the newest attempts of a range of versions. Raises StoreUnavailable."""
        if not can_be_key(checkout_id):
            return RefusalsWithin(refusals=(), earlier=0, left_out=0, later=0)
        versions = (Int8(first), Int8(last))
        rows = await self._pool.rows(
            _WITHIN, (checkout_id, *versions, Int8(limit), Int8(COUNTED_ATTEMPTS_KEPT))
        )
        ((earlier, inside, later),) = await self._pool.rows(_COUNT_WITHIN, (checkout_id, *versions))
        attempts = [_attempt(row) for row in rows if row[10] is None]
        if rows and rows[-1][10] is not None:
            counted = rows[-1]
            earlier += counted[2] < first
            later += counted[2] > last
            if first <= counted[2] <= last:
                inside += 1
                attempts = with_latest_counted(attempts, counted[10], _attempt(counted))[-limit:]
        return RefusalsWithin(
            refusals=attempts,
            earlier=earlier,
            left_out=max(0, inside - len(attempts)),
            later=later,
        )

    async def page(
        self, wanted: RefusalFilter, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[LoggedRefusal]:
        """Return up to `limit` attempts on all checkouts, newest first. Raises StoreUnavailable."""
        search = refusal_page(wanted, after=after, before=before, limit=limit)
        if search is None:
            return []
        rows = await self._pool.rows(search.sql, search.parameters)
        found = [LoggedRefusal(position=row[9], refusal=_attempt(row)) for row in rows]
        return found if after is None else found[::-1]

    async def reasons_of(self, checkout_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return the reasons of the attempts on each checkout. Raises StoreUnavailable."""
        ids = [each for each in checkout_ids if can_be_key(each)]
        reasons: dict[str, frozenset[str]] = {}
        for checkout_id, reason in await self._pool.rows(_REASONS_OF, (ids,)):
            reasons[checkout_id] = reasons.get(checkout_id, frozenset()) | {reason}
        return reasons


def _attempt(row: Sequence[Any]) -> StoredRefusal:
    return StoredRefusal(
        checkout_id=row[0],
        merchant=row[1],
        version=row[2],
        at=row[3],
        reason=row[4],
        facts=row[5],
        operation=row[6],
        command=row[7],
        provenance=without_token(provenance_from(row[8]), row[0]),
        position=row[9],
    )


def _parameters(jobs: Sequence[RefusalRow], again: bool) -> tuple[object, ...]:
    attempts = [job.attempt for job in jobs]
    return (
        TextArray.encode([attempt.checkout_id for attempt in attempts]),
        TextArray.encode([attempt.merchant for attempt in attempts]),
        IntegerArray.of([attempt.version for attempt in attempts]),
        InstantArray.of([attempt.at for attempt in attempts]),
        TextArray.encode([attempt.reason for attempt in attempts]),
        TextArray.encode([attempt.facts for attempt in attempts]),
        TextArray.encode([attempt.operation for attempt in attempts]),
        TextArray.encode([attempt.command for attempt in attempts]),
        TextArray.encode([job.provenance for job in jobs]),
        again,
    )
