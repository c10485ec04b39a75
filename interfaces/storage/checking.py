"""Replays every history in a database and compares it with all that is recorded of it; nothing is written.

Events are read page by page in the order of their histories, each with the snapshot and the row of the trail that it
made, so that a million events take as much memory as a thousand, and no transaction stays open.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from application.history.checking import Arithmetic, HistoryCheck
from application.history.document import Documented, document
from application.history.patch import NOTHING, patch
from application.ports import StoreUnavailable
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.mapper import EventMapper, UnreadableEvent
from interfaces.storage.snapshot_form import SnapshotForm, UnreadableSnapshot
from interfaces.storage.trail.recorder import EVENTS
from interfaces.storage.trail.rows import COLUMNS, Times, row
from interfaces.storage.trail.sessions import connect

Progress = Callable[[int, int], None]

_PAGE = 2000
# What a row has of its neighbours in the trail, and what only PostgreSQL can read, a rebuild compares.
_COMPARED = tuple(name for name in COLUMNS if name not in ("latest_at", "late", "words"))
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


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that differs, at a version of a checkout."""

    checkout_id: str
    version: int
    what: str


@dataclass(kw_only=True)
class Tally:
    """What a check has looked at. `unused` are snapshots of another format, which nobody reads."""

    events: int = 0
    checkouts: int = 0
    snapshots: int = 0
    unused: int = 0
    rows: int = 0


class Check:
    """One check of a whole database. `tally` grows while `findings` are read."""

    def __init__(self, database_url: str, arithmetic: Mapping[str, Arithmetic]) -> None:
        """Connects. Raises StoreUnavailable."""
        self._connection = connect(database_url)
        self._arithmetic = arithmetic
        self._mapper = EventMapper()
        self._form = SnapshotForm()
        self.tally = Tally()

    def findings(self, progress: Progress) -> Iterator[Finding]:
        """Everything that differs. Calls `progress` with how many events are done, and of about how many."""
        try:
            with self._connection as connection:
                yield from self._replayed(_Tables(connection), progress)
        except psycopg.Error as error:
            raise StoreUnavailable(str(error)) from error

    def _replayed(self, tables: "_Tables", progress: Progress) -> Iterator[Finding]:
        about = tables.about()
        current = ""
        history = _History(self._arithmetic)
        for found in tables.events():
            if found.checkout_id != current or not self.tally.checkouts:
                current, history = found.checkout_id, _History(self._arithmetic)
                self.tally.checkouts += 1
            self.tally.events += 1
            for what in self._compared(found, history):
                yield Finding(checkout_id=found.checkout_id, version=found.version, what=what)
            if not self.tally.events % _PAGE:
                progress(self.tally.events, max(about, self.tally.events))
        for what, checkout_id, version in tables.orphans():
            yield Finding(
                checkout_id=checkout_id, version=version, what=f"a {what} without its event"
            )
        progress(self.tally.events, self.tally.events)

    def _compared(self, found: "_Found", history: "_History") -> Iterator[str]:
        try:
            event = self._mapper.decode(found.checkout_id, found.version, found.topic, found.state)
        except UnreadableEvent as error:
            history.is_readable = False
            yield str(error)
            return
        if not history.is_readable:
            return
        before = history.state
        yield from history.replay(event)
        if history.state is None:
            return
        if found.snapshot is not None:
            yield from self._compared_snapshot(found, history.state.checkout)
        if found.trail is not None:
            self.tally.rows += 1
            yield from _compared_row(found, event, before, history.state)
        elif found.is_due_in_trail:
            yield "its row of the trail is missing"

    def _compared_snapshot(self, found: "_Found", checkout: Checkout) -> Iterator[str]:
        assert found.snapshot is not None
        at, form, state = found.snapshot
        if form != self._form.name:
            self.tally.unused += 1
            return
        self.tally.snapshots += 1
        try:
            kept = self._form.decode(found.checkout_id, found.version, state)
        except UnreadableSnapshot as error:
            yield f"its snapshot cannot be read: {error}"
            return
        differing = [
            name.removeprefix("_")
            for name, value in vars(checkout).items()
            if vars(kept).get(name) != value
        ]
        if differing:
            yield f"its snapshot differs from the replay in {', '.join(differing)}"
        if at != checkout.modified_on:
            yield f"its snapshot has the time {at} and not {checkout.modified_on}"


