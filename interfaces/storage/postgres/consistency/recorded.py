"""Reads every event together with its snapshot and its row of the audit log."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from psycopg import Connection
from psycopg.rows import TupleRow

from interfaces.storage.postgres.audit.rows import COLUMNS
from interfaces.storage.postgres.projections.event_table import EVENTS_TABLE

_PAGE = 2000
# Only PostgreSQL can parse `marks`; a rebuild compares that column.
COMPARED = tuple(name for name in COLUMNS if name != "marks")
_EVENTS_OF_A_PAGE = """
    SELECT originator_id, originator_version, notification_id, topic, state
    FROM tillroll.checkout_events
    WHERE (originator_id, originator_version) > (%(id)s, %(version)s)
    ORDER BY originator_id, originator_version
    LIMIT %(page)s
"""
_ORPHANS = {
    "snapshot": """
        SELECT checkout_id, version FROM tillroll.snapshots AS derived
        WHERE NOT EXISTS (
            SELECT FROM tillroll.checkout_events
            WHERE originator_id = checkout_id AND originator_version = version
        )
    """,
    "row of the trail": """
        SELECT checkout_id, version FROM tillroll.trail AS derived
        WHERE NOT EXISTS (
            SELECT FROM tillroll.checkout_events
            WHERE originator_id = checkout_id AND originator_version = version
                AND notification_id = position
        )
    """,
}


@dataclass(frozen=True, slots=True)
class RecordedState:
    """One event, with its snapshot (time, format, state) and its row of the audit log (COMPARED), if any.

    `is_due_in_trail` means that the audit log has reached the position of the event.
    """

    checkout_id: str
    version: int
    position: int
    topic: str
    state: bytes
    snapshot: tuple[Any, str, bytes] | None
    trail: tuple[Any, ...] | None
    is_due_in_trail: bool


class RecordedTables:
    """The tables of a database. One of an older schema may lack some."""

    def __init__(self, connection: Connection[TupleRow]) -> None:
        self._connection = connection
        self._has_snapshots = self._has("snapshots")
        self._has_trail = self._has("trail")

    def about(self) -> int:
        """Estimate the number of events."""
        query = "SELECT coalesce(max(notification_id), 0) FROM tillroll.checkout_events"
        return int(self._connection.execute(query).fetchall()[0][0])

    def events(self) -> Iterator[RecordedState]:
        """Yield all events, ordered by checkout and version."""
        place: dict[str, object] = {"id": "", "version": 0, "page": _PAGE}
        query = self._query()
        while True:
            indexed = self._log_position()
            rows = self._connection.execute(query, place, binary=True).fetchall()
            for values in rows:
                yield _state_from(values, indexed)
            if len(rows) < _PAGE:
                return
            place.update(id=rows[-1][0], version=rows[-1][1])

    def orphans(self) -> Iterator[tuple[str, str, int]]:
        """Yield the kind, the checkout and the version of derived rows without their event."""
        self._connection.execute("SET statement_timeout = 0")
        for what, table in (
            ("snapshot", self._has_snapshots),
            ("row of the trail", self._has_trail),
        ):
            if table:
                for checkout_id, version in self._connection.execute(_ORPHANS[what].encode()):
                    yield what, checkout_id, version

    def _query(self) -> bytes:
        columns = ["event.*"]
        joins = ""
        if self._has_snapshots:
            columns.append("kept.at, kept.format, kept.state")
            joins += (
                " LEFT JOIN tillroll.snapshots AS kept"
                " ON kept.checkout_id = originator_id AND kept.version = originator_version"
            )
        else:
            columns.append("NULL, NULL, NULL")
        if self._has_trail:
            columns += [f"trail.{name}" for name in COMPARED]
            joins += " LEFT JOIN tillroll.trail ON trail.position = notification_id"
        return (
            f"WITH event AS MATERIALIZED ({_EVENTS_OF_A_PAGE}) SELECT {', '.join(columns)}"
            f" FROM event{joins} ORDER BY originator_id, originator_version"
        ).encode()

    def _log_position(self) -> int:
        """Return the position of the audit log. Read before the events, so that it is never ahead of the rows."""
        if not self._has_trail:
            return 0
        query = "SELECT notification_id FROM tillroll.trail_tracking WHERE application_name = %s"
        rows = self._connection.execute(query, (EVENTS_TABLE,)).fetchall()
        return int(rows[0][0]) if rows else 0

    def _has(self, table: str) -> bool:
        query = "SELECT to_regclass(%s) IS NOT NULL"
        return bool(self._connection.execute(query, (f"tillroll.{table}",)).fetchall()[0][0])


def _state_from(values: tuple[Any, ...], indexed: int) -> RecordedState:
    checkout_id, version, position, topic, state, at, form, kept, *trail = values
    return RecordedState(
        checkout_id=checkout_id,
        version=version,
        position=position,
        topic=topic,
        state=state,
        snapshot=None if form is None else (at, form, kept),
        trail=tuple(trail) if trail and trail[0] is not None else None,
        is_due_in_trail=position <= indexed,
    )
