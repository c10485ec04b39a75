"""Time stamps in memory, as the API and packs read them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from application.ports.ledger.time_stamps import TimeStamp, TimeStamping


@dataclass
class StampedHeads:
    """Implements `application.ports.ledger.time_stamps.TimeStamps`."""

    stamps: list[TimeStamp] = field(default_factory=list)

    async def status(self) -> TimeStamping:
        """Return the last time stamp."""
        return TimeStamping(newest=self.stamps[-1] if self.stamps else None, problem=None)

    async def of_size(self, size: int) -> TimeStamp | None:
        """Return the time stamp of the head of this size."""
        return next((each for each in self.stamps if each.size == size), None)

    async def find_covering(self, index: int) -> TimeStamp | None:
        """Return the first time stamp over this index."""
        return next((each for each in self.stamps if each.size > index), None)

    async def all(self) -> Sequence[TimeStamp]:
        """Return all time stamps."""
        return self.stamps
