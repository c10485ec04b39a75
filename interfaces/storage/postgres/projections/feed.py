"""Records in the order of their positions, without skipping any.

tillroll serialises its appends of events (schema step 0001), so their positions are committed in order, and a gap comes
from an append that was rolled back. Refused attempts draw their positions without a turn, and so does any other client
that inserts into a table: a lower position may be in an open transaction. At a gap the feed therefore looks up the
transactions that are inserting, and goes on when all of them have ended: no later transaction can have drawn a position
below the gap, since a transaction locks the table before it draws one.
"""

from collections.abc import Sequence
from typing import Final, Protocol

from eventsourcing.persistence import Notification
from eventsourcing.postgres import PostgresDatastore

EVENTS: Final = "tillroll.checkout_events"
_INSERTING = """
SELECT DISTINCT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND granted AND mode = 'RowExclusiveLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND relation = %s::text::regclass
"""


class Notifications(Protocol):
    """A reader of records by position: the library's recorder, or one that reads fewer columns."""

    @property
    def datastore(self) -> PostgresDatastore:
        """The database that it reads."""

    def select_notifications(
        self, start: int | None, limit: int, *, inclusive_of_start: bool = True
    ) -> Sequence[Notification]:
        """Return up to `limit` records from `start` on, in the order of their positions. Raises StoreUnavailable."""


class EventFeed:
    """Reads the records of a table after a position, waiting at gaps."""

    def __init__(self, events: Notifications, table: str = EVENTS) -> None:
        """`table` is the one into which the records are inserted, with its schema."""
        self._events = events
        self._table = table
        self._settled = 0
        self._unsettled = 0
        self._suspects: frozenset[str] = frozenset()

    @property
    def is_held_up(self) -> bool:
        """Whether the next records can be read only after other transactions have ended."""
        return bool(self._suspects)

    def read(self, after: int, limit: int) -> Sequence[Notification]:
        """Return up to `limit` records after position `after`; empty where there is none. Raises StoreUnavailable."""
        found = self._events.select_notifications(after, limit, inclusive_of_start=False)
        contiguous = self._contiguous(after, found)
        if contiguous or not found:
            self._suspects = frozenset()
            return contiguous
        inserting = self._running_inserts()
        if not self._suspects:
            self._unsettled = found[-1].id
            self._suspects = inserting
        else:
            self._suspects &= inserting
        if self._suspects:
            return []
        # All transactions that could fill the gap have ended. A second read sees what they inserted.
        self._settled = self._unsettled
        found = self._events.select_notifications(after, limit, inclusive_of_start=False)
        return self._contiguous(after, found)

    def _contiguous(self, after: int, found: Sequence[Notification]) -> Sequence[Notification]:
        """Return the first part of `found`, up to a gap that may still be filled."""
        for index, notification in enumerate(found):
            if notification.id != after + 1 and notification.id > self._settled:
                return found[:index]
            after = notification.id
        return found

    def _running_inserts(self) -> frozenset[str]:
        with self._events.datastore.get_connection() as connection:
            rows = connection.execute(_INSERTING, (self._table,)).fetchall()
        return frozenset(row["virtualtransaction"] for row in rows)
