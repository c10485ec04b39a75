"""What a benchmark comes to: rows with a goal and a verdict."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table.

    `values` are what each round came to, mostly ratios; `at_least` or `at_most` is the goal, and a row without either
    is stated only. `detail` says what was divided by what, in absolute figures.
    """

    what: str
    values: Sequence[float]
    detail: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.values)

    @property
    def goal(self) -> str:
        """The goal as people write it."""
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        return "stated" if self.at_most is None else f"≤ {self.at_most:g}"

    @property
    def verdict(self) -> str:
        """PASS or FAIL of the median; nothing where there is no goal."""
        if self.at_least is not None:
            return "PASS" if self.median >= self.at_least else "FAIL"
        if self.at_most is not None:
            return "PASS" if self.median <= self.at_most else "FAIL"
        return ""


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Round by round, since what disturbs a machine disturbs both sides of one round."""
    return [a / b for a, b in zip(above, below, strict=True)]


def spread(rates: Sequence[float], unit: str = "/s") -> str:
    """The median of absolute figures, with the lowest and the highest."""
    middle = statistics.median(rates)
    return f"{middle:,.0f}{unit} ({min(rates):,.0f} to {max(rates):,.0f})"
