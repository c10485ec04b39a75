"""The results of a benchmark: rows with a goal and a verdict."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the table.

    `values` has one value for each round, mostly a ratio. `at_least` or `at_most` is the goal, and a row without
    either has no verdict. `detail` has the absolute figures.
    """

    what: str
    values: Sequence[float]
    detail: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def median(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.values)

    @property
    def goal(self) -> str:
        """The goal as text."""
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        return "stated" if self.at_most is None else f"≤ {self.at_most:g}"

    @property
    def verdict(self) -> str:
        """PASS or FAIL of the median, or nothing without a goal."""
        if self.at_least is not None:
            return "PASS" if self.median >= self.at_least else "FAIL"
        if self.at_most is not None:
            return "PASS" if self.median <= self.at_most else "FAIL"
        return ""


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """The ratio of each round, since a disturbance of the machine affects both sides of a round."""
    return [a / b for a, b in zip(above, below, strict=True)]


def spread(rates: Sequence[float], unit: str = "/s") -> str:
    """The median of absolute figures, with the lowest and the highest."""
    middle = statistics.median(rates)
    return f"{middle:,.0f}{unit} ({min(rates):,.0f} to {max(rates):,.0f})"
