"""Snapshots: stored states, so that a long history is not replayed from its first event.

Snapshots are derived data. A snapshot that is missing, damaged or of another format is not used, and the events before
it are replayed instead. From `FIRST` on, every version that `INTERVAL` divides gets one after its append. A replay that
passes such a version stores its snapshot again, since the replay found none that was usable.
"""

from collections.abc import Sequence
from datetime import datetime

from application.ports.event_store import EventStore
from application.ports.snapshot_store import EventRange, SnapshotStore
from domain.checkout import Checkout
from domain.events import CheckoutEvent

INTERVAL = 10
"""Versions between two snapshots. It bounds a replay to ten events."""
FIRST = 20
"""The first version with a snapshot. Most checkouts never reach it and cost no more than their events."""


class NoSnapshots:
    """A snapshot store without snapshots. Every history is read from its first event."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    async def up_to(self, checkout_id: str, version: int | None = None) -> EventRange:
        """Return all events up to `version`, or all events."""
        return EventRange(state=None, events=await self._store.events(checkout_id, up_to=version))

    async def until(self, checkout_id: str, at: datetime) -> EventRange:
        """Return all events up to the last one whose time is `at` or earlier."""
        events = await self._store.events(checkout_id)
        return EventRange(state=None, events=[event for event in events if event.timestamp <= at])

    def keep(self, checkout: Checkout) -> None:
        """Store nothing: this store answers from the events alone."""


def replay_range(history: EventRange, snapshots: SnapshotStore) -> Checkout | None:
    """Return the last state of a range, or None if it is empty. Missing snapshots are stored on the way."""
    checkout = history.state
    events = history.events
    if checkout is None:
        if not events:
            return None
        checkout = events[0].mutate(None)
        assert checkout is not None
        events = events[1:]
    while events:
        missing = INTERVAL - checkout.version % INTERVAL
        checkout = checkout.replay(events[:missing])
        events = events[missing:]
        if is_due(checkout.version):
            snapshots.keep(checkout)
    return checkout


def store_after_append(
    before: Checkout, events: Sequence[CheckoutEvent], snapshots: SnapshotStore
) -> None:
    """Store a snapshot if `events`, which were appended after `before`, include a version that has one."""
    following = (before.version // INTERVAL + 1) * INTERVAL
    if is_due(following) and following <= before.version + len(events):
        snapshots.keep(before.replay(events[: following - before.version]))


def is_due(version: int) -> bool:
    """Return whether a checkout at this version has a snapshot."""
    return version >= FIRST and version % INTERVAL == 0
