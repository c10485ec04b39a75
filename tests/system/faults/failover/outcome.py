"""What writers saw of failovers."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tests.system.faults.record import lost_changes
from tests.system.faults.shop import Shop

UNAVAILABLE: Final = 503


@dataclass(frozen=True, kw_only=True)
class FailoverOutcome:
    """The numbers of changes that were sent, acknowledged, and acknowledged and lost, and of responses 503.

    `silences` are the seconds from each promotion to the next acknowledged change. `longest_silence` is the longest
    time without one, in seconds.
    """

    tried: int
    acknowledged: int
    lost: int
    unavailable: int
    silences: Sequence[float]
    longest_silence: float

    def row(self, name: str) -> str:
        """A row of `HEADING`."""
        silences = sorted(self.silences)
        return (
            f"| {name} | {self.tried:,} | {self.acknowledged:,} | {self.lost} | {self.unavailable:,} | "
            f"{silences[-1]:.1f} ({silences[len(silences) // 2]:.1f}) | {self.longest_silence:.1f} |"
        )


HEADING: Final = (
    "| fault of the primary | changes tried | acknowledged | lost | answers 503 | silent after a promotion, s: "
    "longest (median) | longest silence, s |\n|---|---|---|---|---|---|---|"
)


async def count_failovers(
    database_url: str, shop: Shop, promotions: Sequence[float]
) -> FailoverOutcome:
    """Check the record of the primary at this URL, and count. `promotions` are times by `time.monotonic`."""
    lost = await lost_changes(database_url, shop)
    times = shop.acknowledged_at
    return FailoverOutcome(
        tried=shop.tried,
        acknowledged=shop.sold,
        lost=lost,
        unavailable=shop.answers[UNAVAILABLE],
        silences=[
            min(at for at in [*times, time.monotonic()] if at > promoted) - promoted
            for promoted in promotions
        ],
        longest_silence=max(after - before for before, after in pairwise(times)),
    )
