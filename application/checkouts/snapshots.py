"""Snapshots: states kept beside the histories, so that a long history is not replayed from its first event.

A snapshot is derived and never needed: whatever is missing, of another format or damaged is not used, and the events
before it are replayed instead. One is handed over at every version that `INTERVAL` divides, from `FIRST` on, after that
version was recorded; and again wherever a replay comes through such a version, which thus had none that could be used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.ports.event_store import EventStore
from domain.checkout import Checkout
from domain.events import CheckoutEvent

INTERVAL = 10
"""Versions from one to the next, so that the longest history is replayed no further than one of ten events."""
FIRST = 20
"""The first version that has one. Most checkouts are never that long, and cost nothing more than their events."""


@dataclass(frozen=True, kw_only=True)
class EventRange:
    """A history up to some version: a state that it had, and all events after that one, up to the version.

    `state` is None where the events are all there are.
    """

    state: Checkout | None
    events: Sequence[CheckoutEvent]


class SnapshotStore(Protocol):
    """Reads histories from the nearest snapshot on. The reading methods raise StoreUnavailable."""

    async def upto(self, checkout_id: str, version: int | None = None) -> EventRange:
        """The history up to `version`, or its end; shorter where it has no such version, empty where there is none."""

    async def until(self, checkout_id: str, at: datetime) -> EventRange:
        """The history up to the last event whose time is `at` or before."""

    def keep(self, checkout: Checkout) -> None:
        """Takes over a durable state to be kept some time soon. Returns at once, and may let it go."""


class NoSnapshots:
    """Histories that are read from their first event, always."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    async def upto(self, checkout_id: str, version: int | None = None) -> EventRange:
        """All events up to `version`, or all there are."""
        return EventRange(state=None, events=await self._store.events(checkout_id, upto=version))

    async def until(self, checkout_id: str, at: datetime) -> EventRange:
        """All events up to the last one whose time is `at` or before."""
        events = await self._store.events(checkout_id)
        return EventRange(state=None, events=[event for event in events if event.timestamp <= at])

    def keep(self, checkout: Checkout) -> None:
        """Lets it go."""


def replayed(stretch: EventRange, snapshots: SnapshotStore) -> Checkout | None:
    """The last state of a stretch, or None. States that should have a snapshot are handed over on the way."""
    checkout = stretch.state
    events = stretch.events
    if checkout is None:
        if not events:
            return None
        checkout = events[0].mutate(None)
        assert checkout is not None
        events = events[1:]
    while events:
        missing = INTERVAL - checkout.version % INTERVAL
        checkout = checkout.replayed(events[:missing])
        events = events[missing:]
        if is_due(checkout.version):
            snapshots.keep(checkout)
    return checkout


def keep_after_append(
    before: Checkout, events: Sequence[CheckoutEvent], snapshots: SnapshotStore
) -> None:
    """Hands over the state that `events`, now recorded after `before`, came through at a snapshot's version."""
    following = (before.version // INTERVAL + 1) * INTERVAL
    if is_due(following) and following <= before.version + len(events):
        snapshots.keep(before.replayed(events[: following - before.version]))


def is_due(version: int) -> bool:
    """Whether a checkout at this version should have a snapshot."""
    return version >= FIRST and version % INTERVAL == 0
