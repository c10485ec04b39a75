"""The table of a run: a row for each attack, then the verdicts in words."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from tests.measure.soak.strangers.counted import BROKEN, CONNECTIONS, answers
from tests.measure.soak.strangers.phase import Phase
from tests.measure.soak.strangers.verdicts import MEGABYTE, Run, verdicts

_COLUMNS = (
    "attack", "rate/s alone", "with", "ratio", "p99 ms alone", "with", "ratio",
    "RSS MB before", "peak", "after", "not ready", "merchant's failures", "verdict",
)  # fmt: skip


def table(runs: Sequence[Run]) -> str:
    """Return a table with aligned columns."""
    rows = [_COLUMNS, *(_cells(run) for run in runs)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def details(run: Run) -> str:
    """Return what the strangers did and got, and the verdicts on their attack in words."""
    counted, answered = run.strangers, answers(run.strangers)
    opened = f"{counted[CONNECTIONS]:,} connections ({counted[BROKEN]:,} broken)"
    got = f"{answered.total():,} answers: {_counted(answered)}"
    lines = [f"{run.attack}: strangers opened {opened}, and got {got}"]
    lines += [f"  {each.word}  {each.what}: {each.detail}" for each in verdicts(run)]
    return "\n".join(lines)


def conclusion(runs: Sequence[Run]) -> str:
    """Return a line for each attack that broke a bound, or one that says that none did."""
    broken = [run for run in runs if not is_passed(run)]
    lines = [f"BROKEN by {run.attack}: {', '.join(_failed(run))}" for run in broken]
    return "\n".join(lines) or "No bound is broken."


def is_passed(run: Run) -> bool:
    """Return whether all verdicts are PASS."""
    return all(verdict.is_kept for verdict in verdicts(run))


def _cells(run: Run) -> tuple[str, ...]:
    memory, readiness = run.memory, run.readiness
    failed = _failed(run)
    return (
        run.attack,
        _rate(run.alone),
        _rate(run.attacked),
        f"{run.rate_ratio:.2f}",
        _p99(run.alone),
        _p99(run.attacked),
        f"{run.p99_ratio:.1f}",
        *(f"{each / MEGABYTE:.0f}" for each in (memory.before, memory.peak, memory.after)),
        f"{readiness.not_ready} of {readiness.asked}",
        _counted(run.failures),
        f"FAIL: {', '.join(failed)}" if failed else "PASS",
    )


def _failed(run: Run) -> list[str]:
    return [each.what for each in verdicts(run) if not each.is_kept]


def _rate(phases: Sequence[Phase]) -> str:
    return f"{median(each.rate for each in phases):,.0f}"


def _p99(phases: Sequence[Phase]) -> str:
    return f"{1000 * median(each.p99 for each in phases):,.1f}"


def _counted(answers: Counter[str]) -> str:
    return ", ".join(f"{number:,} {what}" for what, number in answers.most_common()) or "none"
