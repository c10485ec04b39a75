"""Print what arrives, one at a time, in the format of the command. Ctrl-C ends it quietly."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Generic, TypeVar

import typer
from rich.text import Text

from interfaces.cli.terminal.formats import Format
from interfaces.cli.terminal.output import Output

A = TypeVar("A")
Follow = Annotated[
    bool, typer.Option("--follow", "-f", help="Print what is recorded from now on, until Ctrl-C.")
]


class FeedPrinter(Generic[A]):
    """Prints each thing as a line of text, as a line of JSON, or as a line of CSV below a heading."""

    def __init__(self, form: Format, row: type[A], line_of: Callable[[A], Text]) -> None:
        from interfaces.cli.terminal.csv_rows import CsvWriter

        self._output = Output()
        self._line_of = line_of
        self._form = form
        self._csv = CsvWriter(row) if form is Format.CSV else None
        sys.stdout.flush()

    def put(self, thing: A) -> None:
        """Print one thing, so that a pipe has it at once."""
        if self._csv is not None:
            self._csv.write([thing])
        elif self._form is Format.JSON:
            self._output.json(thing)
        else:
            self._output.say(self._line_of(thing))
        sys.stdout.flush()


@contextmanager
def until_interrupted() -> Iterator[None]:
    """End the block at Ctrl-C, or when the reader of a pipe has ended."""
    try:
        yield
    except (KeyboardInterrupt, BrokenPipeError):
        return
