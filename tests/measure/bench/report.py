"""The table: printed row by row, then written as JSON, as Markdown and as a picture."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import typer

from tests.measure.bench.figures import Row
from tests.measure.bench.picture import picture

_NOTE = (
    "Every acknowledged change is durable (fsync and synchronous_commit on), fully validated and recorded with its "
    "provenance; what was acknowledged is counted against what is recorded after each run."
)


class Report:
    """Collects the rows of one run."""

    def __init__(self, machine: Mapping[str, str], *, is_quick: bool) -> None:
        self._machine = machine
        self._rows: list[Row] = []
        self._is_quick = is_quick
        self._at = datetime.now(UTC)

    def print_head(self) -> None:
        """Prints the machine."""
        typer.echo(
            f"{self._at:%Y-%m-%d %H:%M} UTC" + (", quick and rough" if self._is_quick else "")
        )
        for name, value in self._machine.items():
            typer.echo(f"  {name}: {value}")
        typer.echo()

    def add(self, row: Row) -> None:
        """Prints a row."""
        self._rows.append(row)
        low, high = min(row.values), max(row.values)
        typer.echo(
            f"{row.verdict or '    '}  {row.median:8.2f}  ({low:.2f} to {high:.2f})  {row.goal:>8}  {row.what}"
        )
        typer.echo(f"      {row.detail}")

    def write(self, folder: Path) -> None:
        """Writes bench.json, bench.md and bench.svg."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "bench.json").write_text(json.dumps(self._as_json(), indent=1) + "\n")
        (folder / "bench.md").write_text(self._as_markdown())
        (folder / "bench.svg").write_text(picture(self._rows, self._caption()))
        typer.echo(f"\nWritten to {folder}: bench.json, bench.md, bench.svg")

    def _as_json(self) -> dict[str, object]:
        rows = [
            {
                "what": row.what,
                "median": row.median,
                "min": min(row.values),
                "max": max(row.values),
                "goal": row.goal,
                "verdict": row.verdict,
                "detail": row.detail,
            }
            for row in self._rows
        ]
        return {
            "at": self._at.isoformat(timespec="seconds"),
            "quick": self._is_quick,
            "machine": dict(self._machine),
            "note": _NOTE,
            "rows": rows,
        }

    def _as_markdown(self) -> str:
        lines = [
            "| what | median (min to max) | goal | | in figures |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {row.what} | {row.median:.2f} ({min(row.values):.2f} to {max(row.values):.2f})"
            f" | {row.goal} | {row.verdict} | {row.detail} |"
            for row in self._rows
        ]
        return "\n".join((*lines, "", f"{self._caption()}. {_NOTE}", ""))

    def _caption(self) -> str:
        facts = "; ".join(f"{name} {value}" for name, value in self._machine.items())
        kind = "`make bench-quick`" if self._is_quick else "`make bench`"
        return f"{kind}, {self._at:%Y-%m-%d}: {facts}"
