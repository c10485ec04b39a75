"""The refused attempts, in PostgreSQL, beside the histories."""

from collections.abc import Hashable, Sequence

from application.ports import KeptAttempt, RefusedAttempt
from interfaces.storage.arrays import InstantArray, IntegerArray, TextArray
from interfaces.storage.attempts import as_json, kept, provenance_from
from interfaces.storage.connections import Connection
from interfaces.storage.group_commit import GroupCommit
from interfaces.storage.keys import can_be_key
from interfaces.storage.read_pool import ReadPool

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
_OF = """
SELECT checkout_id, merchant, version, at, reason, facts, operation, asked, provenance
FROM tillroll.refusals
WHERE checkout_id = $1
ORDER BY id
"""


class Keeping:
    """One attempt to be kept."""

    __slots__ = ("attempt", "provenance", "size")

    rows = 1
    claims: Sequence[Hashable] = ()

    def __init__(self, attempt: KeptAttempt) -> None:
        self.attempt = attempt
        self.provenance = as_json(attempt.provenance)
        self.size = len(attempt.asked) + len(attempt.facts) + len(self.provenance)


class RefusalLedger:
    """Writes refused attempts; nothing stands in the way of any."""

    def foregone(self, job: Keeping) -> None:
        """Never."""

    async def write(
        self, connection: Connection, jobs: Sequence[Keeping], *, again: bool
    ) -> Sequence[None]:
        """Commits the attempts; one that was sent `again` and is there already is not kept twice."""
        attempts = [job.attempt for job in jobs]
        parameters = (
            _texts([attempt.checkout_id for attempt in attempts]),
            _texts([attempt.merchant for attempt in attempts]),
            IntegerArray.of([attempt.version for attempt in attempts]),
            InstantArray.of([attempt.at for attempt in attempts]),
            _texts([attempt.reason for attempt in attempts]),
            _texts([attempt.facts for attempt in attempts]),
            _texts([attempt.operation for attempt in attempts]),
            _texts([attempt.asked for attempt in attempts]),
            _texts([job.provenance for job in jobs]),
            again,
        )
        await connection.execute(_KEEP, parameters, prepare=True, binary=True)
        return [None] * len(jobs)


class PostgresRefusalLog:
    """Keeps attempts through the group commit and reads through the pool; it owns neither."""

    def __init__(self, keepings: GroupCommit[Keeping], pool: ReadPool) -> None:
        self._keepings = keepings
        self._pool = pool

    async def keep(self, attempt: RefusedAttempt) -> None:
        """Records one attempt durably. Raises StoreUnavailable."""
        await self._keepings.submit(Keeping(kept(attempt)))

    async def of(self, checkout_id: str) -> Sequence[KeptAttempt]:
        """The attempts on one checkout, oldest first. Raises StoreUnavailable."""
        if not can_be_key(checkout_id):
            return []
        return [
            KeptAttempt(
                checkout_id=row[0],
                merchant=row[1],
                version=row[2],
                at=row[3],
                reason=row[4],
                facts=row[5],
                operation=row[6],
                asked=row[7],
                provenance=provenance_from(row[8]),
            )
            for row in await self._pool.rows(_OF, (checkout_id,))
        ]


def _texts(texts: Sequence[str]) -> TextArray:
    return TextArray.of([text.encode() for text in texts])
