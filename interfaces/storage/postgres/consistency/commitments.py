"""Reads the commitments of all checkouts, page by page, also archived ones."""

from collections.abc import AsyncIterator
from typing import Final, LiteralString

from domain.events import PurchaseCommitted
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.events.store import PostgresEventStore

_PAGE: Final = 500
_RECORDED: LiteralString = """
SELECT originator_id, originator_version FROM tillroll.checkout_events
WHERE topic = $1 AND (originator_id, originator_version) > ($2, $3)
ORDER BY originator_id, originator_version
LIMIT $4
"""
# The audit log knows which archived events are commitments.
_ARCHIVED: LiteralString = """
SELECT entry.checkout_id, entry.version
FROM tillroll.archived_checkouts AS part
JOIN tillroll.trail AS entry
    ON hashtext(entry.checkout_id) = hashtext(part.checkout_id) AND entry.checkout_id = part.checkout_id
    AND entry.version BETWEEN part.first_version AND part.last_version
WHERE entry.topic = $1 AND part.checkout_id >= $2 AND (entry.checkout_id, entry.version) > ($2, $3)
ORDER BY entry.checkout_id, entry.version
LIMIT $4
"""
_ALL: LiteralString = f"({_RECORDED}) UNION ALL ({_ARCHIVED}) ORDER BY 1, 2 LIMIT $4"
# A database of an older schema is read too.
_HAS_ARCHIVE: LiteralString = """
SELECT to_regclass('tillroll.archived_checkouts') IS NOT NULL AND to_regclass('tillroll.trail') IS NOT NULL
"""


class PostgresCommitments:
    """Reads commitments through a pool that it does not own. Raises StoreUnavailable, and UnreadableEvent."""

    def __init__(self, pool: StatementPool, events: PostgresEventStore) -> None:
        self._pool = pool
        self._events = events

    async def all(self) -> AsyncIterator[PurchaseCommitted]:
        """Yield all commitments, ordered by checkout and version."""
        ((has_archive,),) = await self._pool.rows(_HAS_ARCHIVE, ())
        statement = _ALL if has_archive else _RECORDED
        last: tuple[str, int] = ("", 0)
        while True:
            rows = await self._pool.rows(statement, (PurchaseCommitted.TOPIC, *last, _PAGE))
            for checkout_id, version in rows:
                last = (checkout_id, version)
                for event in await self._events.events(
                    checkout_id, after=version - 1, up_to=version
                ):
                    if isinstance(event, PurchaseCommitted):
                        yield event
            if len(rows) < _PAGE:
                return
