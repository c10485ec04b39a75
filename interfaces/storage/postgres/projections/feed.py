"""The events in the order of their positions, none of which is ever passed over.

tillroll's own appends take turns (schema/0001), so their positions are committed in order and nothing can appear below
one that was seen. A gap is then what an append left behind that was rolled back. But whoever else inserts into the
table, by hand or with a tool, may hold a lower position in an open transaction. So at a gap the feed looks who is
inserting just now, and goes on only when all of those have ended: nobody else can have drawn a position below.
"""

from collections.abc import Sequence
from typing import Protocol

from eventsourcing.persistence import Notification
from eventsourcing.postgres import PostgresDatastore

_INSERTING = """
SELECT DISTINCT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND granted AND mode = 'RowExclusiveLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND relation = 'tillroll.checkout_events'::regclass
"""


class Notifications(Protocol):
    """What reads events by their positions: the library's recorder, or one that reads less of each."""

    @property
    def datastore(self) -> PostgresDatastore:
        """Where it reads."""

    def select_notifications(
        self, start: int | None, limit: int, *, inclusive_of_start: bool = True
    ) -> Sequence[Notification]:
        """Events in the order of their positions. Raises StoreUnavailable."""


class EventFeed:
    """Reads on from a position, through the library's recorder or in its place."""

    def __init__(self, events: Notifications) -> None:
        self._events = events
        self._settled = 0
        self._unsettled = 0
        self._suspects: frozenset[str] = frozenset()

    @property
    def is_held_up(self) -> bool:
        """Whether there are events that cannot be read before somebody's transaction has ended."""
        return bool(self._suspects)

    def read(self, after: int, limit: int) -> Sequence[Notification]:
        """Up to `limit` events that follow position `after`; empty where there is none yet. Raises StoreUnavailable."""
        found = self._events.select_notifications(after, limit, inclusive_of_start=False)
        certain = self._certain(after, found)
        if certain or not found:
            self._suspects = frozenset()
            return certain
        inserting = self._inserting()
        if not self._suspects:
            self._unsettled = found[-1].id
            self._suspects = inserting
        else:
            self._suspects &= inserting
        if self._suspects:
            return []
        # Whoever could fill the gap has ended; what they inserted is seen by looking once more.
        self._settled = self._unsettled
        found = self._events.select_notifications(after, limit, inclusive_of_start=False)
        return self._certain(after, found)

    def _certain(self, after: int, found: Sequence[Notification]) -> Sequence[Notification]:
        """The beginning of `found` below which nothing can be missing."""
        for index, notification in enumerate(found):
            if notification.id != after + 1 and notification.id > self._settled:
                return found[:index]
            after = notification.id
        return found

    def _inserting(self) -> frozenset[str]:
        with self._events.datastore.get_connection() as connection:
            rows = connection.execute(_INSERTING).fetchall()
        return frozenset(row["virtualtransaction"] for row in rows)
