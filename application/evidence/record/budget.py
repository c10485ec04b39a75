"""Keeps the first and the last rows of a long list while it is read, and counts those between."""

from collections import deque
from typing import Final, Generic, TypeVar

from application.evidence.case import FirstAndLast

T = TypeVar("T")
MOST_ROWS: Final = 60
"""How many rows of one list the PDF shows at most."""


class RowBudget(Generic[T]):
    """A list of which only the ends are kept: half of `most` from the beginning, half from the end."""

    def __init__(self, most: int = MOST_ROWS) -> None:
        self._first: list[T] = []
        self._last: deque[T] = deque(maxlen=most - most // 2)
        self._half = most // 2
        self._count = 0

    def add(self, row: T) -> T:
        """Add a row, and return it."""
        self._count += 1
        if len(self._first) < self._half:
            self._first.append(row)
        else:
            self._last.append(row)
        return row

    def ends(self) -> FirstAndLast[T]:
        """Return the rows that are kept."""
        left_out = self._count - len(self._first) - len(self._last)
        return FirstAndLast(first=tuple(self._first), last=tuple(self._last), left_out=left_out)
