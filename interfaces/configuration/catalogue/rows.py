"""Reads the rows of catalogue files: CSV with a header line, or a JSON document of tables."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from interfaces.configuration.catalogue.tables import TABLES, CatalogueTable


class CatalogueFileRefused(Exception):
    """The file is invalid. The message has a line for each fault, with its file and line, and says what to correct."""


@dataclass(frozen=True)
class RawRow:
    """One row as it was read. `place` says where it is, by file and line."""

    place: str
    values: Mapping[str, Any]


RawTables = Mapping[str, list[RawRow]]
"""The rows of each table that a file has, by the name of the table."""


def read_json(content: bytes, file: str) -> RawTables:
    """Return the tables of a JSON document. Raises CatalogueFileRefused."""
    try:
        document = msgspec.json.decode(content, type=dict[str, list[dict[str, Any]] | None])
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise CatalogueFileRefused(f"{file} is not a catalogue in JSON: {error}.") from error
    if unknown := document.keys() - TABLES.keys():
        raise CatalogueFileRefused(f"{file}: there is no table {min(unknown)!r}.")
    return {
        name: [RawRow(f"{file}, {name}, row {number}", row) for number, row in enumerate(rows, 1)]
        for name, rows in document.items()
        if rows is not None
    }


def read_csv(content: bytes, file: str, stem: str = "") -> RawTables:
    """Return the table of a CSV file in UTF-8, separated by commas or semicolons. An empty cell is a missing value.

    A file that is called like a table is that table. Raises CatalogueFileRefused.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CatalogueFileRefused(f"{file} is not in UTF-8.") from None
    header = text.partition("\n")[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = [name.strip() for name in next(reader, ())]
        table = TABLES.get(stem) or _table_with(columns, file)
        rows = list(_cells(reader, columns, file))
    except csv.Error as error:
        raise CatalogueFileRefused(
            f"{file}, line {reader.line_num}: this is not CSV: {error}."
        ) from error
    return {table.name: rows}


def _table_with(columns: list[str], file: str) -> CatalogueTable:
    able = [table for table in TABLES.values() if table.column in columns]
    # A file of addresses has the column of locations too.
    found = [
        table
        for table in able
        if not any(table.column in other.columns for other in able if other is not table)
    ]
    if len(found) == 1:
        return found[0]
    named = ", ".join(f"{table.column} for {table.name}" for table in TABLES.values())
    raise CatalogueFileRefused(
        f"{file}: the first line has to name the columns, with one of {named}; or the file has to be called like its "
        "table."
    )


def _cells(reader: Any, columns: list[str], file: str) -> Iterator[RawRow]:
    """Yield the rows with the number of the line on which each begins. Surplus cells are ignored."""
    line = reader.line_num + 1
    for cells in reader:
        if any(cells):
            named = zip(columns, cells, strict=False)
            values = {name: cell for name, cell in named if name and cell != ""}
            yield RawRow(f"{file}, line {line}", values)
        line = reader.line_num + 1
