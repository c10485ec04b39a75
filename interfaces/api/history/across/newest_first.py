"""Pages of entries that are listed newest first, with the cursors of `interfaces.api.history.paging`.

The position of an entry in a page is the distance of its number from the highest possible number, so that it grows from
the newest entry to the oldest.
"""

from dataclasses import dataclass
from typing import Final

from interfaces.api.history.paging import CursorRequest

_HIGHEST: Final = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class NumberRange:
    """The numbers of the requested entries: after one number or before another. With neither, the newest."""

    after: int | None
    before: int | None


def numbers_of(requested: CursorRequest) -> NumberRange:
    """Return the numbers of the entries on a page."""
    return NumberRange(
        after=None if requested.before is None else _HIGHEST - requested.before,
        before=None if requested.after is None else _HIGHEST - requested.after,
    )


def position_of(number: int) -> int:
    """Return the position of the entry with this number in the order of the pages."""
    return _HIGHEST - number
