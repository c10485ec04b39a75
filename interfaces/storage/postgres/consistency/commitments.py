"""Reads the commitments of all checkouts, page by page."""

from collections.abc import AsyncIterator
from typing import Final

from domain.events import PurchaseCommitted
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.events.store import PostgresEventStore

_PAGE: Final = 500
_COMMITMENTS = """
SELECT originator_id, originator_version FROM tillroll.checkout_events
WHERE topic = $1 AND (originator_id, originator_version) > ($2, $3)
ORDER BY originator_id, originator_version
LIMIT $4
"""


class PostgresCommitments:
    """Reads commitments through a pool that it does not own. Raises StoreUnavailable, and UnreadableEvent."""

    def __init__(self, pool: StatementPool, events: PostgresEventStore) -> None:
        self._pool = pool
        self._events = events

    async def all(self) -> AsyncIterator[PurchaseCommitted]:
        """Yield all commitments, ordered by checkout and version."""
        last: tuple[str, int] = ("", 0)
        while True:
            rows = await self._pool.rows(_COMMITMENTS, (PurchaseCommitted.TOPIC, *last, _PAGE))
            for checkout_id, version in rows:
                last = (checkout_id, version)
                for event in await self._events.events(
                    checkout_id, after=version - 1, up_to=version
                ):
                    if isinstance(event, PurchaseCommitted):
                        yield event
            if len(rows) < _PAGE:
                return
