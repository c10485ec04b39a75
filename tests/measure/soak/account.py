"""The report of a soak: printed line by line, then written as JSON and as Markdown."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from tests.measure.soak.pace import READERS, WRITERS, Pace
from tests.measure.soak.samples import Sample
from tests.measure.soak.verdicts import Verdict

_MEGABYTE = 2**20
_COLUMNS = (
    "s", "req/s", "PUT p50 ms", "PUT p99 ms", "GET p50 ms", "GET p99 ms",
    "worker MB", "helpers MB", "connections", "files", "refused", "broken",
)  # fmt: skip


class Account:
    """Collects the samples of one soak."""

    def __init__(self, machine: Mapping[str, str], pace: Pace) -> None:
        self._at = datetime.now(UTC)
        self._machine = machine
        self._pace = pace
        self._samples: list[Sample] = []

    def print_head(self) -> None:
        """Prints the machine, the load and the column names."""
        for name, value in self._machine.items():
            typer.echo(f"  {name}: {value}")
        typer.echo(f"  {self._load_text()}\n")
        typer.echo("".join(f"{name:>12}" for name in _COLUMNS))

    def add(self, sample: Sample) -> None:
        """Prints a line."""
        self._samples.append(sample)
        typer.echo("".join(f"{cell:>12}" for cell in _cells(sample)))

    def write(self, verdicts: Sequence[Verdict], folder: Path) -> None:
        """Prints the verdicts, and writes soak.json and soak.md."""
        typer.echo()
        for verdict in verdicts:
            typer.echo(f"{verdict.word}  {verdict.what}: {verdict.detail}")
        folder.mkdir(parents=True, exist_ok=True)
        written = {
            "at": self._at.isoformat(timespec="seconds"),
            "machine": dict(self._machine),
            "highest": self._pace.highest,
            "target": self._pace.target,
            "samples": [sample.as_json() for sample in self._samples],
            "verdicts": [
                {"what": each.what, "verdict": each.word, "detail": each.detail}
                for each in verdicts
            ],
        }
        (folder / "soak.json").write_text(json.dumps(written, indent=1) + "\n")
        (folder / "soak.md").write_text(self._as_markdown(verdicts))
        typer.echo(f"\nWritten to {folder}: soak.json, soak.md")

    def _as_markdown(self, verdicts: Sequence[Verdict]) -> str:
        lines = ["| promise | | in figures |", "|---|---|---|"]
        lines += [f"| {each.what} | {each.word} | {each.detail} |" for each in verdicts]
        lines += ["", f"| {' | '.join(_COLUMNS)} |", f"|{'---|' * len(_COLUMNS)}"]
        lines += [f"| {' | '.join(_cells(sample))} |" for sample in self._samples]
        facts = "; ".join(f"{name} {value}" for name, value in self._machine.items())
        lines += ["", f"`make soak`, {self._at:%Y-%m-%d}: {self._load_text()}; {facts}.", ""]
        return "\n".join(lines)

    def _load_text(self) -> str:
        return (
            f"highest rate of PUT {self._pace.highest:,.0f}/s; load {self._pace.target:,.0f}/s,"
            f" PUT from {WRITERS} connections and GET from {READERS}"
        )


def _cells(sample: Sample) -> list[str]:
    return [
        f"{sample.seconds:.0f}",
        f"{sample.rate:,.0f}",
        *(f"{each / 1000:.1f}" for each in (sample.put.p50, sample.put.p99)),
        *(f"{each / 1000:.1f}" for each in (sample.get.p50, sample.get.p99)),
        f"{sample.held.memory / _MEGABYTE:.0f}",
        f"{sample.held.helpers / _MEGABYTE:.0f}",
        *(str(each) for each in (sample.held.connections, sample.held.files)),
        *(str(each) for each in (sample.refused, sample.broken)),
    ]
