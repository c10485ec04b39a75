"""Random keys of an installation, made once and kept in its database, so that every process of it has the same."""

import secrets

from interfaces.storage.postgres.connections.pool import StatementPool

_KEY_BYTES = 32
_MAKE = """
INSERT INTO tillroll.installation_keys (purpose, key) VALUES ($1, $2) ON CONFLICT DO NOTHING
"""
_KEY = "SELECT key FROM tillroll.installation_keys WHERE purpose = $1"


class PostgresInstallationKeys:
    """Reads and makes keys through the pool, which it does not own."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def key_for(self, purpose: str) -> bytes:
        """The key for `purpose`, 32 bytes; made if there is none. Raises StoreUnavailable."""
        rows = await self._pool.rows(_KEY, (purpose,))
        if not rows:
            # Another process may make one at the same time; the first one stays.
            await self._pool.rows(_MAKE, (purpose, secrets.token_bytes(_KEY_BYTES)))
            rows = await self._pool.rows(_KEY, (purpose,))
        ((key,),) = rows
        return bytes(key)


class LoadedKey:
    """A key that is read at start. Calling it gives the key, and raises RuntimeError before that."""

    def __init__(self) -> None:
        self._key: bytes | None = None

    async def load(self, keys: PostgresInstallationKeys, purpose: str) -> None:
        """Reads the key, once."""
        self._key = await keys.key_for(purpose)

    def __call__(self) -> bytes:
        if self._key is None:
            raise RuntimeError("The key was asked for before the server had opened its database.")
        return self._key
