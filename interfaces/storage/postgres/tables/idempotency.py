"""Responses by idempotency key in PostgreSQL. The response to a request with events is written by their append."""

from datetime import datetime

import msgspec

from application.ports.idempotency_store import (
    IdempotencyRecord,
    IdempotentRequest,
    ResponseToStore,
    StoredResponse,
)
from interfaces.storage.postgres.batching.batch_reader import BatchReader
from interfaces.storage.postgres.batching.lookups import AnswerOfKey
from interfaces.storage.postgres.connections.keys import can_be_key, encoded_key
from interfaces.storage.postgres.connections.pool import StatementPool

_KEEP = """
INSERT INTO tillroll.answers AS old
    (identity, path, key, fingerprint, status, body, headers, kept_until)
VALUES ($1, $2, $3, $4, $5::bigint, $6, $7, $8)
ON CONFLICT (identity, path, key) DO UPDATE SET
    fingerprint = excluded.fingerprint,
    status = excluded.status,
    body = excluded.body,
    headers = excluded.headers,
    kept_until = excluded.kept_until
WHERE old.kept_until <= $9 OR old.status IS NULL
RETURNING true
"""
_FORGET = "DELETE FROM tillroll.answers WHERE kept_until <= $1"
_HEADERS = msgspec.json.Decoder(tuple[tuple[str, str], ...])


class PostgresIdempotencyStore:
    """Writes through a pool and reads through lookups that it does not own. Every method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool, lookups: BatchReader) -> None:
        self._pool = pool
        self._lookups = lookups

    async def find(
        self, idempotent_request: IdempotentRequest, at: datetime
    ) -> IdempotencyRecord | None:
        """Return the record of the key that is valid at `at`."""
        if not (can_be_key(idempotent_request.path) and can_be_key(idempotent_request.key)):
            return None
        lookup = AnswerOfKey(
            encoded_key(idempotent_request.identity),
            encoded_key(idempotent_request.path),
            encoded_key(idempotent_request.key),
            at,
        )
        rows = await self._lookups.rows(lookup)
        for fingerprint, status, body, headers in rows:
            answer = None
            if status is not None:
                answer = StoredResponse(status=status, body=body, headers=_HEADERS.decode(headers))
            return IdempotencyRecord(fingerprint=fingerprint, answer=answer)
        return None

    async def keep(self, answer: ResponseToStore) -> bool:
        """Store the response to a request without events. Returns False where the key has a response already."""
        idempotent_request, given = answer.idempotent_request, answer.answer
        if given is None or not (
            can_be_key(idempotent_request.path) and can_be_key(idempotent_request.key)
        ):
            return True
        headers = msgspec.json.encode(given.headers).decode()
        kept = await self._pool.rows(
            _KEEP,
            (
                idempotent_request.identity,
                idempotent_request.path,
                idempotent_request.key,
                idempotent_request.fingerprint,
                given.status,
                given.body,
                headers,
                answer.kept_until,
                answer.at,
            ),
        )
        return bool(kept)

    async def forget(self, at: datetime) -> None:
        """Delete the responses that have expired at `at`."""
        await self._pool.rows(_FORGET, (at,))
