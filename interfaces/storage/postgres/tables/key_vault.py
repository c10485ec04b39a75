"""The keys of sealed data, in PostgreSQL. None is kept in the memory of a process, so that destroying one is enough."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from psycopg.types.numeric import Int8

from application.jobs.erasure import DataKeyId
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.tables.sealing import KEY_BYTES, is_sealed, opened, sealed

_MAKE = """
INSERT INTO tillroll.data_keys (checkout_id, data_class, key, destroy_after)
VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING
"""
_KEY = "SELECT key FROM tillroll.data_keys WHERE checkout_id = $1 AND data_class = $2"
_DUE = """
SELECT checkout_id, data_class FROM tillroll.data_keys
WHERE destroy_after <= $1 ORDER BY destroy_after LIMIT $2
"""
# Overwritten before it is deleted, and the dead rows swept away: nothing but the log still has the key then, until
# PostgreSQL uses that part of the log again.
_OVERWRITE = """
UPDATE tillroll.data_keys SET key = ''::bytea WHERE checkout_id = $1 AND data_class = $2
"""
_DELETE = "DELETE FROM tillroll.data_keys WHERE checkout_id = $1 AND data_class = $2"
_SWEEP = "VACUUM tillroll.data_keys"
_POSTPONE = """
UPDATE tillroll.data_keys SET destroy_after = $3 WHERE checkout_id = $1 AND data_class = $2
"""


class PostgresKeyVault:
    """Implements `application.jobs.erasure.KeyVault` through the pool, which it does not own."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def seal(
        self, name: DataKeyId, texts: Sequence[str], *, destroy_after: datetime
    ) -> list[str]:
        """The texts sealed; makes the key if there is none."""
        if not texts:
            return []
        key = await self._key(name)
        if key is None:
            new = secrets.token_bytes(KEY_BYTES)
            named = (name.checkout_id, name.data_class)
            await self._pool.rows(_MAKE, (*named, new, destroy_after))
            key = await self._key(name)
        if key is None:
            raise RuntimeError(f"the key of {name} was destroyed while it was made")
        return [sealed(key, name, text) for text in texts]

    async def opened(self, name: DataKeyId, texts: Sequence[str]) -> list[str | None]:
        """The texts again; None for those whose key is destroyed. Raises TamperedText."""
        if not any(map(is_sealed, texts)):
            return list(texts)
        key = await self._key(name)
        return [opened(key, name, text) for text in texts]

    async def due(self, at: datetime, limit: int) -> Sequence[DataKeyId]:
        """Keys to be destroyed by now, the longest overdue first."""
        rows = await self._pool.rows(_DUE, (at, Int8(limit)))
        return [DataKeyId(checkout_id=row[0], data_class=row[1]) for row in rows]

    async def destroy(self, name: DataKeyId) -> None:
        """Destroys a key; doing it twice does what doing it once does."""
        for statement in (_OVERWRITE, _DELETE):
            await self._pool.rows(statement, (name.checkout_id, name.data_class))
        await self._pool.rows(_SWEEP, ())

    async def postpone(self, name: DataKeyId, until: datetime) -> None:
        """Looks at a key again later."""
        await self._pool.rows(_POSTPONE, (name.checkout_id, name.data_class, until))

    async def _key(self, name: DataKeyId) -> bytes | None:
        if not can_be_key(name.checkout_id):
            return None
        for (key,) in await self._pool.rows(_KEY, (name.checkout_id, name.data_class)):
            return bytes(key) or None
        return None
