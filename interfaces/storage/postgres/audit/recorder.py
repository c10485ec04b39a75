"""The trail as the library's projections see it: rows, and the position that they have reached."""

from collections.abc import Sequence

from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from psycopg.sql import SQL, Identifier

from interfaces.storage.postgres.audit.rows import COLUMNS, Apart, Row, zones_of
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import EVENTS_TABLE


class AuditRecorder(PostgresTrackingRecorder):
    """Writes the trail of one schema. Rows and position are committed together."""

    def __init__(self, datastore: ProjectionDatastore) -> None:
        super().__init__(datastore, tracking_table_name="trail_tracking")
        place = Identifier(datastore.schema)
        self._copy = SQL("COPY {}.trail ({}) FROM STDIN").format(
            place, SQL(", ").join(map(Identifier, COLUMNS))
        )
        self._keep_apart = SQL("INSERT INTO {}.trail_words VALUES (%s, %s, %s)").format(place)
        # There is no index while a trail is made anew.
        self._merge = SQL("SELECT tillroll.merge_marks({})").format(datastore.schema)
        self._widen = SQL(
            "INSERT INTO {}.trail_zones AS zone VALUES (%s, %s, %s)"
            " ON CONFLICT (number) DO UPDATE SET"
            " first_at = least(zone.first_at, excluded.first_at),"
            " last_at = greatest(zone.last_at, excluded.last_at)"
        ).format(place)

    def position(self) -> int:
        """The position of the last event that is in the trail; 0 where there is none. Raises StoreUnavailable."""
        reached: int | None = self.max_tracking_id(EVENTS_TABLE)
        return reached or 0

    def record(self, rows: Sequence[Row], tracking: Tracking, apart: Sequence[Apart] = ()) -> None:
        """Adds rows, the last of which is at the position in `tracking`, and the words that do not fit into them.

        Raises the library's IntegrityError where the trail has gone further already, or has one of the rows: then
        another projector was at work, and nothing of this was recorded. Raises StoreUnavailable.
        """
        with self.datastore.transaction(commit=True) as cursor:
            cursor.executemany(self._widen, zones_of(rows))
            with cursor.copy(self._copy) as copy:
                for row in rows:
                    copy.write_row(row)
            if apart:
                cursor.executemany(self._keep_apart, apart)
            cursor.execute(self._merge)
            self._insert_tracking(cursor, tracking)
