"""Replays every history in a database and compares it with the derived data. Read-only.

Events are read page by page in the order of their histories, each with its snapshot and its row of the audit log.
Memory use does not depend on the number of events, and no transaction stays open.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from application.history.consistency import Arithmetic, HistoryCheck
from application.history.document import DocumentedState, document
from application.history.patches.documents import NOTHING, patch
from application.persons.old_text import SettingsMaps, has_clear_text
from application.ports.event_store import StoreUnavailable
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.codecs.shoppers import SHOPPER, changes_without_token
from interfaces.storage.postgres.audit.rows import COLUMNS, changes_json, changes_of, row
from interfaces.storage.postgres.consistency.recorded import (
    COMPARED,
    RecordedState,
    RecordedTables,
    UnreadHistory,
)
from interfaces.storage.postgres.events.codec import EventCodec, UnreadableEvent
from interfaces.storage.postgres.projections.session import connect
from interfaces.storage.postgres.snapshots.codec import SnapshotCodec, UnreadableSnapshot

Progress = Callable[[int, int], None]

_PROGRESS_EVENTS = 2000


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A difference at a version of a checkout."""

    checkout_id: str
    version: int
    what: str


@dataclass(kw_only=True)
class Tally:
    """The numbers of checked items.

    `clear` counts events with personal data in the clear, `unused` snapshots of another format, which are never read.
    """

    events: int = 0
    clear: int = 0
    checkouts: int = 0
    snapshots: int = 0
    unused: int = 0
    rows: int = 0


class ConsistencyCheck:
    """A check of a whole database. `tally` is updated while `findings` is iterated."""

    def __init__(
        self,
        database_url: str,
        arithmetic: Mapping[str, Arithmetic],
        settings_maps: SettingsMaps,
    ) -> None:
        """Connect to the database. Raises StoreUnavailable."""
        self._connection = connect(database_url)
        self._arithmetic = arithmetic
        self._settings_maps = settings_maps
        self._codec = EventCodec()
        self._snapshot_codec = SnapshotCodec()
        self.tally = Tally()

    def findings(self, progress: Progress) -> Iterator[Finding]:
        """Yield all differences. Calls `progress` with the number of checked events and about how many there are."""
        try:
            with self._connection as connection:
                yield from self._check_events(RecordedTables(connection), progress)
        except psycopg.Error as error:
            raise StoreUnavailable(str(error)) from error

    def _check_events(self, tables: RecordedTables, progress: Progress) -> Iterator[Finding]:
        about = tables.about()
        current = ""
        history = _History(self._arithmetic)
        for found in tables.events():
            if found.checkout_id != current or not self.tally.checkouts:
                current, history = found.checkout_id, _History(self._arithmetic)
                self.tally.checkouts += 1
            if isinstance(found, UnreadHistory):
                history.is_readable = False
                yield Finding(checkout_id=current, version=found.version, what=found.what)
                continue
            self.tally.events += 1
            for what in self._compare_event(found, history):
                yield Finding(checkout_id=found.checkout_id, version=found.version, what=what)
            if not self.tally.events % _PROGRESS_EVENTS:
                progress(self.tally.events, max(about, self.tally.events))
        for what, checkout_id, version in tables.orphans():
            yield Finding(checkout_id=checkout_id, version=version, what=what)
        progress(self.tally.events, self.tally.events)

    def _compare_event(self, found: RecordedState, history: "_History") -> Iterator[str]:
        try:
            event = self._codec.decode(found.checkout_id, found.version, found.topic, found.state)
        except UnreadableEvent as error:
            history.is_readable = False
            yield str(error)
            return
        self.tally.clear += has_clear_text(event, self._settings_maps)
        if not history.is_readable:
            return
        before = history.state
        yield from history.replay(event)
        if history.state is None:
            return
        if found.snapshot is not None:
            yield from self._compare_snapshot(found, history.state.checkout)
        if found.trail is not None:
            self.tally.rows += 1
            yield from _compare_row(found, event, before, history.state)
        elif found.is_due_in_trail:
            yield "its row of the audit log is missing"

    def _compare_snapshot(self, found: RecordedState, checkout: Checkout) -> Iterator[str]:
        assert found.snapshot is not None
        at, form, state = found.snapshot
        if form != self._snapshot_codec.name:
            self.tally.unused += 1
            return
        self.tally.snapshots += 1
        try:
            kept = self._snapshot_codec.decode(found.checkout_id, found.version, state)
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


class _History:
    def __init__(self, arithmetic: Mapping[str, Arithmetic]) -> None:
        self._check = HistoryCheck(arithmetic)
        self.state: DocumentedState | None = None
        self.is_readable = True

    def replay(self, event: CheckoutEvent) -> list[str]:
        found = self._check.replay(event)
        checkout, before = self._check.checkout, self.state
        self.state = None
        if checkout is not None:
            self.state = DocumentedState(checkout, document(checkout, earlier=before))
        return found


def _compare_row(
    found: RecordedState,
    event: CheckoutEvent,
    before: DocumentedState | None,
    after: DocumentedState,
) -> Iterator[str]:
    changes = patch(NOTHING if before is None else before.document, after.document)
    assert found.trail is not None
    recorded = dict(zip(COMPARED, found.trail, strict=True))
    columns, _ = row(recorded["position"], event, after.checkout, changes)
    expected = dict(zip(COLUMNS, columns, strict=True))
    expected["changes"] = changes_json(changes)
    kept = _without_token(recorded, after.checkout)
    differing = [name for name in COMPARED if kept[name] != expected[name]]
    if differing:
        yield f"its row of the trail differs from the replay in {', '.join(differing)}"


def _without_token(kept: dict[str, Any], checkout: Checkout) -> dict[str, Any]:
    """Return a recorded row as readers see it: rows of older versions have the public token of their checkout."""
    actor = kept["actor"]
    if actor == SHOPPER + checkout.public_token:
        actor = SHOPPER + checkout.id
    changes = changes_without_token(changes_of(kept["changes"]), checkout.version)
    return kept | {"actor": actor, "changes": changes, "changes_bytes": len(changes.encode())}
