"""Reads the first event of checkouts, also where it is archived."""

import asyncio
from collections.abc import Sequence
from typing import LiteralString

from psycopg.types.numeric import Int8

from domain.events import CheckoutEvent
from interfaces.storage.archive.reading import ArchiveReader
from interfaces.storage.postgres.archive.catalogue import RANGES, ranges_of, read_ranges
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.events.codec import EventCodec

_FIRST_EVENTS: LiteralString = """
SELECT originator_id, topic, state FROM tillroll.checkout_events
WHERE originator_id = ANY ($1::text[]) AND originator_version = 1
"""


class FirstEvents:
    """Reads through a connection that it does not own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._codec = EventCodec()
        self._archive = ArchiveReader()

    async def of(self, checkout_ids: Sequence[str]) -> dict[str, CheckoutEvent]:
        """Return the first event of each of these checkouts that exists.

        Raises UnreadableEvent, and StoreUnavailable where a file of the archive is missing or altered.
        """
        cursor = await self._connection.execute(_FIRST_EVENTS, (list(checkout_ids),), binary=True)
        found = {
            checkout_id: self._codec.decode(checkout_id, 1, topic, bytes(state))
            for checkout_id, topic, state in await cursor.fetchall()
        }
        for checkout_id in checkout_ids:
            if checkout_id not in found and (event := await self._archived_event(checkout_id)):
                found[checkout_id] = event
        return found

    async def _archived_event(self, checkout_id: str) -> CheckoutEvent | None:
        cursor = await self._connection.execute(RANGES, (checkout_id, Int8(0), Int8(1)))
        ranges = ranges_of(checkout_id, await cursor.fetchall())
        for event in await asyncio.to_thread(read_ranges, self._archive, ranges, 1, 1):
            return self._codec.decode(checkout_id, event.version, event.topic, event.state)
        return None
