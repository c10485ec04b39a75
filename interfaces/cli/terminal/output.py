"""Print in colour and wrapped on a terminal, or plain and unwrapped in a pipe."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import msgspec
from rich.console import Console, JustifyMethod, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from interfaces.cli.terminal.hanging_indent import hang
from interfaces.cli.terminal.safe_text import SafeText
from interfaces.runtime.printable import printable

WHEN, WHO, NAME, GOOD, BAD, FAINT = "cyan", "magenta", "bold yellow", "green", "bold red", "dim"
_WIDER_THAN_ANY_LINE = 1_000_000
_encoder = msgspec.json.Encoder(decimal_format="number")


class Output:
    """Standard output. NO_COLOR, FORCE_COLOR and TERM=dumb have their usual effect."""

    def __init__(self) -> None:
        self.console = Console(highlight=False, emoji=False, markup=False)
        if not self.console.is_terminal:
            self.console.width = _WIDER_THAN_ANY_LINE

    @property
    def is_interactive(self) -> bool:
        """Whether standard input and output are both a terminal."""
        return self.console.is_terminal and sys.stdin.isatty()

    def say(self, *parts: RenderableType) -> None:
        """Print each part on separate lines. Without parts, print an empty line."""
        for part in parts or ("",):
            if self.console.is_terminal:
                self.console.print(SafeText(hang(part)))
                continue
            with self.console.capture() as captured:
                self.console.print(SafeText(hang(part)))
            for line in captured.get().removesuffix("\n").split("\n"):
                self.console.out(line.rstrip())

    def say_rows(self, rows: Table) -> None:
        """Print a table if it fits; otherwise print each row on two lines, so that no id or time is broken.

        The first line has the first two cells. The second has the other non-empty cells after their headings.
        """
        unbounded = self.console.options.update(max_width=_WIDER_THAN_ANY_LINE)
        if Measurement.get(self.console, unbounded, rows).maximum <= self.console.width:
            self.say(rows)
            return
        headings = [str(column.header) for column in rows.columns]
        for row in zip(*(column.cells for column in rows.columns), strict=True):
            cells = [cell if isinstance(cell, Text) else Text(printable(str(cell))) for cell in row]
            rest = [
                Text.assemble((f"{heading} ", FAINT), cell)
                for heading, cell in zip(headings[2:], cells[2:], strict=True)
                if cell
            ]
            self.say(Text("  ").join(cells[:2]), Padding(Text("  ").join(rest), (0, 0, 0, 4)))

    def json(self, value: object) -> None:
        """Print one line of JSON with decimals as numbers."""
        self.console.out(as_json(value))


def errors() -> Console:
    """Return a console on standard error for progress and notes."""
    return Console(stderr=True, highlight=False, emoji=False, markup=False)


@contextmanager
def progress_bar(unit: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error if it is a terminal. Yields a callback for the done and total counts."""
    console = errors()
    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    task = bar.add_task(unit, total=None)
    with bar:
        yield lambda done, total: bar.update(task, completed=done, total=total)


def as_json(value: object) -> str:
    """Encode as JSON with decimals as numbers."""
    return _encoder.encode(value).decode()


def table(*columns: str, right: Sequence[str] = ()) -> Table:
    """Create a table without rules. The columns in `right` are aligned right."""
    grid = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        justify: JustifyMethod = "right" if column in right else "left"
        grid.add_column(column, justify=justify, overflow="fold")
    return grid


def count_of(count: int, what: str) -> str:
    """Return a count with its noun: `1 event`, `2 events`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def time_of(at: datetime) -> str:
    """Format an instant in UTC with microseconds, as the options of the command accept it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
