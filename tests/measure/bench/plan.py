"""The number and the length of the measurements."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`rounds` of `seconds` each, and the quantities of data."""

    rounds: int
    seconds: float
    checkouts: int
    long_histories: int
    touched: int
    appends: int


FULL = Plan(
    rounds=5, seconds=8, checkouts=1000, long_histories=8, touched=1_000_000, appends=200_000
)
QUICK = Plan(rounds=3, seconds=3, checkouts=1000, long_histories=2, touched=60_000, appends=50_000)
