"""The recorder of the audit log: writes rows and the position that they have reached."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from psycopg.sql import SQL, Identifier

from interfaces.storage.postgres.audit.rows import COLUMNS, ExtraWords, Row, zones_of
from interfaces.storage.postgres.figures.counting import FigureRow
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import TRACKING_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class LogProgress:
    """How far a log is: the position of its last event among the events, and the number of its last row; 0 if none.

    Events up to the position `sequence_end` have it as the number of their rows. The first later one has the number
    after the last of these, and so on.
    """

    position: int
    number: int
    sequence_end: int

    def number_of(self, position: int, after: int) -> int:
        """Return the number of the row of an event at a position, where the row before has the number `after`."""
        return position if position <= self.sequence_end else after + 1


class AuditRecorder(PostgresTrackingRecorder):
    """Writes the audit log in one schema. Rows and position are committed together."""

    def __init__(self, datastore: ProjectionDatastore) -> None:
        super().__init__(datastore, tracking_table_name="trail_tracking")
        schema = Identifier(datastore.schema)
        # One statement, so that both are of one snapshot.
        self._select_progress = SQL(
            "SELECT"
            " coalesce((SELECT notification_id FROM {0}.trail_tracking WHERE application_name = %s), 0) AS position,"
            " coalesce((SELECT max(position) FROM {0}.trail), 0) AS number,"
            " (SELECT min(base) FROM tillroll.epochs) AS sequence_end"
        ).format(schema)
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

    def progress(self) -> LogProgress:
        """Return how far the log is. Raises StoreUnavailable."""
        with self.datastore.get_connection() as connection:
            (row,) = connection.execute(self._select_progress, (TRACKING_NAME,)).fetchall()
        return LogProgress(
            position=row["position"], number=row["number"], sequence_end=row["sequence_end"] or 0
        )

    def record(
        self,
        rows: Sequence[Row],
        tracking: Tracking,
        extra_words: Sequence[ExtraWords] = (),
        figures: Sequence[FigureRow] = (),
    ) -> None:
        """Insert rows and their rows of `trail_words`, and add them to the figures.

        `tracking` has the position of the last row's event.

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
