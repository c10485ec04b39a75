"""Print shapes as CSV (RFC 4180): a heading, and a line for each shape.

The columns are the fields of the shape by their names in JSON; those of a shape in it have both names with a dot
between: `provenance.actor`. Other objects and lists are JSON. Null is empty. Text that a spreadsheet would run as a
formula gets a leading apostrophe, as in the exports of the history API.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from interfaces.cli.terminal.output import as_json, time_of


class CsvWriter:
    """Writes rows of one shape to standard output. The heading is written at once."""

    def __init__(self, shape: type, *, has_heading: bool = False) -> None:
        """`has_heading`: the output has a heading already."""
        self._writer = csv.writer(sys.stdout, lineterminator="\r\n")
        if not has_heading:
            self._writer.writerow(_columns(shape))
        self._shape = shape

    def write(self, rows: Iterable[object]) -> None:
        """Write a line for each row and flush, so that a pipe has it."""
        for each in rows:
            self._writer.writerow(_cells(self._shape, each))
        sys.stdout.flush()


def _columns(shape: type) -> Iterator[str]:
    for field in msgspec.structs.fields(shape):
        if _is_shape(field.type):
            yield from (f"{field.encode_name}.{name}" for name in _columns(field.type))
        else:
            yield field.encode_name


def _cells(shape: type, row: object) -> Iterator[object]:
    for field in msgspec.structs.fields(shape):
        value = getattr(row, field.name)
        if _is_shape(field.type):
            yield from _cells(field.type, value)
        else:
            yield _cell(value)


def _is_shape(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _cell(value: object) -> object:
    from interfaces.api.history.exports.lines import escape_formula

    match value:
        case None | msgspec.UNSET:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return value
        case str():
            return escape_formula(value)
        case datetime():
            return time_of(value)
        case _:
            return escape_formula(as_json(value))
