"""Random keys of an installation, created once in its database, so that all its processes share them.

They are wrapped with the master key.
"""

import secrets

from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.connections.pool import StatementPool

_KEY_BYTES = 32
_MAKE = """
INSERT INTO tillroll.installation_keys (purpose, key) VALUES ($1, $2) ON CONFLICT DO NOTHING
"""
_KEY = "SELECT key FROM tillroll.installation_keys WHERE purpose = $1"


class PostgresInstallationKeys:
    """Reads and creates keys through a pool that it does not own."""

    def __init__(self, pool: StatementPool, master_keys: KeyWrapping) -> None:
        self._pool = pool
        self._master_keys = master_keys

    async def key_for(self, purpose: str) -> bytes:
        """Return the key for `purpose`, 32 bytes, creating it if there is none.

        Raises StoreUnavailable, also as MasterKeyMissing, or TamperedKey.
        """
        about = about_installation_key(purpose)
        rows = await self._pool.rows(_KEY, (purpose,))
        if not rows:
            # Another process may create it at the same time; the first insert wins.
            new = self._master_keys.wrap(secrets.token_bytes(_KEY_BYTES), about)
            await self._pool.rows(_MAKE, (purpose, new))
            rows = await self._pool.rows(_KEY, (purpose,))
        ((key,),) = rows
        return self._master_keys.unwrap(bytes(key), about)


def about_installation_key(purpose: str) -> str:
    """Return what the key of a row is for, which its wrapping is bound to."""
    return f"installation key {purpose}"


class LoadedKey:
    """A key that is read at startup. Calling it returns the key, or raises RuntimeError before `load`."""

    def __init__(self) -> None:
        self._key: bytes | None = None

    async def load(self, keys: PostgresInstallationKeys, purpose: str) -> None:
        """Read the key of one purpose from the database."""
        self._key = await keys.key_for(purpose)

    def __call__(self) -> bytes:
        if self._key is None:
            raise RuntimeError("The key was asked for before the server had opened its database.")
        return self._key
