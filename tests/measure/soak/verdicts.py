"""The result of a soak: four checks."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.measure.soak.samples import Sample, ServerUsage

MEMORY_AT_MOST = 1.1
LATENCY_AT_MOST = 1.5
_MEGABYTE = 2**20


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A check, whether it passed, and its figures."""

    what: str
    is_kept: bool
    detail: str

    @property
    def word(self) -> str:
        """PASS or FAIL."""
        return "PASS" if self.is_kept else "FAIL"


def verdicts(samples: Sequence[Sample], rested: ServerUsage, connections: int) -> list[Verdict]:
    """All four checks. `rested` is the use of resources after the load; each load had at most `connections`."""
    return [
        _memory(samples),
        _latency(samples),
        _leaks(samples, rested, connections),
        _losses(samples, connections),
    ]


def _memory(samples: Sequence[Sample]) -> Verdict:
    worker = _growth([each.held.memory for each in samples])
    helpers = _growth([each.held.helpers for each in samples])
    return Verdict(
        what="memory is flat",
        is_kept=max(_ratio(worker), _ratio(helpers)) <= MEMORY_AT_MOST,
        detail=f"worker {_arrow(worker, _MEGABYTE)} MB, helper processes {_arrow(helpers, _MEGABYTE)} MB"
        f" (at most {MEMORY_AT_MOST:g} times as much)",
    )


def _latency(samples: Sequence[Sample]) -> Verdict:
    found = {
        "PUT p50": _growth([each.put.p50 for each in samples]),
        "PUT p99": _growth([each.put.p99 for each in samples]),
        "GET p50": _growth([each.get.p50 for each in samples]),
        "GET p99": _growth([each.get.p99 for each in samples]),
    }
    return Verdict(
        what="latency does not grow",
        is_kept=all(_ratio(growth) <= LATENCY_AT_MOST for growth in found.values()),
        detail=", ".join(f"{name} {_arrow(growth, 1000)} ms" for name, growth in found.items())
        + f" (at most {LATENCY_AT_MOST:g} times as much)",
    )


def _leaks(samples: Sequence[Sample], rested: ServerUsage, connections: int) -> Verdict:
    """Every slice opens new connections, so a leak of one in each shows within a few slices."""
    first = samples[0].held
    most = max(each.held.connections for each in samples)
    return Verdict(
        what="no connection is leaked",
        is_kept=max(most, rested.connections) <= first.connections + 2
        and rested.files <= first.files - connections + 2,
        detail=f"to PostgreSQL {first.connections} → {rested.connections}, at most {most};"
        f" open files {first.files} with {connections} clients → {rested.files} with none",
    )


def _losses(samples: Sequence[Sample], connections: int) -> Verdict:
    acknowledged = sum(each.acknowledged for each in samples)
    recorded = sum(each.recorded for each in samples)
    refused, broken = sum(each.refused for each in samples), sum(each.broken for each in samples)
    # At the end of a slice wrk closes connections with pending requests, which may be recorded.
    matches = all(0 <= each.recorded - each.acknowledged <= connections for each in samples)
    return Verdict(
        what="nothing is lost",
        is_kept=matches and not refused and not broken and acknowledged > 0,
        detail=f"{acknowledged:,} changes acknowledged, {recorded:,} recorded"
        f" (at most {connections} more in each slice: on their way when it ended);"
        f" {refused} refused, {broken} broken",
    )


def _growth(values: Sequence[float]) -> tuple[float, float]:
    """The medians of the first third and of the last."""
    third = max(1, len(values) // 3)
    return statistics.median(values[:third]), statistics.median(values[-third:])


def _ratio(growth: tuple[float, float]) -> float:
    first, last = growth
    return last / first if first else 1.0


def _arrow(growth: tuple[float, float], unit: float) -> str:
    first, last = growth
    return f"{first / unit:.1f} → {last / unit:.1f}"
