"""Reads the archived events of a checkout, for the requests of a server."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from psycopg.types.numeric import Int8

from interfaces.storage.archive.events import ArchivedEvent
from interfaces.storage.archive.reading import ArchiveReader
from interfaces.storage.postgres.archive.catalogue import (
    FILES,
    MOVED,
    RANGES,
    STATE,
    missing_versions,
    ranges_of,
    read_ranges,
)
from interfaces.storage.postgres.archive.order import files_of, moved_of, next_part, only_moved
from interfaces.storage.postgres.connections.arrays import TextArray
from interfaces.storage.postgres.connections.reads import Reads

Row = tuple[Any, ...]
"""A version, a topic and a state."""


class ArchivedHistories:
    """Reads through a pool that it does not own. Raises StoreUnavailable, of which ArchiveUnavailable is one."""

    def __init__(self, pool: Reads, reader: ArchiveReader | None = None) -> None:
        self._pool = pool
        self._reader = reader or ArchiveReader()

    async def complete(
        self,
        checkout_id: str,
        read: Callable[[], Awaitable[list[Row]]],
        *,
        after: int,
        up_to: int | None,
    ) -> list[Row]:
        """Return what `read` finds of the versions after `after`, with the archived ones before them.

        Events may be moved back between the two reads. Then the first one is repeated.
        """
        rows = await read()
        for _ in range(2):
            missing = missing_versions(rows[0][0] if rows else None, after=after, up_to=up_to)
            if missing is None:
                return rows
            events = await self.versions(checkout_id, *missing)
            if events and (not rows or events[-1].version == missing[1]):
                return [(each.version, each.topic, each.state) for each in events] + rows
            rows = await read()
        return rows

    async def versions(self, checkout_id: str, first: int, last: int) -> list[ArchivedEvent]:
        """Return the archived events of a checkout from version `first` to `last`."""
        rows = await self._pool.rows(RANGES, (checkout_id, Int8(first - 1), Int8(last)))
        if not rows:
            return []
        ranges = ranges_of(checkout_id, rows)
        return await asyncio.to_thread(read_ranges, self._reader, ranges, first, last)

    async def with_topic(self, checkout_ids: Sequence[str], topic: str) -> list[ArchivedEvent]:
        """Return the archived events with a topic of these checkouts."""
        rows = await self._pool.rows(MOVED, (TextArray.encode(checkout_ids),))
        found: list[ArchivedEvent] = []
        for checkout_id in dict.fromkeys(each[2] for each in rows):
            last = max(each[4] for each in rows if each[2] == checkout_id)
            events = await self.versions(checkout_id, 1, last)
            found += [each for each in events if each.topic == topic]
        return found

    async def state(self) -> tuple[int, int]:
        """Return the revision of the archive, and the position of the last event in any file."""
        ((revision, last_position),) = await self._pool.rows(STATE, ())
        return revision, last_position

    async def after(self, after: int, up_to: int, limit: int) -> list[ArchivedEvent]:
        """Return the next archived events above a position, `limit` at least if there are so many up to `up_to`."""
        files = files_of(await self._pool.rows(FILES, (Int8(after), Int8(up_to))))
        found: list[ArchivedEvent] = []
        while len(found) < limit and after < up_to:
            part = await asyncio.to_thread(
                next_part, self._reader, files, after=after, up_to=up_to, limit=limit
            )
            ids = list({event.checkout_id for _, event in part.events})
            rows = await self._pool.rows(MOVED, (TextArray.encode(ids),))
            found += only_moved(part, moved_of(rows))
            after = part.up_to
        return found
