"""Reads every event together with its snapshot and its row of the audit log."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import Connection
from psycopg.rows import TupleRow

from interfaces.storage.archive.failures import ArchiveUnavailable
from interfaces.storage.postgres.archive.pages import ArchivedPages
from interfaces.storage.postgres.audit.rows import COLUMNS
from interfaces.storage.postgres.projections.event_table import TRACKING_NAME

_PAGE = 2000
COMPARED = COLUMNS
_CHECKOUT_ID, _VERSION = COMPARED.index("checkout_id"), COMPARED.index("version")
_EVENTS_OF_A_PAGE = """
    SELECT originator_id, originator_version, notification_id, topic, state
    FROM tillroll.checkout_events
    WHERE (originator_id, originator_version) > (%(id)s, %(version)s)
    ORDER BY originator_id, originator_version
    LIMIT %(page)s
"""
_ROWS_OF_A_PAGE = f"""
    SELECT {", ".join(COMPARED)} FROM tillroll.trail
    WHERE hashtext(checkout_id) = ANY(ARRAY(SELECT hashtext(id) FROM unnest(%(ids)s::text[]) AS id))
        AND checkout_id = ANY(%(ids)s::text[])
        AND (checkout_id, version) >= (%(first_id)s, %(first)s)
        AND (checkout_id, version) <= (%(last_id)s, %(last)s)
"""
_ESTIMATE = (
    "SELECT reltuples::bigint FROM pg_class WHERE oid = 'tillroll.checkout_events'::regclass"
)
_ORPHANS = {
    "a snapshot without its event": """
        SELECT checkout_id, version FROM tillroll.snapshots AS derived
        WHERE NOT EXISTS (
            SELECT FROM tillroll.checkout_events
            WHERE originator_id = checkout_id AND originator_version = version
        ) AND NOT EXISTS (ARCHIVED)
    """,
    "a row of the trail without its event": """
        SELECT checkout_id, version FROM tillroll.trail AS derived
        WHERE NOT EXISTS (
            SELECT FROM tillroll.checkout_events
            WHERE originator_id = checkout_id AND originator_version = version
        ) AND NOT EXISTS (ARCHIVED)
    """,
    "a row of the trail out of the order of versions": """
        SELECT checkout_id, version FROM (
            SELECT
                checkout_id, version,
                lag(version) OVER (PARTITION BY checkout_id ORDER BY position) AS before
            FROM tillroll.trail
        ) AS ordered
        WHERE version <= before
    """,
}
_ARCHIVED = """
            SELECT FROM tillroll.archived_checkouts AS part
            WHERE part.checkout_id = derived.checkout_id
                AND derived.version BETWEEN part.first_version AND part.last_version
