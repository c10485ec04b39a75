"""Reads catalogue files: a JSON document of tables, a CSV file with one of them, or a folder of such files.

Everything is read and checked before anything is returned. The message of a refusal has a line for each fault.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from application.ports.catalogue import Offer
from interfaces.configuration.catalogue.conversion import convert_rows
from interfaces.configuration.catalogue.rows import (
    CatalogueFileRefused,
    RawTables,
    read_csv,
    read_json,
)
from interfaces.configuration.catalogue.tables import PRODUCTS, TABLES

__all__ = ["CatalogueFileRefused", "parse_csv", "parse_json", "read_catalogue"]

Progress = Callable[[int, int], None]
"""Takes the number of converted rows, and that of all rows."""
_READ: Final = {".csv": "csv", ".json": "json"}
_SHOWN: Final = 20


def ignore_progress(_: int, __: int) -> None:
    """Show nothing of the progress."""


def read_catalogue(path: Path, progress: Progress = ignore_progress) -> Offer:
    """Read a file, or all CSV and JSON files of a folder, by their suffixes. Raises CatalogueFileRefused."""
    files = [path]
    if path.is_dir():
        files = sorted(each for each in path.iterdir() if each.suffix.lower() in _READ)
        if not files:
            raise CatalogueFileRefused(f"{path} has no .csv or .json file.")
    faults: list[str] = []
    tables: list[RawTables] = []
    for file in files:
        try:
            tables.append(_read_file(file))
        except CatalogueFileRefused as refused:
            faults.append(str(refused))
    return _offer(tables, faults, progress)


def parse_json(content: bytes) -> Offer:
    """Parse the tables of a JSON document. Raises CatalogueFileRefused."""
    return _offer([read_json(content, "the file")], [], ignore_progress)


def parse_csv(content: bytes) -> Offer:
    """Parse a CSV file. Raises CatalogueFileRefused."""
    return _offer([read_csv(content, "the file")], [], ignore_progress)


def _read_file(file: Path) -> RawTables:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CatalogueFileRefused(f"{file.name} cannot be read: {error.strerror}.") from error
    if file.suffix.lower() == ".csv":
        return read_csv(content, file.name, file.stem.lower())
    return read_json(content, file.name)


def _offer(files: list[RawTables], faults: list[str], progress: Progress) -> Offer:
    """Return the rows of all files. Raises CatalogueFileRefused for all faults together."""
    rows = {
        name: [row for tables in files for row in tables.get(name, ())]
        for name in TABLES
        if any(name in tables for tables in files)
    }
    total, done = sum(map(len, rows.values())), 0

    def count(converted: int) -> None:
        nonlocal done
        done += converted
        progress(done, total)

    records: dict[str, Any] = {PRODUCTS.name: []}
    for name, found in rows.items():
        records[name] = convert_rows(TABLES[name], found, faults, count)
    if faults:
        more = len(faults) - _SHOWN
        last = [f"{more} more faults are not shown."] if more > 0 else []
        raise CatalogueFileRefused("\n".join(faults[:_SHOWN] + last))
    return Offer(**records)