@dataclass(frozen=True, slots=True)
class _Found:
    checkout_id: str
    version: int
    position: int
    topic: str
    state: bytes
    snapshot: tuple[Any, str, bytes] | None
    trail: tuple[Any, ...] | None
    is_due_in_trail: bool


class _History:
    def __init__(self, arithmetic: Mapping[str, Arithmetic]) -> None:
        self._check = HistoryCheck(arithmetic)
        self.state: Documented | None = None
        self.is_readable = True

    def replay(self, event: CheckoutEvent) -> list[str]:
        found = self._check.replay(event)
        checkout, before = self._check.checkout, self.state
        self.state = None
        if checkout is not None:
            self.state = Documented(checkout, document(checkout, earlier=before))
        return found


def _compared_row(
    found: _Found, event: CheckoutEvent, before: Documented | None, after: Documented
) -> Iterator[str]:
    changes = patch(NOTHING if before is None else before.document, after.document)
    times = Times(event.timestamp, 0)
    expected = dict(
        zip(COLUMNS, row(found.position, event, after.checkout, changes, times), strict=True)
    )
    assert found.trail is not None
    kept = dict(zip(_COMPARED, found.trail, strict=True))
    differing = [name for name in _COMPARED if kept[name] != expected[name]]
    if differing:
        yield f"its row of the trail differs from the replay in {', '.join(differing)}"


class _Tables:
    """The tables of a database, which may be older than this code and lack some."""

    def __init__(self, connection: Connection[TupleRow]) -> None:
        self._connection = connection
        self._has_snapshots = self._has("snapshots")
        self._has_trail = self._has("trail")

    def about(self) -> int:
        """About how many events there are."""
        query = "SELECT coalesce(max(notification_id), 0) FROM tillroll.checkout_events"
        return int(self._connection.execute(query).fetchall()[0][0])

    def events(self) -> Iterator[_Found]:
        """All events in the order of their histories."""
        place: dict[str, object] = {"id": "", "version": 0, "page": _PAGE}
        query = self._query()
        while True:
            indexed = self._indexed()
            rows = self._connection.execute(query, place, binary=True).fetchall()
            for values in rows:
                yield _found(values, indexed)
            if len(rows) < _PAGE:
                return
            place.update(id=rows[-1][0], version=rows[-1][1])

    def orphans(self) -> Iterator[tuple[str, str, int]]:
        """What is derived from an event that is not there."""
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
            columns += [f"trail.{name}" for name in _COMPARED]
            joins += " LEFT JOIN tillroll.trail ON trail.position = notification_id"
        return (
            f"WITH event AS MATERIALIZED ({_EVENTS_OF_A_PAGE}) SELECT {', '.join(columns)}"
            f" FROM event{joins} ORDER BY originator_id, originator_version"
        ).encode()

    def _indexed(self) -> int:
        """The position that the trail has reached; it is asked before the events, and so never ahead of its rows."""
        if not self._has_trail:
            return 0
        query = "SELECT notification_id FROM tillroll.trail_tracking WHERE application_name = %s"
        rows = self._connection.execute(query, (EVENTS,)).fetchall()
        return int(rows[0][0]) if rows else 0

    def _has(self, table: str) -> bool:
        query = "SELECT to_regclass(%s) IS NOT NULL"
        return bool(self._connection.execute(query, (f"tillroll.{table}",)).fetchall()[0][0])


def _found(values: tuple[Any, ...], indexed: int) -> _Found:
    checkout_id, version, position, topic, state, at, form, kept, *trail = values
    return _Found(
        checkout_id=checkout_id,
        version=version,
        position=position,
        topic=topic,
        state=state,
        snapshot=None if form is None else (at, form, kept),
        trail=tuple(trail) if trail and trail[0] is not None else None,
        is_due_in_trail=position <= indexed,
    )
