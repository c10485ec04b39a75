"""The formats in which commands print: text for people, JSON for programs, CSV for spreadsheets."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, NoReturn, TypeVar

import typer

from interfaces.cli.terminal.output import Output

A = TypeVar("A")


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


As = Annotated[
    Format | None,
    typer.Option(
        "-o",
        "--output",
        show_default="text",
        help="How it is printed: json as the history API answers, csv with a heading.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="The same as `-o json`.", hidden=True)]


def chosen(output: Format | None, as_json: bool, as_csv: bool = False) -> Format:
    """Return the format that the options name. Raises BadParameter for two different ones."""
    named = {
        *([output] if output else []),
        *([Format.JSON] if as_json else []),
        *([Format.CSV] if as_csv else []),
    }
    if len(named) > 1:
        raise typer.BadParameter("Name one format, not both.", param_hint="--output")
    return named.pop() if named else Format.TEXT


def without_csv(found: Format) -> Format:
    """Return the format of an answer that is no table. Raises BadParameter for CSV."""
    if found is Format.CSV:
        _refuse_csv()
    return found


def wants_json(output: Format | None, as_json: bool) -> bool:
    """Return whether an answer that is no table is printed as JSON. Raises BadParameter for CSV."""
    return without_csv(chosen(output, as_json)) is Format.JSON


def print_answer(
    answer: A,
    found: Format,
    show: Callable[[Output, A], None],
    *,
    document: Callable[[A], object] | None = None,
    rows: Callable[[A], Iterable[object]] | None = None,
    row: type | None = None,
) -> None:
    """Print an answer: with `show`, as one line of JSON, or as CSV with a line for each of `rows`.

    `document` returns what is printed as JSON, by default the answer. `row` is the shape of the rows.
    """
    output = Output()
    match found:
        case Format.TEXT:
            show(output, answer)
        case Format.JSON:
            output.json(answer if document is None else document(answer))
        case Format.CSV:
            if rows is None or row is None:
                _refuse_csv()
            from interfaces.cli.terminal.csv_rows import CsvWriter

            CsvWriter(row).write(rows(answer))


def _refuse_csv() -> NoReturn:
    raise typer.BadParameter("This answer is no table: text and json are.", param_hint="--output")
