"""The deadlines of checkouts in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime

from psycopg.types.numeric import Int8

from interfaces.storage.postgres.connections.pool import StatementPool

_DUE = "SELECT checkout_id FROM tillroll.deadlines WHERE due <= $1 ORDER BY due LIMIT $2"
_MOVE = """
INSERT INTO tillroll.deadlines (checkout_id, due) VALUES ($1, $2)
ON CONFLICT (checkout_id) DO UPDATE SET due = excluded.due
"""
_REMOVE = "DELETE FROM tillroll.deadlines WHERE checkout_id = $1"


class PostgresDeadlines:
    """Reads and moves deadlines, which appends insert, through a pool. Every method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def due(self, at: datetime, limit: int) -> Sequence[str]:
        """Return checkouts whose deadline is at or before `at`, the longest overdue first."""
        return [checkout_id for (checkout_id,) in await self._pool.rows(_DUE, (at, Int8(limit)))]

    async def settle(self, checkout_id: str, next_due: datetime | None) -> None:
        """Move a deadline, or remove it. Idempotent."""
        if next_due is None:
            await self._pool.rows(_REMOVE, (checkout_id,))
        else:
            await self._pool.rows(_MOVE, (checkout_id, next_due))
