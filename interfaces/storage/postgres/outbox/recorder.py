"""The recorder of the outbox: writes deliveries and the position that they have reached."""

from collections.abc import Collection, Sequence
from typing import Any

from eventsourcing.persistence import Notification, StoredEvent, Tracking
from eventsourcing.postgres import PostgresTrackingRecorder

from interfaces.storage.postgres.archive.recorder import ArchivedEvents
from interfaces.storage.postgres.outbox.rows import Row
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import (
    LAST_POSITION,
    TRACKING_NAME,
    notification_of,
)

_RECORD = """
WITH recorded AS (
    INSERT INTO tillroll.deliveries
        (position, place, checkout_id, version, merchant, channel, method, url, headers, body,
         receiver, state, made_at, due)
    VALUES
        (%(position)s, %(place)s, %(checkout_id)s, %(version)s, %(merchant)s, %(channel)s,
         %(method)s, %(url)s, %(headers)s, %(body)s, %(receiver)s, %(state)s, %(made_at)s, %(due)s)
    RETURNING id
)
INSERT INTO tillroll.delivery_attempts (delivery_id, number, at, outcome, problem)
SELECT id, 0, %(made_at)s, 'not sent', %(problem)s FROM recorded WHERE %(problem)s::text IS NOT NULL
"""
# Of events on topics without callbacks only the last one is read, without its state: it says how far the page reaches.
_SELECT = """
WITH page AS MATERIALIZED (
    SELECT notification_id, originator_id, originator_version, topic,
        CASE WHEN topic = ANY(%(topics)s::text[]) THEN state ELSE ''::bytea END AS state
    FROM tillroll.checkout_events
    WHERE notification_id > %(after)s AND notification_id <= %(up_to)s ORDER BY notification_id LIMIT %(limit)s
),
whole AS (SELECT count(*) AS events, max(notification_id) AS last FROM page)
SELECT page.*, whole.events
FROM page, whole
WHERE page.topic = ANY(%(topics)s::text[]) OR page.notification_id = whole.last
ORDER BY page.notification_id
"""

_OPENINGS = """
SELECT originator_id, topic, state FROM tillroll.checkout_events
WHERE originator_id = ANY(%(ids)s::text[]) AND originator_version = 1
"""


class OutboxRecorder(PostgresTrackingRecorder):
    """Writes deliveries. Rows and position are committed together."""

    def __init__(self, datastore: ProjectionDatastore) -> None:
        super().__init__(datastore, tracking_table_name="deliveries_tracking")

    def position(self) -> int:
        """Return the position of the last processed event; 0 where there is none. Raises StoreUnavailable."""
        reached: int | None = self.max_tracking_id(TRACKING_NAME)
        return reached or 0

    def record(self, rows: Sequence[Row], tracking: Tracking) -> None:
        """Insert the deliveries of all events up to the position in `tracking`.

        Raises the library's IntegrityError where another process has recorded that position; then nothing is recorded.
        Raises StoreUnavailable.
        """
        with self.datastore.transaction(commit=True) as cursor:
            for row in rows:
                cursor.execute(_RECORD, row)
            self._insert_tracking(cursor, tracking)


class CauseReader:
    """Reads pages of events by position: those on `topics`, and the last one of the page.

    `page_size` is the number of all events of the last page that was read.
    """

    def __init__(
        self, datastore: ProjectionDatastore, topics: frozenset[str], archived: ArchivedEvents
    ) -> None:
        self.datastore = datastore
        self._archived = archived
        self._topics = sorted(topics)
        self.page_size = 0

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return what is read of a page of up to `limit` events from `start` to `stop`. Raises StoreUnavailable."""
        wanted: dict[str, Any] = {
            "topics": self._topics,
            "after": (start or 0) - inclusive_of_start,
            "up_to": LAST_POSITION if stop is None else stop,
            "limit": limit,
        }
        with self.datastore.get_connection() as connection:
            found = connection.execute(_SELECT, wanted, prepare=True).fetchall()
        self.page_size = found[0]["events"] if found else 0
        return [notification_of(row) for row in found]

    def openings(self, checkout_ids: Collection[str]) -> Sequence[StoredEvent]:
        """Return the first event of each of these checkouts. Raises StoreUnavailable."""
        wanted = {"ids": list(checkout_ids)}
        with self.datastore.get_connection() as connection:
            found = connection.execute(_OPENINGS, wanted, prepare=True).fetchall()
        openings = [
            StoredEvent(row["originator_id"], 1, row["topic"], bytes(row["state"])) for row in found
        ]
        for checkout_id in set(checkout_ids) - {row["originator_id"] for row in found}:
            openings += [
                StoredEvent(checkout_id, 1, event.topic, event.state)
                for event in self._archived.versions(checkout_id, 1, 1)
            ]
        return openings
