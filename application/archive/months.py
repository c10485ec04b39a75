"""Months of UTC, as `2026-01`."""

import re
from datetime import date
from typing import Final

_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_from(text: str) -> date:
    """Return the first day of a month. Raises ValueError."""
    found = _MONTH.fullmatch(text)
    if found is None or found[1] == "0000":
        raise ValueError(f"{text!r} is no month: write a year and a month, as 2026-01.")
    return date(int(found[1]), int(found[2]), 1)


def month_text(month: date) -> str:
    """Return a month as `2026-01`."""
    return f"{month:%Y-%m}"
