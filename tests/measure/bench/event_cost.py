"""What an event costs for good: bytes on disk for a changed cart, and CPU after the answer.

`python -m tests.measure.bench.event_cost PATH` measures this source tree and another checkout in turns.
"""

import argparse
import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

import psutil
import typer

from tests.measure.bench.figures import Row
from tests.measure.bench.footprint import Footprint, delays, footprint, projection_backends
from tests.measure.bench.load import LoadFailed, require_wrk
from tests.measure.bench.machine import machine
from tests.measure.bench.plan import FULL, QUICK, Plan
from tests.measure.bench.report import Report
from tests.measure.bench.services import Service, fresh_database, postgres, tillroll, token_from
from tests.measure.bench.side_by_side import Started
from tests.measure.bench.throughput import (
    MANY,
    OURS,
    WARM_UP_SECONDS,
    Subject,
    open_checkouts,
    put_counted,
    settle,
)

_MOST_BYTES = 900
_MOST_MICROSECONDS = 45


@dataclass(kw_only=True)
class _Measured:
    """One way of running tillroll, and what each round cost there."""

    name: str
    subject: Subject
    log: psutil.Process
    before: Footprint
    process: list[float] = field(default_factory=list)
    backends: list[float] = field(default_factory=list)
    octets: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """The rows of this source tree."""
    yield from rows_of(server_url, plan, {"this tree": tillroll})


def rows_of(server_url: str, plan: Plan, ways: dict[str, Started]) -> Iterator[Row]:
    """Bytes, CPU and the delay of each way, measured in turns."""
    with contextlib.ExitStack() as stack:
        measured = [
            _started(
                name,
                stack.enter_context(start(stack.enter_context(fresh_database(server_url)))),
                plan,
            )
            for name, start in ways.items()
        ]
        for _ in range(plan.rounds):
            for each in measured:
                _round(each, plan)
        for each in measured:
            yield from _rows_of_one(each)


def _started(name: str, service: Service, plan: Plan) -> _Measured:
    token = token_from(service)
    # Few checkouts with long histories, since snapshots begin at version 20.
    ids = open_checkouts(service, token, plan.checkouts // 2)
    subject = Subject(name=OURS, service=service, ids=ids, token=token)
    put_counted(subject, MANY, WARM_UP_SECONDS)
    settle(service)
    (log,) = [
        child
        for child in service.process.children(recursive=True)
        if any("audit.subprocess" in word for word in child.cmdline())
    ]
    return _Measured(name=name, subject=subject, log=log, before=footprint(service.database_url))


def _round(each: _Measured, plan: Plan) -> None:
    url = each.subject.service.database_url
    backends = projection_backends(url)
    events, own, theirs = footprint(url).events, _seconds([each.log]), _seconds(backends)
    put_counted(each.subject, MANY, plan.seconds)
    settle(each.subject.service)
    after = footprint(url)
    new = after.events - events
    each.process.append((_seconds([each.log]) - own) / new * 1e6)
    each.backends.append((_seconds(backends) - theirs) / new * 1e6)
    each.octets.append((after.octets - each.before.octets) / (after.events - each.before.events))
    each.delays.append(median(delays(each.subject)) * 1000)


def _seconds(processes: Sequence[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return float(sum(each.user + each.system for each in times))


def _rows_of_one(each: _Measured) -> Iterator[Row]:
    after = footprint(each.subject.service.database_url)
    events = after.events - each.before.events
    shares = after.shares(each.before)
    yield Row(
        what=f"bytes on disk for a changed cart, {each.name}",
        values=each.octets,
        at_most=_MOST_BYTES,
        detail=f"over {events:,} events: "
        + ", ".join(f"{name} {share:.0f}" for name, share in shares),
    )
    both = [own + theirs for own, theirs in zip(each.process, each.backends, strict=True)]
    yield Row(
        what=f"µs of CPU after the answer for an event, {each.name}",
        values=both,
        at_most=_MOST_MICROSECONDS,
        detail=f"the audit log's process {median(each.process):.0f},"
        f" PostgreSQL for the projections {median(each.backends):.0f}",
    )
    yield Row(
        what=f"ms from an answer to its row in the audit log, {each.name}",
        values=each.delays,
        detail="medians of changes one at a time",
    )


def main() -> int:
    """Print the rows of this tree and of another one. Return 0 if the measurement was made."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.measure.bench.event_cost", description=__doc__
    )
    parser.add_argument("other", type=Path, help="the folder of the other checkout")
    parser.add_argument("--quick", action="store_true", help="for development: short and rough")
    given = parser.parse_args()
    try:
        require_wrk()
        with postgres() as url:
            report = Report(machine(url), is_quick=given.quick)
            report.print_head()
            other = partial(tillroll, tree=given.other.resolve())
            plan = QUICK if given.quick else FULL
            for row in rows_of(url, plan, {"this tree": tillroll, "the other": other}):
                report.add(row)
    except LoadFailed as failed:
        typer.echo(failed, err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
