"""The figures of one phase of the merchant's load."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Phase:
    """The answers that the merchant got in some seconds, counted by status, and latencies in seconds.

    `latencies` has those of successes, of requests without an answer, and of requests still without one at the end. It
    leaves out rejected requests: a fast rejection must not look like a fast answer.
    """

    seconds: float
    statuses: Mapping[str, int]
    latencies: Sequence[float] = field(repr=False)

    @property
    def rate(self) -> float:
        """Successful changes per second."""
        good = sum(number for status, number in self.statuses.items() if status.startswith("2"))
        return good / self.seconds

    @property
    def p99(self) -> float:
        """The 99th percentile of `latencies` in seconds, by nearest rank; infinite if nothing succeeded."""
        return percentile(self.latencies, 0.99) if self.rate else math.inf

    @property
    def failures(self) -> Counter[str]:
        """The answers other than successes, by status."""
        failed = {each: count for each, count in self.statuses.items() if not each.startswith("2")}
        return Counter(failed)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` of the values do not exceed."""
    if not values:
        return math.inf
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
