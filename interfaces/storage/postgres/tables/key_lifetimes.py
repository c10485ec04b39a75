"""How long the keys of sealed data live, in PostgreSQL."""

from collections.abc import Sequence

from application.ports.key_vault import KeyLifetime
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool

_LIFETIMES = """
SELECT data_class, destroy_after FROM tillroll.data_keys
WHERE checkout_id = $1 AND NOT starts_with(data_class, 'ledger') ORDER BY data_class
"""


class PostgresKeyLifetimes:
    """Implements `KeyLifetimes` through a pool that it does not own. The method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def lifetimes(self, checkout_id: str) -> Sequence[KeyLifetime]:
        """Return the lifetimes of the keys of one checkout, by class of data."""
        if not can_be_key(checkout_id):
            return []
        rows = await self._pool.rows(_LIFETIMES, (checkout_id,))
        return [KeyLifetime(data_class=row[0], destroy_after=row[1]) for row in rows]
