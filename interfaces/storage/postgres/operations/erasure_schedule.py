"""What is erased next, what is late, and what was erased on request, in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, LiteralString

from psycopg.types.numeric import Int8

from application.ports.erasures.plans import ErasureCause
from application.ports.erasures.schedule import DueErasure, DueErasures, RequestedErasure
from interfaces.storage.postgres.connections.pool import StatementPool

MOST_COUNTED: Final = 10_000
"""So many keys are looked at. Where there are more, the count is a lower bound."""

# The merchant of a key is that of its checkout in the audit log. A merchant with a retention has a line in the policy
# (`RetentionPolicy.text`). A new key of a person is due for a first look after a day; without a retention nothing is
# erased then.
_DUE: LiteralString = """
WITH retained AS MATERIALIZED (
    SELECT split_part(line, '=', 1) AS merchant
    FROM tillroll.retention, string_to_table(policy, E'\\n') AS line WHERE line <> ''
), candidates AS MATERIALIZED (
    SELECT checkout_id, data_class, destroy_after FROM tillroll.data_keys
    WHERE destroy_after > coalesce($2::timestamptz, '-infinity') AND destroy_after <= $3
        AND (data_class NOT IN ('person', 'address-book') OR EXISTS (SELECT FROM retained))
    ORDER BY destroy_after LIMIT $4
), planned AS MATERIALIZED (
    SELECT checkout_id, data_class, requested_at, merchant, id FROM tillroll.erasures
    WHERE destroyed_at IS NULL
        AND requested_at > coalesce($2::timestamptz, '-infinity') AND requested_at <= $3
    LIMIT $4
), owned AS (
    SELECT held.checkout_id, coalesce(book.merchant, owner.merchant, '') AS merchant,
        held.data_class, held.destroy_after AS due, NULL AS id
    FROM candidates AS held
    LEFT JOIN tillroll.address_books AS book ON book.id = held.checkout_id
    LEFT JOIN LATERAL (
        SELECT entry.merchant FROM tillroll.trail AS entry
        WHERE hashtext(entry.checkout_id) = hashtext(held.checkout_id)
            AND coalesce(entry.checkout_id = held.checkout_id, false)
        ORDER BY entry.position LIMIT 1
    ) AS owner ON true
    WHERE held.data_class NOT IN ('person', 'address-book')
        OR coalesce(book.merchant, owner.merchant) IN (SELECT merchant FROM retained)
    UNION ALL
    SELECT checkout_id, merchant, data_class, requested_at, id FROM planned
)
SELECT checkout_id, merchant, data_class, due, id, count(*) OVER (),
    (SELECT count(*) FROM candidates) >= $4 OR (SELECT count(*) FROM planned) >= $4
FROM owned WHERE $1::text[] IS NULL OR merchant = ANY($1)
ORDER BY due, checkout_id, data_class LIMIT $5
"""
_REQUESTED: LiteralString = """
SELECT id, min(cause), min(requested_at), count(*), count(*) FILTER (WHERE destroyed_at IS NULL),
    max(destroyed_at)
FROM tillroll.erasures WHERE $1::text[] IS NULL OR merchant = ANY($1)
GROUP BY id ORDER BY min(requested_at) DESC, id LIMIT $2
"""


class PostgresErasureSchedule:
    """Implements `ErasureSchedule` through a pool that it does not own. Every method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def due(
        self,
        merchants: tuple[str, ...] | None,
        *,
        after: datetime | None,
        until: datetime,
        limit: int,
    ) -> DueErasures:
        """Return what is due after `after`, until `until`."""
        parameters = (_list(merchants), after, until, Int8(MOST_COUNTED), Int8(limit))
        rows = await self._pool.rows(_DUE, parameters)
        return DueErasures(
            count=rows[0][5] if rows else 0,
            is_cut=bool(rows and rows[0][6]),
            first=[
                DueErasure(
                    checkout_id=row[0],
                    merchant=row[1],
                    data_class=row[2],
                    due=row[3],
                    erasure_id=row[4],
                )
                for row in rows
            ],
        )

    async def list_requested(
        self, merchants: tuple[str, ...] | None, limit: int
    ) -> Sequence[RequestedErasure]:
        """Return the requested erasures, the newest first."""
        return [
            RequestedErasure(
                id=row[0],
                cause=ErasureCause(row[1]),
                requested_at=row[2],
                keys=row[3],
                left=row[4],
                completed_at=None if row[4] else row[5],
            )
            for row in await self._pool.rows(_REQUESTED, (_list(merchants), Int8(limit)))
        ]


def _list(merchants: tuple[str, ...] | None) -> list[str] | None:
    return None if merchants is None else list(merchants)
