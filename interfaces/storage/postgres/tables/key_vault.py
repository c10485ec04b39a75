"""The keys of encrypted data in PostgreSQL. No process caches them, so deleting the row destroys the key."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from psycopg.types.numeric import Int8

from application.ports.key_vault import DataKeyId
from interfaces.storage.codecs.sealing import KEY_BYTES, is_sealed, key_mark, seal, unseal
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool

_MAKE = """
INSERT INTO tillroll.data_keys (checkout_id, data_class, key, destroy_after, mark)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
"""
_KEY = "SELECT key FROM tillroll.data_keys WHERE checkout_id = $1 AND data_class = $2"
_DUE = """
SELECT checkout_id, data_class FROM tillroll.data_keys
WHERE destroy_after <= $1 ORDER BY destroy_after LIMIT $2
"""
# The dead row of the key is vacuumed. Then only the write-ahead log has it, until PostgreSQL recycles that part, and
# the free space of its page where it was the newest row of that page, until PostgreSQL stores another row there.
_DESTROY = "SELECT tillroll.destroy_key($1, $2, $3)"
_SWEEP = "VACUUM tillroll.data_keys"
_POSTPONE = """
UPDATE tillroll.data_keys SET destroy_after = $3 WHERE checkout_id = $1 AND data_class = $2
"""


class PostgresKeyVault:
    """Implements `KeyVault` through a pool that it does not own. Every method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def seal(
        self, name: DataKeyId, texts: Sequence[str], *, destroy_after: datetime
    ) -> list[str]:
        """Encrypt the texts, creating the key if there is none."""
        if not texts:
            return []
        key = await self._key(name)
        if key is None:
            new = secrets.token_bytes(KEY_BYTES)
            named = (name.checkout_id, name.data_class)
            await self._pool.rows(_MAKE, (*named, new, destroy_after, key_mark(new)))
            key = await self._key(name)
        if key is None:
            raise RuntimeError(f"the key of {name} was destroyed while it was made")
        return [seal(key, name, text) for text in texts]

    async def open(self, name: DataKeyId, texts: Sequence[str]) -> list[str | None]:
        """Decrypt the texts; None for those whose key is destroyed. Raises TamperedText."""
        if not any(map(is_sealed, texts)):
            return list(texts)
        key = await self._key(name)
        return [unseal(key, name, text) for text in texts]

    async def due(self, at: datetime, limit: int) -> Sequence[DataKeyId]:
        """Return keys due for destruction at `at`, the longest overdue first."""
        rows = await self._pool.rows(_DUE, (at, Int8(limit)))
        return [DataKeyId(checkout_id=row[0], data_class=row[1]) for row in rows]

    async def destroy(self, name: DataKeyId, at: datetime) -> None:
        """Destroy a key and what was indexed with it, and record the time. Idempotent."""
        await self._pool.rows(_DESTROY, (name.checkout_id, name.data_class, at))
        await self._pool.rows(_SWEEP, ())

    async def postpone(self, name: DataKeyId, until: datetime) -> None:
        """Move the time of destruction to `until`."""
        await self._pool.rows(_POSTPONE, (name.checkout_id, name.data_class, until))

    async def _key(self, name: DataKeyId) -> bytes | None:
        if not can_be_key(name.checkout_id):
            return None
        for (key,) in await self._pool.rows(_KEY, (name.checkout_id, name.data_class)):
            return bytes(key) or None
        return None
