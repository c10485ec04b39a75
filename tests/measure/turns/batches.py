"""What a batch of appends takes of the CPU and of the log, beside an earlier tree: `… --before FOLDER`.

FOLDER is a checkout of the version before. Batches of a fixed size are measured in turns, and by CPU, so the ratios
hold on a machine that others use too. The server does not wait for the disk.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final

import typer

from tests.interfaces.storage.replication.servers import running_pair
from tests.measure.bench.machine import processor

_SIZES: Final = (1, 8, 64)
_EVENTS: Final = 1600
_FEWEST: Final = 40
_HERE: Final = Path(__file__).parents[3]
_WRITER: Final = Path(__file__).with_name("batch_writer.py")
_WHATS: Final = ("µs of CPU of PostgreSQL", "µs of CPU of the process", "bytes of the log")


class _Writer:
    """A writer of one tree."""

    def __init__(self, url: str, tree: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(_WRITER), url],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def take(self, size: int) -> list[float]:
        """Append batches, and return what one took."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{size} {max(_FEWEST, _EVENTS // size)}\n")
        self._process.stdin.flush()
        return list(map(float, self._process.stdout.readline().split()))

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()


def main() -> None:
    """Print a row for each size of batches."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure.turns.batches")
    parser.add_argument("--before", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=9)
    wanted = parser.parse_args()
    trees = {"before": wanted.before.resolve(), "after": _HERE}
    found: dict[tuple[int, str], list[list[float]]] = defaultdict(list)
    with (
        tempfile.TemporaryDirectory(prefix="tillroll-batches-") as folder,
        running_pair(Path(folder)) as pair,
        ExitStack() as stack,
    ):
        pair.standby.stop()
        pair.primary.set("fsync", "off")
        writers = {}
        for name, tree in trees.items():
            pair.primary.execute(f"CREATE DATABASE {name}")
            writers[name] = _Writer(f"{pair.primary.url.rpartition('/')[0]}/{name}", tree)
            stack.callback(writers[name].close)
        for turn in range(wanted.rounds + 1):
            for size in _SIZES:
                for name in list(trees) if turn % 2 else list(reversed(trees)):
                    taken = writers[name].take(size)
                    # The first round fills the caches.
                    if turn:
                        found[size, name].append(taken)
    _print(found, wanted.rounds)


def _print(found: dict[tuple[int, str], list[list[float]]], rounds: int) -> None:
    typer.echo(f"{datetime.now(UTC):%Y-%m-%d}, {processor()}, {rounds} rounds, medians\n")
    headings = " | ".join(f"{what} | ÷ before" for what in _WHATS)
    typer.echo(f"| events of a batch | {headings} |\n|---|{'---|---|' * len(_WHATS)}")
    for size in _SIZES:
        cells = [str(size)]
        for number in range(len(_WHATS)):
            before = [taken[number] for taken in found[size, "before"]]
            after = [taken[number] for taken in found[size, "after"]]
            ratio = median(new / old for old, new in zip(before, after, strict=True))
            cells += [f"{median(before):,.0f} → {median(after):,.0f}", f"{ratio:.2f}"]
        typer.echo(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
