"""The stores in memory, for unit tests. Events are encoded and decoded as in PostgreSQL."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from eventsourcing.persistence import IntegrityError
from eventsourcing.popo import POPOApplicationRecorder

from application.ports.event_store import Alias, AliasTaken, Append, EventStore, VersionTaken
from application.ports.person_vault import PersonAccess
from application.ports.refusal_log import (
    COUNTED_ATTEMPTS_KEPT,
    LoggedRefusal,
    RefusalFilter,
    RefusalsWithin,
    RefusedCommand,
    StoredRefusal,
)
from application.ports.snapshot_store import EventRange
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.codecs.refusals import stored_refusal, with_latest_counted
from interfaces.storage.memory.access_log import InMemoryAccessLog
from interfaces.storage.memory.address_book import InMemoryAddressBook
from interfaces.storage.memory.catalogue import InMemoryCatalogue
from interfaces.storage.memory.erasures import InMemoryErasures
from interfaces.storage.memory.inline_writes import InMemoryInlineWrites
from interfaces.storage.memory.key_vault import InMemoryKeyVault
from interfaces.storage.memory.person_vault import InMemoryPersonVault
from interfaces.storage.memory.reader_sessions import InMemoryReaderSessions
from interfaces.storage.memory.saved_searches import InMemorySavedSearches
from interfaces.storage.postgres.events.append import AppendItem, MissingEvents
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.snapshots.codec import SnapshotCodec, UnreadableSnapshot


class InMemoryDeadlines:
    """Deadlines in a dict."""

    def __init__(self) -> None:
        self._by_checkout: dict[str, datetime] = {}

    async def due(self, at: datetime, limit: int) -> Sequence[str]:
        """Return the ids of checkouts whose deadline is `at` or earlier, the longest overdue first."""
        passed = [(due, checkout_id) for checkout_id, due in self._by_checkout.items() if due <= at]
        return [checkout_id for _, checkout_id in sorted(passed)[:limit]]

    async def settle(self, checkout_id: str, next_due: datetime | None) -> None:
        """Move the deadline of a checkout, or remove it."""
        if next_due is None:
            self._by_checkout.pop(checkout_id, None)
        else:
            self._by_checkout[checkout_id] = next_due


class InMemoryEventStore:
    """Histories in the in-memory recorder of the eventsourcing library."""

    def __init__(
        self, deadlines: InMemoryDeadlines, inline_writes: InMemoryInlineWrites | None = None
    ) -> None:
        self._inline_writes = inline_writes or InMemoryInlineWrites()
        self._codec = EventCodec()
        self._recorder = POPOApplicationRecorder()
        self._aliases: dict[Alias, str] = {}
        self._deadlines = deadlines

    async def append(self, append: Append) -> PersonAccess | None:
        """Record all of the append or nothing. Raises the same as PostgresEventStore."""
        item = AppendItem(append, self._codec)
        checkout_id = item.checkout_id.decode()
        self._inline_writes.check(append)
        version = self._last_version(checkout_id)
        if version >= item.first:
            raise VersionTaken(overlapped=False)
        if version < item.first - 1:
            raise MissingEvents(f"the last version is {version}, and {item.first} cannot follow it")
        for alias in append.aliases:
            if (owner := self._aliases.get(alias, checkout_id)) != checkout_id:
                raise AliasTaken(owner)
        try:
            self._recorder.insert_events(
                [self._codec.to_stored_event(event) for event in append.events]
            )
        except IntegrityError as error:
            raise VersionTaken(overlapped=True) from error
        self._aliases.update(dict.fromkeys(append.aliases, checkout_id))
        self._inline_writes.record(append)
        if append.deadline is not None:
            await self._deadlines.settle(checkout_id, append.deadline)
        return await self._inline_writes.access(append)

    async def events(
        self, checkout_id: str, *, after: int = 0, up_to: int | None = None
    ) -> Sequence[CheckoutEvent]:
        """Return the events of one checkout with `after` < version ≤ `up_to`, in order."""
        stored = self._recorder.select_events(checkout_id, gt=after, lte=up_to)
        return [self._codec.to_domain_event(row) for row in stored]

    async def find(self, name: Alias) -> str | None:
        """Return the id of the checkout that has this alias."""
        return self._aliases.get(name)

    def events_after(self, after: int) -> list[tuple[int, CheckoutEvent]]:
        """Return the events of all checkouts after a position, in the order of recording."""
        return [
            (found.id, self._codec.to_domain_event(found))
            for found in self._recorder.select_notifications(after + 1, limit=2**31)
        ]

    def _last_version(self, checkout_id: str) -> int:
        latest = self._recorder.select_events(checkout_id, desc=True, limit=1)
        return latest[0].originator_version if latest else 0


class InMemorySnapshots:
    """Snapshots in a dict, in their stored form, by checkout and version."""

    def __init__(self, store: EventStore, kept: dict[tuple[str, int], bytes] | None = None) -> None:
        self.kept: dict[tuple[str, int], bytes] = {} if kept is None else kept
        self._store = store
        self._form = SnapshotCodec()

    async def up_to(self, checkout_id: str, version: int | None = None) -> EventRange:
        """Return the history up to `version`, or to its end, from the last readable snapshot on."""
        for state in self._latest_first(checkout_id):
            if version is None or state.version <= version:
                events = await self._store.events(checkout_id, after=state.version, up_to=version)
                return EventRange(state=state, events=events)
        return EventRange(state=None, events=await self._store.events(checkout_id, up_to=version))

    async def until(self, checkout_id: str, at: datetime) -> EventRange:
        """Return the history up to the last event whose time is `at` or earlier, from a snapshot on."""
        states = self._latest_first(checkout_id)
        state = next((state for state in states if state.modified_on <= at), None)
        after = 0 if state is None else state.version
        events = await self._store.events(checkout_id, after=after)
        return EventRange(state=state, events=[event for event in events if event.timestamp <= at])

    def keep(self, checkout: Checkout) -> None:
        """Store the state immediately."""
        self.kept[checkout.id, checkout.version] = self._form.encode(checkout)

    async def settle(self) -> None:
        """Do nothing: `keep` stores immediately."""

    def _latest_first(self, checkout_id: str) -> Iterator[Checkout]:
        for (owner, version), stored in sorted(self.kept.items(), reverse=True):
            if owner == checkout_id:
                with contextlib.suppress(UnreadableSnapshot):
                    yield self._form.decode(checkout_id, version, stored)


class InMemoryRefusalLog:
    """Refused commands in a list."""

    def __init__(self) -> None:
        self._kept: list[StoredRefusal] = []
        self._counted: dict[str, tuple[int, StoredRefusal]] = {}

    async def keep(self, attempt: RefusedCommand) -> None:
        """Store one refused command."""
        self._append(stored_refusal(attempt))

    async def keep_counted(self, attempt: RefusedCommand) -> None:
        """Store one counted attempt, within COUNTED_ATTEMPTS_KEPT."""
        latest = stored_refusal(attempt)
        before, _ = self._counted.get(latest.checkout_id, (0, None))
        self._counted[latest.checkout_id] = (before + 1, latest)
        if before < COUNTED_ATTEMPTS_KEPT:
            self._append(latest)

    def _append(self, refusal: StoredRefusal) -> None:
        self._kept.append(replace(refusal, position=len(self._kept) + 1))

    async def reasons_of(self, checkout_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return the reasons of the refused commands of each checkout."""
        reasons: dict[str, frozenset[str]] = {}
        for attempt in (*self._kept, *(latest for _, latest in self._counted.values())):
            if attempt.checkout_id in checkout_ids:
                before = reasons.get(attempt.checkout_id, frozenset())
                reasons[attempt.checkout_id] = before | {attempt.reason}
        return reasons

    async def of(self, checkout_id: str) -> Sequence[StoredRefusal]:
        """Return the refused commands of one checkout, oldest first."""
        found = [attempt for attempt in self._kept if attempt.checkout_id == checkout_id]
        made, latest = self._counted.get(checkout_id, (0, None))
        return with_latest_counted(found, made, latest)

    async def within(
        self, checkout_id: str, *, first: int, last: int, limit: int
    ) -> RefusalsWithin:
        """Return the newest `limit` refused commands of a range of versions."""
        found = await self.of(checkout_id)
        inside = [each for each in found if first <= each.version <= last]
        return RefusalsWithin(
            refusals=inside[-limit:],
            earlier=sum(each.version < first for each in found),
            left_out=max(0, len(inside) - limit),
            later=sum(each.version > last for each in found),
        )

    async def page(
        self, wanted: RefusalFilter, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[LoggedRefusal]:
        """Return up to `limit` refused commands of all checkouts, newest first."""
        found = [
            LoggedRefusal(position=position, refusal=each)
            for position, each in enumerate(self._kept, 1)
            if _meets(each, wanted)
            and (before is None or position < before)
            and (after is None or position > after)
        ]
        return (found[-limit:] if after is None else found[:limit])[::-1]


def _meets(refusal: StoredRefusal, wanted: RefusalFilter) -> bool:
    by = refusal.provenance
    pairs = (
        (wanted.merchant, refusal.merchant),
        (wanted.checkout_id, refusal.checkout_id),
        (wanted.dialect, by.dialect),
        (wanted.command, refusal.operation),
        (wanted.operation, by.operation),
        (wanted.actor, by.actor),
        (wanted.request_id, by.request_id),
    )
    return (
        (wanted.merchants is None or refusal.merchant in wanted.merchants)
        and all(condition in (None, value) for condition, value in pairs)
        and (not wanted.reasons or refusal.reason in wanted.reasons)
        and (wanted.since is None or refusal.at >= wanted.since)
        and (wanted.until is None or refusal.at < wanted.until)
    )


class InMemoryStorage:
    """The attributes of PostgresStorage, in memory."""

    def __init__(self) -> None:
        self.deadlines = InMemoryDeadlines()
        self.vault = InMemoryKeyVault()
        self.erasures = InMemoryErasures(self.vault)
        self.key_lifetimes = self.vault
        self.persons = InMemoryPersonVault(self.vault)
        self.address_book = InMemoryAddressBook(self.vault, self.persons)
        self.catalogue = InMemoryCatalogue(self.address_book, now)
        self.catalogue.find_buyers_by(self.persons.with_email_of)
        inline_writes = InMemoryInlineWrites(self.catalogue, self.persons)
        self.answers = inline_writes.answers
        self.listings = inline_writes.listings
        self.events = InMemoryEventStore(self.deadlines, inline_writes)
        self.snapshots = InMemorySnapshots(self.events)
        self.refusals = InMemoryRefusalLog()
        self.reads = InMemoryAccessLog()
        self.reader_sessions = InMemoryReaderSessions()
        self.saved_searches = InMemorySavedSearches()
