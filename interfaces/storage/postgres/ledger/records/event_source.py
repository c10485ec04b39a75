"""Reads stored events by position, for the ledger."""

from collections.abc import Sequence
from typing import Final, LiteralString

from eventsourcing.persistence import Notification

from interfaces.storage.postgres.archive.recorder import ArchivedEvents
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import LAST_POSITION, notification_of

BATCH: Final = 2048
# Up to this many bytes at one time, and one event at least. The length of a stored value is known without reading it.
_MAX_BYTES: Final = 16_000_000
_SELECT: LiteralString = """
SELECT notification_id, originator_id, originator_version, topic, state
FROM (
    SELECT *, sum(octet_length(state)) OVER (ORDER BY notification_id ROWS UNBOUNDED PRECEDING) AS read_bytes
    FROM (
        SELECT notification_id, originator_id, originator_version, topic, state
        FROM tillroll.checkout_events WHERE notification_id > %s AND notification_id <= %s
        ORDER BY notification_id LIMIT %s
    ) AS next
) AS measured
WHERE read_bytes - octet_length(state) < %s
ORDER BY notification_id
"""


class StoredEvents:
    """Implements `Notifications`: events with their state as it is stored, in bounded memory."""

    def __init__(self, datastore: ProjectionDatastore, *, max_bytes: int = _MAX_BYTES) -> None:
        self.datastore = datastore
        self._max_bytes = max_bytes
        self._archived = ArchivedEvents(datastore)

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return up to `limit` events from `start` to `stop`, also archived ones. Raises StoreUnavailable."""
        after = (start or 0) - inclusive_of_start
        last = LAST_POSITION if stop is None else stop
        return self._archived.among(self._select_recorded, after, limit, last)

    def _select_recorded(
        self, after: int, limit: int, last: int
    ) -> tuple[Sequence[Notification], None]:
        with self.datastore.get_connection() as connection:
            found = connection.execute(
                _SELECT, (after, last, limit, self._max_bytes), prepare=True, binary=True
            ).fetchall()
        return [notification_of(row) for row in found], None
