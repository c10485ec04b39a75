"""The oldest open transaction that writes events, which followers of events may have to wait for."""

from dataclasses import dataclass

from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.projections.open_appends import OLDEST


@dataclass(frozen=True)
class OpenAppend:
    """A transaction: the process of PostgreSQL or the prepared transaction, and its age in seconds."""

    holder: str
    seconds: float


class PostgresOpenAppends:
    """Reads through a pool that it does not own."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def oldest(self) -> OpenAppend | None:
        """Return the oldest one; None if there is none now. Raises StoreUnavailable."""
        rows = await self._pool.rows(OLDEST, ())
        return OpenAppend(*rows[0]) if rows else None
