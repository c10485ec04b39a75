"""The recorder of the audit log: writes rows and the position that they have reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, LiteralString

import msgspec
from eventsourcing.persistence import IntegrityError, Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from psycopg import Cursor
from psycopg.sql import SQL, Identifier

from interfaces.storage.postgres.audit.computation.batch import ComputedRow
from interfaces.storage.postgres.audit.rows import COLUMNS, zones_of
from interfaces.storage.postgres.figures.counting import FigureRow, sum_figures
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import TRACKING_NAME

# Rows come as one JSON text, which takes less than a statement for each row, and than arrays.
_WIDEN: Final[LiteralString] = """
INSERT INTO {schema}.trail_zones AS zone
SELECT * FROM json_to_recordset(%s::json) AS reached (number bigint, first_at timestamptz, last_at timestamptz)
ON CONFLICT (number) DO UPDATE SET
    first_at = least(zone.first_at, excluded.first_at), last_at = greatest(zone.last_at, excluded.last_at)
"""
# During a rebuild there is no index of marks yet, and `merge_marks` does nothing.
_FINISH: Final[LiteralString] = """
WITH counted AS (
    INSERT INTO {schema}.figures AS kept
    SELECT * FROM json_to_recordset(%s::json)
        AS added (hour timestamptz, merchant text, dialect text, topic text, count bigint, seconds numeric)
    ON CONFLICT (hour, merchant, dialect, topic) DO UPDATE SET
        count = kept.count + excluded.count, seconds = kept.seconds + excluded.seconds
),
tracked AS (
    INSERT INTO {schema}.trail_tracking AS kept VALUES (%s, %s)
    ON CONFLICT (application_name) DO UPDATE SET notification_id = excluded.notification_id
    WHERE kept.notification_id < excluded.notification_id
    RETURNING notification_id
)
SELECT EXISTS (SELECT FROM tracked) AS is_first, tillroll.merge_marks(%s)
"""
_ZONE: Final = ("number", "first_at", "last_at")
_FIGURE: Final = ("hour", "merchant", "dialect", "topic", "count", "seconds")
_encoder = msgspec.json.Encoder(decimal_format="number")


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
        # One statement, so that both are of one snapshot.
        self._select_progress = self._of_schema(
            "SELECT"
            " coalesce((SELECT notification_id FROM {schema}.trail_tracking WHERE application_name = %s), 0)"
            " AS position,"
            " coalesce((SELECT max(position) FROM {schema}.trail), 0) AS number,"
            " (SELECT min(base) FROM tillroll.epochs) AS sequence_end"
        )
        self._copy = self._of_schema("COPY {schema}.trail ({columns}) FROM STDIN")
        self._insert_words = self._of_schema("INSERT INTO {schema}.trail_words VALUES (%s, %s, %s)")
        self._widen = self._of_schema(_WIDEN)
        self._finish = self._of_schema(_FINISH)

    def _of_schema(self, statement: LiteralString) -> bytes:
        """Return the statement for the schema. Composing it each time would take as long as running it."""
        columns = SQL(", ").join(map(Identifier, COLUMNS))
        schema = Identifier(self.datastore.schema)
        return SQL(statement).format(schema=schema, columns=columns).as_bytes()

    def progress(self) -> LogProgress:
        """Return how far the log is. Raises StoreUnavailable."""
        with self.datastore.get_connection() as connection:
            (row,) = connection.execute(self._select_progress, (TRACKING_NAME,)).fetchall()
        return LogProgress(
            position=row["position"], number=row["number"], sequence_end=row["sequence_end"] or 0
        )

    def record(self, computed: Sequence[ComputedRow], tracking: Tracking) -> None:
        """Insert rows and their rows of `trail_words`, and add them to the figures.

        `tracking` has the position of the last row's event.

        Raises the library's IntegrityError where another process has recorded that position or one of the rows; then
        nothing is recorded. Raises StoreUnavailable.
        """
        rows = [each.row for each in computed]
        extra_words = [words for each in computed for words in each.extra_words]
        figures = sum_figures(each.figure for each in computed)
        with self.datastore.transaction(commit=True) as cursor:
            # The order of the tables is that in which a rebuild locks them.
            cursor.execute(self._widen, (_objects(_ZONE, zones_of(rows)),), prepare=True)
            with cursor.copy(self._copy) as copy:
                for row in rows:
                    copy.write_row(row)
            if extra_words:
                cursor.executemany(self._insert_words, extra_words)
            self._record_position(cursor, tracking, figures)

    def _record_position(
        self, cursor: Cursor[dict[str, object]], tracking: Tracking, figures: Sequence[FigureRow]
    ) -> None:
        """Count the figures, merge the index of marks, and insert the position."""
        cursor.execute(
            self._finish,
            (
                _objects(_FIGURE, figures),
                tracking.application_name,
                tracking.notification_id,
                self.datastore.schema,
            ),
            prepare=True,
        )
        (row,) = cursor.fetchall()
        if not row["is_first"]:
            raise IntegrityError(f"position {tracking.notification_id} is recorded already")


def _objects(names: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return rows as JSON text of objects."""
    return _encoder.encode([dict(zip(names, row, strict=True)) for row in rows]).decode()
