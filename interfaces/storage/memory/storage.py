"""The same stores in memory, for unit tests. Events go through their stored form, as in the real one."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from eventsourcing.persistence import IntegrityError
from eventsourcing.popo import POPOApplicationRecorder

from application.checkouts.inline_writes import InlineWrites
from application.checkouts.snapshots import EventRange
from application.ports.event_store import (
    INVALID_BODIES_KEPT,
    Alias,
    AliasTaken,
    EventStore,
    RefusedCommand,
    StoredRefusal,
    VersionTaken,
)
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.memory.access_log import InMemoryAccessLog
from interfaces.storage.memory.catalogue import InMemoryCatalogue
from interfaces.storage.memory.inline_writes import InMemoryInlineWrites
from interfaces.storage.postgres.events.append import AppendItem, MissingEvents
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.snapshots.codec import SnapshotCodec, UnreadableSnapshot
from interfaces.storage.postgres.tables.refusal_codec import kept, with_latest_invalid


class InMemoryDeadlines:
    """Deadlines in a dict."""

    def __init__(self) -> None:
        self._dues: dict[str, datetime] = {}

    async def due(self, at: datetime, limit: int) -> Sequence[str]:
        """Checkouts whose deadline is `at` or before it, the longest overdue first."""
        passed = [(due, checkout_id) for checkout_id, due in self._dues.items() if due <= at]
        return [checkout_id for _, checkout_id in sorted(passed)[:limit]]

    async def settle(self, checkout_id: str, next_due: datetime | None) -> None:
        """Moves a deadline, or removes it."""
        if next_due is None:
            self._dues.pop(checkout_id, None)
        else:
            self._dues[checkout_id] = next_due


class InMemoryEventStore:
    """Histories in the library's own in-memory recorder."""

    def __init__(
        self, deadlines: InMemoryDeadlines, beside: InMemoryInlineWrites | None = None
    ) -> None:
        self._beside = beside or InMemoryInlineWrites()
        self._mapper = EventCodec()
        self._recorder = POPOApplicationRecorder()
        self._names: dict[Alias, str] = {}
        self._deadlines = deadlines

    async def append(
        self,
        events: Sequence[CheckoutEvent],
        *,
        names: Sequence[Alias] = (),
        due: datetime | None = None,
        along: InlineWrites | None = None,
    ) -> None:
        """Records consecutive events of one checkout, all or none, with their names, deadline and what goes along.

        Raises as PostgresEventStore does.
        """
        append = AppendItem(events, names, due, self._mapper, along)
        checkout_id = append.checkout_id.decode()
        self._beside.admit(along)
        standing = self._standing(checkout_id)
        if standing >= append.first:
            raise VersionTaken(overlapped=False)
        if standing < append.first - 1:
            raise MissingEvents(f"version {standing} stands, and {append.first} was to follow it")
        for name in names:
            if (holder := self._names.get(name, checkout_id)) != checkout_id:
                raise AliasTaken(holder)
        try:
            self._recorder.insert_events([self._mapper.to_stored_event(event) for event in events])
        except IntegrityError as error:
            raise VersionTaken(overlapped=True) from error
        self._names.update(dict.fromkeys(names, checkout_id))
        self._beside.record(along)
        if due is not None:
            await self._deadlines.settle(checkout_id, due)

    async def events(
        self, checkout_id: str, *, after: int = 0, upto: int | None = None
    ) -> Sequence[CheckoutEvent]:
        """The events of one checkout with `after` < version ≤ `upto`, in order."""
        stored = self._recorder.select_events(checkout_id, gt=after, lte=upto)
        return [self._mapper.to_domain_event(row) for row in stored]

    async def find(self, name: Alias) -> str | None:
        """The id of the checkout that has this name."""
        return self._names.get(name)

    def recorded(self, after: int) -> list[tuple[int, CheckoutEvent]]:
        """The events of all checkouts after a position, in the order in which they were recorded."""
        return [
            (found.id, self._mapper.to_domain_event(found))
            for found in self._recorder.select_notifications(after + 1, limit=2**31)
        ]

    def _standing(self, checkout_id: str) -> int:
        latest = self._recorder.select_events(checkout_id, desc=True, limit=1)
        return latest[0].originator_version if latest else 0


class InMemorySnapshots:
    """Snapshots in a dict, in their stored form, by checkout and version."""

    def __init__(self, store: EventStore, kept: dict[tuple[str, int], bytes] | None = None) -> None:
        self.kept: dict[tuple[str, int], bytes] = {} if kept is None else kept
        self._store = store
        self._form = SnapshotCodec()

    async def upto(self, checkout_id: str, version: int | None = None) -> EventRange:
        """The history up to `version`, or its end, from the last usable snapshot on."""
        for state in self._latest_first(checkout_id):
            if version is None or state.version <= version:
                events = await self._store.events(checkout_id, after=state.version, upto=version)
                return EventRange(state=state, events=events)
        return EventRange(state=None, events=await self._store.events(checkout_id, upto=version))

    async def until(self, checkout_id: str, at: datetime) -> EventRange:
        """The history up to the last event whose time is `at` or before, from a snapshot on."""
        states = self._latest_first(checkout_id)
        state = next((state for state in states if state.modified_on <= at), None)
        after = 0 if state is None else state.version
        events = await self._store.events(checkout_id, after=after)
        return EventRange(state=state, events=[event for event in events if event.timestamp <= at])

    def keep(self, checkout: Checkout) -> None:
        """Keeps the state at once."""
        self.kept[checkout.id, checkout.version] = self._form.encode(checkout)

    async def settle(self) -> None:
        """There is never anything to wait for."""

    def _latest_first(self, checkout_id: str) -> Iterator[Checkout]:
        for (owner, version), stored in sorted(self.kept.items(), reverse=True):
            if owner == checkout_id:
                with contextlib.suppress(UnreadableSnapshot):
                    yield self._form.decode(checkout_id, version, stored)


class InMemoryRefusalLog:
    """Refused attempts in a list."""

    def __init__(self) -> None:
        self._kept: list[StoredRefusal] = []
        self._invalid: dict[str, tuple[int, StoredRefusal]] = {}

    async def keep(self, attempt: RefusedCommand) -> None:
        """Keeps one attempt."""
        self._kept.append(kept(attempt))

    async def keep_invalid(self, attempt: RefusedCommand) -> None:
        """Keeps one attempt with an invalid body, within INVALID_BODIES_KEPT."""
        latest = kept(attempt)
        before, _ = self._invalid.get(latest.checkout_id, (0, None))
        self._invalid[latest.checkout_id] = (before + 1, latest)
        if before < INVALID_BODIES_KEPT:
            self._kept.append(latest)

    async def of(self, checkout_id: str) -> Sequence[StoredRefusal]:
        """The attempts on one checkout, oldest first."""
        found = [attempt for attempt in self._kept if attempt.checkout_id == checkout_id]
        made, latest = self._invalid.get(checkout_id, (0, None))
        return with_latest_invalid(found, made, latest)


class InMemoryStorage:
    """The parts of PostgresStorage, without one."""

    def __init__(self) -> None:
        self.deadlines = InMemoryDeadlines()
        self.catalogue = InMemoryCatalogue()
        beside = InMemoryInlineWrites(self.catalogue)
        self.answers = beside.answers
        self.listings = beside.listings
        self.events = InMemoryEventStore(self.deadlines, beside)
        self.snapshots = InMemorySnapshots(self.events)
        self.refusals = InMemoryRefusalLog()
        self.reads = InMemoryAccessLog()
