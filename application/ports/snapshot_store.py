"""The store of snapshots. It reads histories from the nearest snapshot on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.checkout import Checkout
from domain.events import CheckoutEvent


@dataclass(frozen=True, kw_only=True)
class EventRange:
    """A history up to some version: the state of a snapshot and all events between it and that version.

    `state` is None if `events` begin with the first event.
    """

    state: Checkout | None
    events: Sequence[CheckoutEvent]


class SnapshotStore(Protocol):
    """Reads histories from the nearest snapshot on. The reading methods raise StoreUnavailable."""

    async def up_to(self, checkout_id: str, version: int | None = None) -> EventRange:
        """Return the history up to `version`, or up to its end.

        The range is shorter if the history ends before `version`, and empty if there is no history.
        """

    async def until(self, checkout_id: str, at: datetime) -> EventRange:
        """Return the history up to the last event whose time is `at` or earlier."""

    def keep(self, checkout: Checkout) -> None:
        """Accept a durable state to be stored later, and return at once. The store may drop it."""
