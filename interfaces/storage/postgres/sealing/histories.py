"""Reads whole histories from the table of events, one after the other."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from domain.events import CheckoutEvent
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.events.codec import EventCodec

_PAGE = 2000
_COLUMNS = "originator_id, originator_version, notification_id, topic, state"
_EVENTS_AFTER = f"""
SELECT {_COLUMNS} FROM tillroll.checkout_events
WHERE (originator_id, originator_version) > ($1, $2)
ORDER BY originator_id, originator_version
LIMIT {_PAGE}
"""
_EVENTS_OF = f"""
SELECT {_COLUMNS} FROM tillroll.checkout_events
WHERE originator_id = ANY ($1::text[])
ORDER BY originator_id, originator_version
"""


@dataclass(frozen=True)
class RecordedEvent:
    """A row of an event. `place` is its version, its position and its topic."""

    checkout_id: str
    place: tuple[int, int, str]
    state: bytes

    @property
    def version(self) -> int:
        """The version of the event."""
        return self.place[0]


@dataclass(frozen=True)
class RecordedHistory:
    """All rows of a checkout and their events."""

    checkout_id: str
    rows: Sequence[RecordedEvent]
    events: Sequence[CheckoutEvent]


class HistoryReader:
    """Reads through a connection that it does not own. Raises UnreadableEvent."""

    def __init__(self, connection: Connection, codec: EventCodec) -> None:
        self._connection = connection
        self._codec = codec

    async def all(self) -> AsyncIterator[RecordedHistory]:
        """Yield every history in the order of ids. Memory holds a page of rows and one history."""
        rows: list[RecordedEvent] = []
        async for row in self._rows():
            if rows and row.checkout_id != rows[0].checkout_id:
                yield self._history(rows)
                rows = []
            rows.append(row)
        if rows:
            yield self._history(rows)

    async def of(self, checkout_ids: Sequence[str]) -> list[RecordedHistory]:
        """Return the histories of these checkouts in the order of ids."""
        cursor = await self._connection.execute(_EVENTS_OF, (list(checkout_ids),), binary=True)
        rows: dict[str, list[RecordedEvent]] = {}
        for checkout_id, *place, state in await cursor.fetchall():
            row = RecordedEvent(checkout_id, (place[0], place[1], place[2]), bytes(state))
            rows.setdefault(checkout_id, []).append(row)
        return [self._history(each) for each in rows.values()]

    async def _rows(self) -> AsyncIterator[RecordedEvent]:
        last = ("", 0)
        while True:
            cursor = await self._connection.execute(_EVENTS_AFTER, last, binary=True)
            page = await cursor.fetchall()
            for checkout_id, version, position, topic, state in page:
                yield RecordedEvent(checkout_id, (version, position, topic), bytes(state))
            if len(page) < _PAGE:
                return
            last = page[-1][:2]

    def _history(self, rows: Sequence[RecordedEvent]) -> RecordedHistory:
        events = [
            self._codec.decode(row.checkout_id, row.version, row.place[2], row.state)
            for row in rows
        ]
        return RecordedHistory(rows[0].checkout_id, rows, events)
