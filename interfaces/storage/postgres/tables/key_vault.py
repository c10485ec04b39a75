"""The keys of encrypted data in PostgreSQL, wrapped with the master key.

No process caches them, so deleting the row destroys the key.
"""

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg.types.numeric import Int8

from application.ports.event_store import StoreUnavailable
from application.ports.key_vault import DataKeyId, HeldKey
from interfaces.storage.codecs.sealing import KEY_BYTES, is_sealed, key_mark, seal, unseal
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.connections.arrays import BytesArray, TextArray
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool

_MAKE = """
INSERT INTO tillroll.data_keys (checkout_id, data_class, key, destroy_after, mark)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
"""
_KEY = "SELECT key FROM tillroll.data_keys WHERE checkout_id = $1 AND data_class = $2"
_DUE = """
SELECT checkout_id, data_class, encode(mark, 'hex') FROM tillroll.data_keys
WHERE destroy_after <= $1 ORDER BY destroy_after LIMIT $2
"""
_HELD = """
SELECT checkout_id, data_class, encode(mark, 'hex') FROM tillroll.data_keys
WHERE checkout_id = ANY($1::text[]) AND NOT starts_with(data_class, 'ledger')
ORDER BY checkout_id, data_class
"""
_STILL_HELD = """
SELECT held.checkout_id, held.data_class, encode(held.mark, 'hex')
FROM unnest($1::text[], $2::text[], $3::bytea[]) AS wanted (checkout_id, data_class, mark)
JOIN tillroll.data_keys AS held USING (checkout_id, data_class, mark)
"""
# The dead row of the key is vacuumed. Then only the write-ahead log has it, until PostgreSQL recycles that part, and
# the free space of its page where it was the newest row of that page, until PostgreSQL stores another row there.
_DESTROY = "SELECT tillroll.destroy_key($1, $2, $3, $4)"
_SWEEP = "VACUUM tillroll.data_keys, tillroll.person_index, tillroll.address_books"
_POSTPONE = """
UPDATE tillroll.data_keys SET destroy_after = $3 WHERE checkout_id = $1 AND data_class = $2
"""
_POLICY = "SELECT policy FROM tillroll.retention"
_SET_POLICY = """
INSERT INTO tillroll.retention (policy) VALUES ($1)
ON CONFLICT (is_only) DO UPDATE SET policy = excluded.policy
"""
# In batches: one statement for all keys may take longer than a statement is allowed to.
_MAKE_DUE = """
WITH changed AS (
    UPDATE tillroll.data_keys SET destroy_after = $1
    WHERE (checkout_id, data_class) IN (
        SELECT checkout_id, data_class FROM tillroll.data_keys
        WHERE destroy_after > $1 AND data_class IN ('person', 'address-book')
        ORDER BY destroy_after DESC LIMIT 10000
    )
    RETURNING 1
)
SELECT count(*) FROM changed
"""

_log = logging.getLogger("tillroll.erasure")


class PostgresKeyVault:
    """Implements `KeyVault` through a pool that it does not own. Every method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool, master_keys: KeyWrapping) -> None:
        self._pool = pool
        self._master_keys = master_keys

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
            wrapped = self._master_keys.wrap(new, about_data_key(*named))
            await self._pool.rows(_MAKE, (*named, wrapped, destroy_after, key_mark(new)))
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

    async def due(self, at: datetime, limit: int) -> Sequence[HeldKey]:
        """Return keys due for destruction at `at`, the longest overdue first."""
        return _held_keys(await self._pool.rows(_DUE, (at, Int8(limit))))

    async def keys_of(self, checkout_ids: Sequence[str]) -> Sequence[HeldKey]:
        """Return the keys of these checkouts that seal data, in order."""
        wanted = TextArray.encode([each for each in checkout_ids if can_be_key(each)])
        return _held_keys(await self._pool.rows(_HELD, (wanted,)))

    async def remaining_keys(self, keys: Sequence[HeldKey]) -> Sequence[HeldKey]:
        """Return those of the keys that exist."""
        wanted = (
            TextArray.encode([key.name.checkout_id for key in keys]),
            TextArray.encode([key.name.data_class for key in keys]),
            BytesArray.of([bytes.fromhex(key.mark) for key in keys]),
        )
        return _held_keys(await self._pool.rows(_STILL_HELD, wanted))

    async def destroy(self, name: DataKeyId, at: datetime, mark: str | None = None) -> None:
        """Destroy a key and what was indexed with it, and record the time, also in plans of erasures. Idempotent."""
        wanted = None if mark is None else bytes.fromhex(mark)
        await self._pool.rows(_DESTROY, (name.checkout_id, name.data_class, at, wanted))
        try:
            await self._pool.rows(_SWEEP, ())
        except StoreUnavailable as error:
            # Another VACUUM holds the lock, or many rows are dead. The next erasure or autovacuum removes this row.
            _log.warning("the dead row of a destroyed key is left for a later VACUUM: %s", error)

    async def postpone(self, name: DataKeyId, until: datetime) -> None:
        """Move the time of destruction to `until`."""
        await self._pool.rows(_POSTPONE, (name.checkout_id, name.data_class, until))

    async def applied_retention(self) -> str | None:
        """Return the policy that was applied last."""
        for (policy,) in await self._pool.rows(_POLICY, ()):
            return str(policy)
        return None

    async def apply_retention(self, policy: str, at: datetime) -> None:
        """Make all keys of personal data due if the policy is new, and remember it afterwards."""
        if await self.applied_retention() == policy:
            return
        while True:
            ((changed,),) = await self._pool.rows(_MAKE_DUE, (at,))
            if not changed:
                break
        await self._pool.rows(_SET_POLICY, (policy,))

    async def _key(self, name: DataKeyId) -> bytes | None:
        if not can_be_key(name.checkout_id):
            return None
        for (key,) in await self._pool.rows(_KEY, (name.checkout_id, name.data_class)):
            if not key:
                return None
            about = about_data_key(name.checkout_id, name.data_class)
            return self._master_keys.unwrap(bytes(key), about)
        return None


def about_data_key(checkout_id: str, data_class: str) -> str:
    """Return what the key of a row is for, which its wrapping is bound to."""
    return f"data key of {checkout_id} {data_class}"


def _held_keys(rows: Sequence[tuple[Any, ...]]) -> list[HeldKey]:
    return [
        HeldKey(name=DataKeyId(checkout_id=checkout_id, data_class=data_class), mark=mark)
        for checkout_id, data_class, mark in rows
    ]
