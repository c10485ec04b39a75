"""The parts of a state as its page shows them: tables of lines and fees, and fields below headings."""

from collections.abc import Iterator
from dataclasses import dataclass

from interfaces.api.console.text.personal import Pieces
from interfaces.api.console.text.phrases import Shown


@dataclass(frozen=True)
class ShownValue:
    """A value, and the one before it. `change` is empty, `added`, `changed` or `removed`.

    `pointer` is its JSON pointer in the state; empty for a value that is not in it any more.
    """

    pieces: Pieces
    before: Pieces = ()
    change: str = ""
    title: str = ""
    is_code: bool = False
    pointer: str = ""


@dataclass(frozen=True)
class ShownField:
    """A value with its name."""

    name: str
    value: ShownValue


@dataclass(frozen=True)
class ShownItem:
    """One item of a list, as a fulfilment, under its own heading."""

    heading: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True)
class ShownSection:
    """Fields under one heading, and then items."""

    heading: Shown
    fields: tuple[ShownField, ...]
    items: tuple[ShownItem, ...]

    def values(self) -> Iterator[ShownValue]:
        """Yield every value of the section."""
        for fields in (self.fields, *(item.fields for item in self.items)):
            yield from (each.value for each in fields)


@dataclass(frozen=True)
class ShownRow:
    """A line or a fee. `more` are the fields without a column."""

    cells: tuple[ShownValue, ...]
    change: str
    more: tuple[ShownField, ...]


@dataclass(frozen=True)
class ShownTable:
    """The lines or the fees. `columns` are the headings, `numeric` which columns are aligned right."""

    heading: Shown
    columns: tuple[Shown, ...]
    numeric: tuple[bool, ...]
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True)
class StateView:
    """A whole state. `has_changes`: this version changed a value that is shown."""

    tables: tuple[ShownTable, ...]
    sections: tuple[ShownSection, ...]

    @property
    def has_changes(self) -> bool:
        """Whether a value differs from the version before."""
        values = (value for section in self.sections for value in section.values())
        return any(value.change for value in values) or any(
            row.change for table in self.tables for row in table.rows
        )
