"""Verdicts on an attack: five conditions, each met or not, from the figures of its phases."""

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.measure.soak.strangers.phase import Phase
from tests.measure.soak.verdicts import Verdict

MEGABYTE = 2**20
RATE_AT_LEAST = 0.8
P99_AT_MOST = 3.0
GROWTH_AT_MOST = 256 * MEGABYTE
"""What strangers may add to a server of about 150 MB that has to run in 1 GB with PostgreSQL beside it."""
KEPT_AT_MOST = 64 * MEGABYTE
_TURNED_AWAY = ("429", "503")


@dataclass(frozen=True, kw_only=True)
class Memory:
    """Resident bytes of the server: before the first attack, at most during the attacks, and after the last one."""

    before: int
    peak: int
    after: int


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """How often `/readyz` was asked during the attacks, and how often it was 200 and 503."""

    asked: int
    ready: int
    not_ready: int


@dataclass(frozen=True, kw_only=True)
class Run:
    """The figures of one attack. `alone` and `attacked` are the phases without and with strangers, in pairs.

    `evidence` is the key in `strangers` without which the attack did not happen.
    """

    attack: str
    evidence: str
    alone: Sequence[Phase]
    attacked: Sequence[Phase]
    memory: Memory
    readiness: Readiness
    strangers: Counter[str]

    @property
    def rate_ratio(self) -> float:
        """The median rate with strangers, divided by that without."""
        return _ratio(
            statistics.median(each.rate for each in self.attacked),
            statistics.median(each.rate for each in self.alone),
        )

    @property
    def p99_ratio(self) -> float:
        """The median p99 with strangers, divided by that without."""
        return _ratio(
            statistics.median(each.p99 for each in self.attacked),
            statistics.median(each.p99 for each in self.alone),
        )

    @property
    def failures(self) -> Counter[str]:
        """The answers other than successes that the merchant got while attacked, by status."""
        return sum((each.failures for each in self.attacked), Counter())

    @property
    def turned_away(self) -> int:
        """How many of the merchant's requests the server rejected for want of room."""
        return sum(self.failures[status] for status in _TURNED_AWAY)


def verdicts(run: Run) -> list[Verdict]:
    """Return the verdicts on rate, p99, memory and readiness, and on whether there was an attack."""
    return [_rate(run), _p99(run), _memory(run), _readiness(run), _attack(run)]


def _rate(run: Run) -> Verdict:
    return Verdict(
        what="rate",
        is_kept=run.rate_ratio >= RATE_AT_LEAST,
        detail=f"{run.rate_ratio:.2f} of the rate alone (at least {RATE_AT_LEAST:g})",
    )


def _p99(run: Run) -> Verdict:
    return Verdict(
        what="p99",
        is_kept=run.p99_ratio <= P99_AT_MOST,
        detail=f"{run.p99_ratio:.1f} times the p99 alone (at most {P99_AT_MOST:g})",
    )


def _memory(run: Run) -> Verdict:
    growth = run.memory.peak - run.memory.before
    kept = run.memory.after - run.memory.before
    return Verdict(
        what="memory",
        is_kept=growth <= GROWTH_AT_MOST and kept <= KEPT_AT_MOST,
        detail=f"{growth / MEGABYTE:+.0f} MB at the peak (at most {GROWTH_AT_MOST // MEGABYTE}),"
        f" {kept / MEGABYTE:+.0f} MB afterwards (at most {KEPT_AT_MOST // MEGABYTE})",
    )


def _readiness(run: Run) -> Verdict:
    """A server that rejects a merchant's requests has to answer 503 to `/readyz` at least once meanwhile."""
    return Verdict(
        what="readyz",
        is_kept=not run.turned_away or run.readiness.not_ready > 0,
        detail=f"{run.turned_away} requests of the merchant turned away; of {run.readiness.asked}"
        f" questions, {run.readiness.ready} answered ready and {run.readiness.not_ready} not ready",
    )


def _attack(run: Run) -> Verdict:
    """A server without strangers proves nothing, so an attack that did not happen fails."""
    return Verdict(
        what="attack",
        is_kept=run.strangers[run.evidence] > 0,
        detail=f"{run.evidence}: {run.strangers[run.evidence]:,} (at least 1, or it did not happen)",
    )


def _ratio(attacked: float, alone: float) -> float:
    """Return the ratio. If the merchant got nothing alone, it is not a number, and fails every condition."""
    if not alone or math.isinf(alone):
        return math.nan
    return attacked / alone
