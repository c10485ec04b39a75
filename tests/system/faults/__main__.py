"""`make faults`: runs every failure scenario several times, and prints the results as a table.

`failover` runs those of a primary and its standby instead, `patroni` those that Patroni and etcd decide, `followers`
the followers of events beside writers that are killed.
"""

import argparse
import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import typer

from tests.measure.bench.machine import processor
from tests.system.faults.failover.outcome import HEADING
from tests.system.faults.failover.scenarios import failover_scenarios
from tests.system.faults.followers import follow_killed_writers
from tests.system.faults.ledger_kills import ledger_killed
from tests.system.faults.patroni.nodes import PatroniMissing, find_programs
from tests.system.faults.patroni.scenarios import patroni_failovers
from tests.system.faults.scenarios import SCENARIOS, Outcome, Scenario

_KILLS = 10
_FAILOVERS = 10
_ALL: dict[str, Scenario] = {
    **SCENARIOS,
    f"the ledger's follower is killed, {_KILLS} times": partial(ledger_killed, kills=_KILLS),
}


def main() -> int:
    """The exit status is 1 if an acknowledged change was lost, or a follower passed over an event."""
    parser = argparse.ArgumentParser(prog="python -m tests.system.faults", description=__doc__)
    parser.add_argument(
        "part", nargs="?", choices=["all", "failover", "patroni", "followers"], default="all"
    )
    parser.add_argument("--patroni", help="the program of Patroni; by default that of the PATH")
    parser.add_argument("--times", type=int, help="how often each fault is tried")
    arguments = parser.parse_args()
    typer.echo(f"{datetime.now(UTC):%Y-%m-%d}, {processor()}\n")
    if arguments.part == "failover":
        lost = _fail_over(arguments.times or _FAILOVERS)
    elif arguments.part == "patroni":
        lost = asyncio.run(_let_patroni_fail_over(arguments.patroni))
    elif arguments.part == "followers":
        return int(follow_killed_writers())
    else:
        lost = _break(arguments.times or 5)
    return 1 if lost else 0


def _break(times: int) -> int:
    """Run the scenarios of one database, and return the number of lost changes."""
    typer.echo("| fault | times | changes tried | acknowledged | lost |\n|---|---|---|---|---|")
    lost = 0
    for name in _ALL:
        outcomes = [_run_scenario(name) for _ in range(times)]
        tried = sum(outcome.tried for outcome in outcomes)
        acknowledged = sum(outcome.acknowledged for outcome in outcomes)
        lost_here = sum(outcome.lost for outcome in outcomes)
        typer.echo(f"| {name} | {times} | {tried:,} | {acknowledged:,} | {lost_here} |")
        lost += lost_here
    return lost


def _fail_over(times: int) -> int:
    """Run the scenarios of a primary and its standby, and return the number of lost changes."""
    typer.echo(HEADING)
    lost = 0
    for name, scenario in failover_scenarios(times).items():
        with tempfile.TemporaryDirectory(prefix="tillroll-faults-") as folder:
            found = asyncio.run(scenario(Path(folder)))
        typer.echo(found.row(name))
        lost += found.lost
    return lost


async def _let_patroni_fail_over(patroni: str | None) -> int:
    """Run the scenarios that Patroni decides, where it is installed, and return the number of lost changes."""
    try:
        programs = find_programs(patroni)
    except PatroniMissing as missing:
        typer.echo(f"Skipped: {missing}.")
        return 0
    typer.echo(HEADING)
    lost = 0
    with tempfile.TemporaryDirectory(prefix="tillroll-faults-") as folder:
        async for name, found in patroni_failovers(Path(folder), programs):
            typer.echo(found.row(name))
            lost += found.lost
    return lost


def _run_scenario(name: str) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="tillroll-faults-") as folder:
        return asyncio.run(_ALL[name](Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
