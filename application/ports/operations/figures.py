"""Counts of events and of refused commands by hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class FigureFilter:
    """The conditions of a count.

    `since` and `until` are whole hours in UTC; `until` is exclusive. `merchants` are those that the reader may see;
    None for all. `dialect` is the one that a checkout was opened in. A refused command has no such checkout at hand, so
    it counts by the API that refused it.
    """

    merchants: tuple[str, ...] | None
    since: datetime
    until: datetime
    merchant: str | None = None
    dialect: str | None = None


@dataclass(frozen=True, kw_only=True)
class EventCount:
    """The number of events of one type in the hour that begins at `hour`.

    `seconds` is the sum of the times from the opening to the event, for completed checkouts; 0 for other events.
    """

    hour: datetime
    topic: str
    count: int
    seconds: Decimal


@dataclass(frozen=True, kw_only=True)
class RefusalCount:
    """The number of commands that were refused for one reason in the hour that begins at `hour`."""

    hour: datetime
    reason: str
    count: int


class FigureLog(Protocol):
    """Counts by hour. Every method raises StoreUnavailable."""

    async def events(self, wanted: FigureFilter) -> Sequence[EventCount]:
        """Return the counts of events by hour and type, in this order."""

    async def refusals(self, wanted: FigureFilter) -> Sequence[RefusalCount]:
        """Return the counts of refused commands by hour and reason, in this order."""

    async def lacks_earlier_events(self) -> bool:
        """Return whether events that an earlier version indexed are not counted, until a rebuild."""
