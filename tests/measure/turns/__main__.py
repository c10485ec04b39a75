"""Appends a second of several processes, with and without a synchronous standby, beside those of an earlier tree.

`python -m tests.measure.turns --before FOLDER` prints ratios. FOLDER is a checkout of the version before (`git worktree
add`). Each round runs every kind of load with both trees, one after the other; the medians of the rounds count.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

import psycopg
import typer

from tests.interfaces.storage.replication.servers import Pair, running_pair
from tests.measure.bench.machine import processor
from tests.measure.turns.latency import delayed

_WARM_UP = 1.0
_HERE = Path(__file__).parents[3]
_WRITER = Path(__file__).with_name("writer.py")


class Load(NamedTuple):
    """A load: the processes, the callers of each, and whether a commit waits for the standby."""

    processes: int
    callers: int
    with_standby: bool


_ONE, _EIGHT = Load(1, 8, True), Load(8, 8, True)
_ALONE, _BUSY, _CROWD = Load(1, 8, False), Load(1, 64, False), Load(16, 64, False)
_LOADS = (_ONE, _EIGHT, _ALONE, _BUSY, _CROWD)


class Writers:
    """Processes of one tree and one load."""

    def __init__(self, url: str, tree: Path, load: Load) -> None:
        environment = {**os.environ, "PYTHONPATH": str(tree)}
        self._processes = [
            subprocess.Popen(
                [sys.executable, str(_WRITER), url, str(load.callers)],
                cwd=tree,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(load.processes)
        ]

    def run(self, seconds: float, pace: float) -> float:
        """Return the appends a second of all processes; `pace` is what one of them can do at most."""
        self._say(f"{seconds} {pace}")
        self._answers()
        self._say("begin")
        return sum(map(float, self._answers()))

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.kill()
            process.wait()

    def _say(self, line: str) -> None:
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.write(line + "\n")
            process.stdin.flush()

    def _answers(self) -> list[str]:
        found = []
        for process in self._processes:
            assert process.stdout is not None
            found.append(process.stdout.readline())
        return found


def _measure(pair: Pair, tree: Path, name: str, load: Load, seconds: float) -> float:
    url = f"{pair.primary.url.rpartition('/')[0]}/{name}"
    pair.primary.set("synchronous_standby_names", "*" if load.with_standby else "")
    pair.primary.execute("CHECKPOINT")
    writers = Writers(url, tree, load)
    try:
        pace = writers.run(_WARM_UP, 40_000 / load.processes)
        return writers.run(seconds, 1.5 * pace / load.processes + 500)
    finally:
        writers.close()


@contextlib.contextmanager
def _pair_with_latency(folder: Path, seconds: float) -> Iterator[Pair]:
    with running_pair(folder) as pair, delayed(pair.primary.port, seconds) as port:
        with psycopg.connect(pair.standby.url, autocommit=True) as connection:
            connection.execute(
                f"ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port={port} user=postgres'"
            )
            connection.execute("SELECT pg_reload_conf()")
        yield pair


def main() -> None:
    """Print a row for each load."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure.turns")
    parser.add_argument("--before", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--latency", type=float, default=0.002, help="of the standby, both ways")
    wanted = parser.parse_args()
    trees = {"before": wanted.before.resolve(), "after": _HERE}
    rates: dict[tuple[str, Load], list[float]] = defaultdict(list)
    with (
        tempfile.TemporaryDirectory(prefix="tillroll-turns-") as folder,
        _pair_with_latency(Path(folder), wanted.latency) as pair,
    ):
        for name in trees:
            pair.primary.execute(f"CREATE DATABASE {name}")
        for turn in range(wanted.rounds):
            for load in _LOADS:
                order = list(trees) if turn % 2 else list(reversed(trees))
                for name in order:
                    rate = _measure(pair, trees[name], name, load, wanted.seconds)
                    rates[name, load].append(rate)
    _print(rates, wanted.rounds)


def _print(rates: dict[tuple[str, Load], list[float]], rounds: int) -> None:
    typer.echo(f"{datetime.now(UTC):%Y-%m-%d}, {processor()}, {rounds} rounds, medians\n")
    typer.echo(
        "| processes | callers of each | standby | before | after | after ÷ before |\n|---|---|---|---|---|---|"
    )
    for load in _LOADS:
        before, after = rates["before", load], rates["after", load]
        ratio = median(b / a for a, b in zip(before, after, strict=True))
        typer.echo(
            f"| {load.processes} | {load.callers} | {'yes' if load.with_standby else 'no'} |"
            f" {median(before):,.0f} | {median(after):,.0f} | {ratio:.2f} |"
        )
    for name in ("before", "after"):
        pairs = zip(rates[name, _EIGHT], rates[name, _ONE], strict=True)
        typer.echo(f"\n8 processes ÷ 1, {name}: {median(eight / one for eight, one in pairs):.2f}")


if __name__ == "__main__":
    main()
