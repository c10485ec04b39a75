"""Reads the tables of the README of telemetry."""

import re
from pathlib import Path

import interfaces.telemetry

README = Path(interfaces.telemetry.__path__[0], "README.md")
_CODE = re.compile(r"`([^`]+)`")


def rows(heading: str) -> dict[str, list[str]]:
    """Return the cells of each row of the tables whose first column has this heading, by the code in the first cell."""
    found: dict[str, list[str]] = {}
    is_wanted = False
    for line in README.read_text().splitlines():
        if not line.startswith("|"):
            is_wanted = False
            continue
        first, *rest = (cell.strip() for cell in line.strip().strip("|").split(" |"))
        first = first.removeprefix("|").strip()
        if first == heading:
            is_wanted = True
        elif is_wanted and not first.startswith("-"):
            (name,) = _CODE.findall(first)
            assert name not in found, f"{name} is documented twice"
            assert rest[-1], f"{name} has no meaning"
            found[name] = rest
    return found


def codes(cell: str) -> list[str]:
    """Return what a cell has in backticks."""
    return _CODE.findall(cell)
