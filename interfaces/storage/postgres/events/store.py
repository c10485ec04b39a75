"""The histories of all checkouts, in PostgreSQL."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from psycopg.types.numeric import Int8

from application.checkouts.inline_writes import InlineWrites
from application.ports.event_store import Alias
from domain.events import CheckoutEvent
from interfaces.storage.postgres.batching.batch_reader import MOST_ROWS, BatchReader, Row
from interfaces.storage.postgres.batching.batch_writer import BatchWriter
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.events.append import AppendItem
from interfaces.storage.postgres.events.codec import EventCodec

_EVENTS = """
SELECT originator_version, topic, state FROM tillroll.checkout_events
WHERE originator_id = $1 AND originator_version > $2 AND originator_version <= $3
ORDER BY originator_version
"""
_FIND = "SELECT checkout_id FROM tillroll.names WHERE scope = $1 AND value = $2"
_LAST = 2**63 - 1
# More than these are decoded in a thread: ten thousand take a tenth of a second, for which nobody else should wait.
_MANY = 500


class PostgresEventStore:
    """Appends through the group commit and reads what is newer through the group read, the rest through the pool.

    It owns none of them.
    """

    def __init__(
        self,
        mapper: EventCodec,
        appends: BatchWriter[AppendItem],
        newer: BatchReader,
        pool: StatementPool,
    ) -> None:
        self._mapper = mapper
        self._appends = appends
        self._newer = newer
        self._pool = pool

    async def append(
        self,
        events: Sequence[CheckoutEvent],
        *,
        names: Sequence[Alias] = (),
        due: datetime | None = None,
        along: InlineWrites | None = None,
    ) -> None:
        """Records consecutive events of one checkout, all or none, with their names, deadline and what goes along.

        Raises VersionTaken, AliasTaken and StoreUnavailable; InsufficientStock and KeyAlreadyUsed; MissingEvents
        where the
        events would leave a gap; ValueError where they do not follow each other, or something cannot be kept.
        """
        await self._appends.submit(AppendItem(events, names, due, self._mapper, along))

    async def events(
        self, checkout_id: str, *, after: int = 0, upto: int | None = None
    ) -> Sequence[CheckoutEvent]:
        """The events of one checkout with `after` < version ≤ `upto`, in order; there may be none.

        Raises StoreUnavailable, and UnreadableEvent for an event that this code does not know.
        """
        last = _LAST if upto is None else min(upto, _LAST)
        if not can_be_key(checkout_id) or after >= last:
            return []
        rows: list[Row] = []
        if upto is None and after > 0:
            rows = await self._newer.newer(checkout_id, after)
            if len(rows) < MOST_ROWS:
                last = after
            else:
                after = rows[-1][0]
        if after < last:
            rows += await self._pool.rows(_EVENTS, (checkout_id, Int8(max(after, 0)), Int8(last)))
        if len(rows) > _MANY:
            return await asyncio.to_thread(self._decoded, checkout_id, rows)
        return self._decoded(checkout_id, rows)

    async def find(self, name: Alias) -> str | None:
        """The id of the checkout that has this name. Raises StoreUnavailable."""
        if not (can_be_key(name.scope) and can_be_key(name.value)):
            return None
        for (checkout_id,) in await self._pool.rows(_FIND, (name.scope, name.value)):
            return str(checkout_id)
        return None

    def _decoded(self, checkout_id: str, rows: Sequence[Row]) -> list[CheckoutEvent]:
        decode = self._mapper.decode
        return [decode(checkout_id, version, topic, state) for version, topic, state in rows]
