"""`make bench`: measures the goals for speed and size."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from tests.measure.bench import (
    agents,
    append_layer,
    archiving,
    event_cost,
    histories,
    ledger,
    limiting,
    memory,
    observing,
    size,
    throughput,
    webhooks,
    workers,
)
from tests.measure.bench.figures import Row
from tests.measure.bench.load import LoadFailed, require_wrk
from tests.measure.bench.machine import machine
from tests.measure.bench.plan import FULL, QUICK, Plan
from tests.measure.bench.report import Report
from tests.measure.bench.services import postgres

PARTS = {
    "put": throughput.put_rows,
    "get": throughput.get_rows,
    "histories": histories.rows,
    "workers": workers.rows,
    "observing": observing.rows,
    "limiting": limiting.rows,
    "agents": agents.rows,
    "ledger": ledger.rows,
    "webhooks": webhooks.rows,
    "size": size.rows,
    "event-cost": event_cost.rows,
    "memory": memory.rows,
    "appends": append_layer.rows,
    "archive": archiving.rows,
}


def main() -> int:
    """Measures, prints each row of the table, and writes the table as JSON, as Markdown and as a picture."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure.bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", help=f"what to measure: {', '.join(PARTS)}; all if none is named"
    )
    parser.add_argument("--quick", action="store_true", help="for development: short and rough")
    parser.add_argument(
        "--output", type=Path, default=Path("var/bench"), help="folder of the results"
    )
    given = parser.parse_args()
    if unknown := set(given.parts) - PARTS.keys():
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    plan = QUICK if given.quick else FULL
    try:
        require_wrk()
        with postgres() as url:
            report = Report(machine(url), is_quick=given.quick)
            report.print_head()
            for row in _rows(url, plan, given.parts or list(PARTS)):
                report.add(row)
    except LoadFailed as failed:
        typer.echo(failed, err=True)
        return 1
    report.write(given.output)
    return 0


def _rows(url: str, plan: Plan, parts: Iterable[str]) -> Iterator[Row]:
    for part in parts:
        yield from PARTS[part](url, plan)


if __name__ == "__main__":
    sys.exit(main())
