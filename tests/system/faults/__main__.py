"""`make faults`: runs every failure scenario several times, and prints the results as a table."""

import argparse
import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import typer

from tests.measure.bench.machine import processor
from tests.system.faults.ledger_kills import ledger_killed
from tests.system.faults.scenarios import SCENARIOS, Outcome, Scenario

_KILLS = 10
_ALL: dict[str, Scenario] = {
    **SCENARIOS,
    f"the ledger's follower is killed, {_KILLS} times": partial(ledger_killed, kills=_KILLS),
}


def main() -> int:
    """The exit status is 1 if an acknowledged change was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.system.faults", description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="how often each fault is tried")
    times: int = parser.parse_args().times
    typer.echo(f"{datetime.now(UTC):%Y-%m-%d}, {processor()}\n")
    typer.echo("| fault | times | changes tried | acknowledged | lost |\n|---|---|---|---|---|")
    lost = 0
    for name in _ALL:
        outcomes = [_run_scenario(name) for _ in range(times)]
        tried = sum(outcome.tried for outcome in outcomes)
        acknowledged = sum(outcome.acknowledged for outcome in outcomes)
        lost_here = sum(outcome.lost for outcome in outcomes)
        typer.echo(f"| {name} | {times} | {tried:,} | {acknowledged:,} | {lost_here} |")
        lost += lost_here
    return 1 if lost else 0


def _run_scenario(name: str) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="tillroll-faults-") as folder:
        return asyncio.run(_ALL[name](Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
