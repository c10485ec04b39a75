"""The histories of all checkouts, in PostgreSQL."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from psycopg.types.numeric import Int8

from application.ports.event_store import Alias, Append
from application.ports.person_vault import PersonAccess
from domain.events import CheckoutEvent
from interfaces.storage.postgres.archive.histories import ArchivedHistories
from interfaces.storage.postgres.batching.batch_reader import BatchReader
from interfaces.storage.postgres.batching.batch_writer import BatchWriter
from interfaces.storage.postgres.batching.lookups import MOST_ROWS, NewerEvents
from interfaces.storage.postgres.connections.keys import can_be_key, encoded_key
from interfaces.storage.postgres.connections.prepared import Rows
from interfaces.storage.postgres.connections.reads import Reads
from interfaces.storage.postgres.events.append import AppendItem
from interfaces.storage.postgres.events.codec import EventCodec

_EVENTS = """
SELECT originator_version, topic, state FROM tillroll.checkout_events
WHERE originator_id = $1 AND originator_version > $2 AND originator_version <= $3
ORDER BY originator_version
"""
_FIND = "SELECT checkout_id FROM tillroll.names WHERE scope = $1 AND value = $2"
_LAST = 2**63 - 1
AccessOf = Callable[[str, bytes | None, datetime | None], PersonAccess]
"""Takes the id of a checkout, the stored key of its personal data, and the last erasure."""
# More rows are decoded in a thread. Ten thousand take 0.1 s, which would block the event loop.
_MANY = 500


class PostgresEventStore:
    """Appends in batches, reads newer events in batches, everything else through the pool, and old ones in the archive.

    It closes none of them.
    """

    def __init__(
        self,
        codec: EventCodec,
        appends: BatchWriter[AppendItem],
        lookups: BatchReader | None,
        pool: Reads,
        access_of: AccessOf,
        archived: ArchivedHistories,
    ) -> None:
        """`access_of` opens a stored key, as `PostgresPersonVault.access_of` does.

        Without `lookups` newer events are read through the pool.
        """
        self._archived = archived
        self._access_of = access_of
        self._codec = codec
        self._appends = appends
        self._lookups = lookups
        self._pool = pool

    async def append(self, append: Append) -> PersonAccess | None:
        """Record all of the append or nothing. Return what opens the personal data, if the append `reads_key`.

        Raises VersionTaken, AliasTaken, InsufficientStock, NoUseLeft, KeyAlreadyUsed and StoreUnavailable;
        MissingEvents if the events would leave a gap; ValueError if they are not consecutive, or if a value cannot be
        stored.
        """
        item = AppendItem(append, self._codec)
        await self._appends.submit(item)
        if not append.reads_key:
            return None
        return self._access_of(append.events[0].originator_id, *item.key)

    async def events(
        self, checkout_id: str, *, after: int = 0, up_to: int | None = None
    ) -> Sequence[CheckoutEvent]:
        """Return the events of one checkout with `after` < version ≤ `up_to`, in order; empty if there are none.

        Raises StoreUnavailable, and UnreadableEvent for an event of an unknown type.
        """
        last = _LAST if up_to is None else min(up_to, _LAST)
        if not can_be_key(checkout_id) or after >= last:
            return []
        first = max(after, 0)
        rows = await self._archived.complete(
            checkout_id,
            lambda: self._rows(checkout_id, first, last, is_bounded=up_to is not None),
            after=first,
            up_to=None if up_to is None else last,
        )
        if len(rows) > _MANY:
            return await asyncio.to_thread(self._decode, checkout_id, rows)
        return self._decode(checkout_id, rows)

    async def find(self, name: Alias) -> str | None:
        """Return the id of the checkout that has this alias. Raises StoreUnavailable."""
        if not (can_be_key(name.scope) and can_be_key(name.value)):
            return None
        for (checkout_id,) in await self._pool.rows(_FIND, (name.scope, name.value)):
            return str(checkout_id)
        return None

    async def _rows(self, checkout_id: str, after: int, last: int, *, is_bounded: bool) -> Rows:
        rows: Rows = []
        if self._lookups is not None and after > 0 and not is_bounded:
            rows = await self._lookups.rows(NewerEvents(encoded_key(checkout_id), after))
            if len(rows) < MOST_ROWS:
                return rows
            after = rows[-1][0]
        return rows + await self._pool.rows(_EVENTS, (checkout_id, Int8(after), Int8(last)))

    def _decode(self, checkout_id: str, rows: Rows) -> list[CheckoutEvent]:
        decode = self._codec.decode
        return [decode(checkout_id, version, topic, state) for version, topic, state in rows]
