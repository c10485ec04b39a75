"""Rows of an error table, found by the class of a refusal or by one of its families."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from domain.refusals import Refusal

Row = TypeVar("Row")


class ErrorTable(Generic[Row]):
    """One row for each refusal or family of refusals (`domain.refusals`); the most specific row applies."""

    def __init__(self, rows: Mapping[type[Refusal], Row]) -> None:
        self._rows = dict(rows)

    def __getitem__(self, refusal: type[Refusal]) -> Row:
        """Return the first row along the MRO of the refusal. Raises KeyError if there is none."""
        for kind in refusal.__mro__:
            if kind in self._rows:
                return self._rows[kind]
        raise KeyError(refusal)