"""
_NONE_ARCHIVED = "SELECT WHERE false"


@dataclass(frozen=True, slots=True)
class RecordedState:
    """One event, with its snapshot (time, format, state) and its row of the audit log (COMPARED), if any.

    `position` is that among the events; the row has a number of its own. `is_due_in_trail` means that the audit log has
    reached the position of the event.
    """

    checkout_id: str
    version: int
    position: int
    topic: str
    state: bytes
    snapshot: tuple[Any, str, bytes] | None
    trail: tuple[Any, ...] | None
    is_due_in_trail: bool


@dataclass(frozen=True, slots=True)
class UnreadHistory:
    """A checkout whose archived events cannot be read, the first version of these, and why."""

    checkout_id: str
    version: int
    what: str


class RecordedTables:
    """The tables of a database, and its archive. One of an older schema may lack some."""

    def __init__(self, connection: Connection[TupleRow]) -> None:
        self._connection = connection
        self._has_snapshots = self._has("snapshots")
        self._has_trail = self._has("trail")
        self._archive = (
            ArchivedPages(connection, tuple(COMPARED)) if self._has("archived_checkouts") else None
        )

    def about(self) -> int:
        """Estimate the number of events."""
        return max(0, int(self._connection.execute(_ESTIMATE).fetchall()[0][0]))

    def events(self) -> Iterator[RecordedState | UnreadHistory]:
        """Yield all events, ordered by checkout and version.

        Where archived events of a checkout cannot be read, that comes before its events in the database.
        """
        current = ""
        place: dict[str, object] = {"id": "", "version": 0, "page": _PAGE}
        query = self._query()
        while True:
            indexed = self._log_position()
            rows = self._connection.execute(query, place, binary=True).fetchall()
            trail = self._rows_of(rows)
            archived = self._archived_before(rows, current)
            for values in rows:
                if values[0] != current:
                    current = values[0]
                    yield from archived.get(current, ())
                yield _state_from(values, trail.get(values[:2]), indexed)
            if len(rows) < _PAGE:
                return
            place.update(id=rows[-1][0], version=rows[-1][1])

    def orphans(self) -> Iterator[tuple[str, str, int]]:
        """Yield what is wrong with derived rows as such, with the checkout and the version of each."""
        self._connection.execute("SET statement_timeout = 0")
        for what, query in _ORPHANS.items():
            if self._has_snapshots if what.startswith("a snapshot") else self._has_trail:
                archived = _NONE_ARCHIVED if self._archive is None else _ARCHIVED
                filled = query.replace("ARCHIVED", archived).encode()
                for checkout_id, version in self._connection.execute(filled):
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
        return (
            f"WITH event AS MATERIALIZED ({_EVENTS_OF_A_PAGE}) SELECT {', '.join(columns)}"
            f" FROM event{joins} ORDER BY originator_id, originator_version"
        ).encode()

    def _rows_of(self, events: list[TupleRow]) -> Mapping[tuple[Any, ...], TupleRow]:
        """Return the rows of the audit log of a page of events, by checkout and version."""
        if not self._has_trail or not events:
            return {}
        (first_id, first, *_), (last_id, last, *_) = events[0], events[-1]
        wanted: dict[str, object] = {
            "ids": list({each[0] for each in events}),
            "first_id": first_id,
            "first": first,
            "last_id": last_id,
            "last": last,
        }
        rows = self._connection.execute(_ROWS_OF_A_PAGE.encode(), wanted, binary=True).fetchall()
        return {(row[_CHECKOUT_ID], row[_VERSION]): row for row in rows}

    def _archived_before(
        self, page: list[TupleRow], current: str
    ) -> Mapping[str, Sequence[RecordedState | UnreadHistory]]:
        """Return the archived events of the checkouts that begin in this page, where the first ones are not in it."""
        first_versions: dict[str, int] = {}
        for checkout_id, version, *_ in page:
            if checkout_id != current:
                first_versions.setdefault(checkout_id, version)
        later = {key: version for key, version in first_versions.items() if version > 1}
        if self._archive is None or not later:
            return {}
        found: dict[str, list[RecordedState | UnreadHistory]] = {}
        trail = self._archive.trail(list(later)) if self._has_trail else {}
        for checkout_id, events in self._archive.histories(list(later)):
            states = found.setdefault(checkout_id, [])
            if isinstance(events, ArchiveUnavailable):
                states.append(UnreadHistory(checkout_id, 1, str(events)))
                continue
            for each in events:
                row = trail.get((checkout_id, each.version))
                values = (checkout_id, each.version, each.position, each.topic, each.state)
                states.append(_state_from((*values, None, None, None), row, each.position))
        return found

    def _log_position(self) -> int:
        """Return the position of the audit log. Read before the events, so that it is never ahead of the rows."""
        if not self._has_trail:
            return 0
        query = "SELECT notification_id FROM tillroll.trail_tracking WHERE application_name = %s"
        rows = self._connection.execute(query, (TRACKING_NAME,)).fetchall()
        return int(rows[0][0]) if rows else 0

    def _has(self, table: str) -> bool:
        query = "SELECT to_regclass(%s) IS NOT NULL"
        return bool(self._connection.execute(query, (f"tillroll.{table}",)).fetchall()[0][0])


def _state_from(
    values: tuple[Any, ...], trail: tuple[Any, ...] | None, indexed: int
) -> RecordedState:
    checkout_id, version, position, topic, state, at, form, kept = values
    return RecordedState(
        checkout_id=checkout_id,
        version=version,
        position=position,
        topic=topic,
        state=state,
        snapshot=None if form is None else (at, form, kept),
        trail=trail,
        is_due_in_trail=position <= indexed,
    )
