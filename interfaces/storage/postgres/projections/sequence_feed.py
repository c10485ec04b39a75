"""Records in the order of ids of a sequence, without skipping any.

A transaction draws an id before it commits, so a lower one may be committed later. At a gap the feed looks up the
transactions that are inserting, and goes on when all of them have ended: no later transaction can have drawn an id
below the gap, since a transaction locks the table before it draws one. Refused attempts are read so.
"""

from collections.abc import Sequence

from eventsourcing.persistence import Notification

from interfaces.storage.postgres.projections.feed import Notifications

_INSERTING = """
SELECT DISTINCT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND granted AND mode = 'RowExclusiveLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND relation = %s::text::regclass
"""


class SequenceFeed:
    """Reads the records of a table after an id, waiting at gaps."""

    def __init__(self, records: Notifications, table: str) -> None:
        """`table` is the one into which the records are inserted, with its schema."""
        self._records = records
        self._table = table
        self._settled = 0
        self._unsettled = 0
        self._suspects: frozenset[str] = frozenset()

    @property
    def is_held_up(self) -> bool:
        """Whether the next records can be read only after other transactions have ended."""
        return bool(self._suspects)

    def read(self, after: int, limit: int) -> Sequence[Notification]:
        """Return up to `limit` records after an id; empty where there is none. Raises StoreUnavailable."""
        found = self._records.select_notifications(after, limit, inclusive_of_start=False)
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
        found = self._records.select_notifications(after, limit, inclusive_of_start=False)
        return self._contiguous(after, found)

    def _contiguous(self, after: int, found: Sequence[Notification]) -> Sequence[Notification]:
        """Return the first part of `found`, up to a gap that may still be filled."""
        for index, notification in enumerate(found):
            if notification.id != after + 1 and notification.id > self._settled:
                return found[:index]
            after = notification.id
        return found

    def _running_inserts(self) -> frozenset[str]:
        with self._records.datastore.get_connection() as connection:
            rows = connection.execute(_INSERTING, (self._table,)).fetchall()
        return frozenset(row["virtualtransaction"] for row in rows)
