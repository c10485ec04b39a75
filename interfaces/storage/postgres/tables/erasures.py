"""The plans of requested erasures in PostgreSQL. `tillroll.destroy_key` records in them when a key is destroyed."""

from collections.abc import Sequence
from typing import Any

from psycopg.types.numeric import Int8

from application.ports.erasures.plans import (
    Certificate,
    ErasedKey,
    ErasureCause,
    ErasureRequest,
    PlannedKey,
)
from application.ports.key_vault import DataKeyId, HeldKey
from interfaces.storage.postgres.connections.arrays import BytesArray, TextArray
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool

# The lock keeps a key from being destroyed between the look at it and the row of the plan. A key that exists is not
# destroyed, even if its row says so: it came back with a restored backup.
_PLAN = """
INSERT INTO tillroll.erasures (
    id, checkout_id, data_class, mark, merchant,
    cause, requested_by, dialect, operation, request_id, requested_at
)
SELECT $1, held.checkout_id, held.data_class, held.mark, wanted.merchant, $2, $3, $4, $5, $6, $7
FROM unnest($8::text[], $9::text[], $10::bytea[], $11::text[])
    AS wanted (checkout_id, data_class, mark, merchant)
JOIN tillroll.data_keys AS held USING (checkout_id, data_class, mark)
FOR KEY SHARE OF held
ON CONFLICT (id, checkout_id, data_class, mark) DO UPDATE SET destroyed_at = NULL
"""
_COLUMNS = """
    id, checkout_id, data_class, encode(mark, 'hex'), merchant,
    cause, requested_by, dialect, operation, request_id, requested_at, destroyed_at
"""
_OPEN = f"""
SELECT {_COLUMNS} FROM tillroll.erasures
WHERE destroyed_at IS NULL AND (id, checkout_id, data_class, mark) > ($1, $2, $3, $4)
ORDER BY id, checkout_id, data_class, mark LIMIT $5
"""
_CERTIFICATE = f"""
SELECT {_COLUMNS} FROM tillroll.erasures WHERE id = $1
ORDER BY requested_at, checkout_id, data_class, mark
"""


class PostgresErasures:
    """Implements `Erasures` through a pool that it does not own. Every method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def plan(
        self, request: ErasureRequest, keys: Sequence[HeldKey], merchants: Sequence[str]
    ) -> None:
        """Record the keys that still exist as planned."""
        await self._pool.rows(
            _PLAN,
            (
                request.id,
                request.cause.value,
                request.requested_by,
                request.dialect,
                request.operation,
                request.request_id,
                request.at,
                TextArray.encode([key.name.checkout_id for key in keys]),
                TextArray.encode([key.name.data_class for key in keys]),
                BytesArray.of([bytes.fromhex(key.mark) for key in keys]),
                TextArray.encode(merchants),
            ),
        )

    async def open(self, after: PlannedKey | None, limit: int) -> Sequence[PlannedKey]:
        """Return planned keys that are not destroyed, after one of them, in the order of erasures and checkouts."""
        start: tuple[str, str, str, bytes] = ("", "", "", b"")
        if after is not None:
            name, mark = after.key.name, bytes.fromhex(after.key.mark)
            start = (after.request.id, name.checkout_id, name.data_class, mark)
        rows = await self._pool.rows(_OPEN, (*start, Int8(limit)))
        return [PlannedKey(request=_request(row), key=_key(row)) for row in rows]

    async def certificate(self, erasure_id: str) -> Certificate | None:
        """Return the certificate of an erasure; None if there is no such erasure."""
        if not can_be_key(erasure_id):
            return None
        rows = await self._pool.rows(_CERTIFICATE, (erasure_id,))
        if not rows:
            return None
        keys = [ErasedKey(key=_key(row), merchant=row[4], destroyed_at=row[11]) for row in rows]
        return Certificate(request=_request(rows[0]), keys=keys)


def _request(row: tuple[Any, ...]) -> ErasureRequest:
    return ErasureRequest(
        id=row[0],
        cause=ErasureCause(row[5]),
        requested_by=row[6],
        dialect=row[7],
        operation=row[8],
        request_id=row[9],
        at=row[10],
    )


def _key(row: tuple[Any, ...]) -> HeldKey:
    return HeldKey(name=DataKeyId(checkout_id=row[1], data_class=row[2]), mark=row[3])
