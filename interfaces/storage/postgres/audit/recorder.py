"""The recorder of the audit log: writes rows and the position that they have reached."""

from collections.abc import Sequence

from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from psycopg.sql import SQL, Identifier

from interfaces.storage.postgres.audit.rows import COLUMNS, ExtraWords, Row, zones_of
from interfaces.storage.postgres.figures.counting import FigureRow
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import EVENTS_TABLE


class AuditRecorder(PostgresTrackingRecorder):
    """Writes the audit log in one schema. Rows and position are committed together."""

    def __init__(self, datastore: ProjectionDatastore) -> None:
        super().__init__(datastore, tracking_table_name="trail_tracking")
        schema = Identifier(datastore.schema)
        self._copy = SQL("COPY {}.trail ({}) FROM STDIN").format(
            schema, SQL(", ").join(map(Identifier, COLUMNS))
        )
        self._insert_words = SQL("INSERT INTO {}.trail_words VALUES (%s, %s, %s)").format(schema)
        # During a rebuild there is no index yet, and the function does nothing.
        self._merge = SQL("SELECT tillroll.merge_marks({})").format(datastore.schema)
        self._widen = SQL(
            "INSERT INTO {}.trail_zones AS zone VALUES (%s, %s, %s)"
            " ON CONFLICT (number) DO UPDATE SET"
            " first_at = least(zone.first_at, excluded.first_at),"
            " last_at = greatest(zone.last_at, excluded.last_at)"
        ).format(schema)
        self._count = SQL(
            "INSERT INTO {}.figures AS kept VALUES (%s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (hour, merchant, dialect, topic) DO UPDATE SET"
            " count = kept.count + excluded.count, seconds = kept.seconds + excluded.seconds"
        ).format(schema)

    def position(self) -> int:
        """Return the position of the last recorded event; 0 where there is none. Raises StoreUnavailable."""
        reached: int | None = self.max_tracking_id(EVENTS_TABLE)
        return reached or 0

    def record(
        self,
        rows: Sequence[Row],
        tracking: Tracking,
        extra_words: Sequence[ExtraWords] = (),
        figures: Sequence[FigureRow] = (),
    ) -> None:
        """Insert rows and their rows of `trail_words`, and add them to the figures.

        The last row is at the position in `tracking`.

        Raises the library's IntegrityError where another process has recorded that position or one of the rows; then
        nothing is recorded. Raises StoreUnavailable.
        """
        with self.datastore.transaction(commit=True) as cursor:
            cursor.executemany(self._widen, zones_of(rows))
            with cursor.copy(self._copy) as copy:
                for row in rows:
                    copy.write_row(row)
            if extra_words:
                cursor.executemany(self._insert_words, extra_words)
            cursor.execute(self._merge)
            cursor.executemany(self._count, figures)
            self._insert_tracking(cursor, tracking)
