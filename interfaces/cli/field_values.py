"""Read and print every value that one field of a checkout ever had."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

import msgspec
from rich.text import Text

from application.history.as_of import AsOf
from application.history.document import Path as FieldPath
from application.history.inquiries import Inquiries, Subject
from application.history.windows.field_history import FieldHistory, find_field
from application.history.windows.window_inquiries import WindowInquiries
from interfaces.api.history.windows.field_wire import FieldHistoryShape, FieldValueShape
from interfaces.api.history.wire import StateShape
from interfaces.cli.exit_codes import NOT_FOUND, fail
from interfaces.cli.history_reader import read_answer
from interfaces.cli.service.paths import as_of_parameters, checkout_path
from interfaces.cli.service.questions import Questions
from interfaces.cli.terminal.formats import Format, print_answer
from interfaces.cli.terminal.output import NAME, WHEN, WHO, Output, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import value_at
from interfaces.runtime.printable import printable

_MOST_VALUES: Final = 1_000_000
"""The values are printed on one page."""


@dataclass(frozen=True)
class Source:
    """The checkout, whether personal data is shown, and the database."""

    checkout_id: str
    sees_persons: bool
    database_url: str | None
    data: Path


@dataclass(frozen=True)
class _Values:
    """The values of a field, its path, and the currency of its amounts."""

    shape: FieldHistoryShape
    path: FieldPath
    currency: str


def print_values(source: Source, name: str, as_of: AsOf | None, found: Format) -> None:
    """Print the values of the field with this JSON pointer or dotted name. Exits with 3 where there is none."""

    async def values(inquiries: Inquiries, subject: Subject) -> FieldHistory:
        windows = WindowInquiries(inquiries)
        return await windows.field_history(subject, name, as_of, limit=_MOST_VALUES)

    def document(history: FieldHistory) -> _Values:
        from interfaces.api.history.windows.window_documents import field_document

        if history.field is None:
            _fail(history.version, name)
        shape = field_document(source.checkout_id, history, history.field.pointer)
        return _Values(shape, history.path, history.currency)

    answer = read_answer(
        values,
        document,
        lambda service: _ask(service, source.checkout_id, name, as_of),
        operation="blame",
        checkout_id=source.checkout_id,
        sees_persons=source.sees_persons,
        database_url=source.database_url,
        data=source.data,
    )
    print_answer(
        answer,
        found,
        _show,
        document=lambda each: each.shape,
        rows=lambda each: each.shape.values,
        row=FieldValueShape,
    )


def _ask(service: Questions, checkout_id: str, name: str, as_of: AsOf | None) -> _Values:
    """Ask a service for the state, which has the pointer of a dotted name, and then for the values."""
    state = service.get(checkout_path(checkout_id), StateShape, as_of_parameters(as_of))
    named = find_field(state.state, name)
    if named is None:
        _fail(state.version, name)
    path, place = named
    parameters: dict[str, str | int | None] = {"version": state.version, "field": place.pointer}
    pages = list(service.pages(checkout_path(checkout_id, "blame"), FieldHistoryShape, parameters))
    values = [value for page in pages for value in page.values]
    shape = msgspec.structs.replace(pages[0], values=values)
    return _Values(shape, path, str(state.state.get("currency") or ""))


def _fail(version: int, name: str) -> NoReturn:
    fail(f"Version {version} has no field {name}.", NOT_FOUND)


def _show(output: Output, found: _Values) -> None:
    grid = table("value", "before", "set in", "time", "actor", "request")
    for each in found.shape.values:
        by = each.provenance
        grid.add_row(
            value_at(found.path, each.value, found.currency),
            "" if each.before is None else value_at(found.path, each.before, found.currency),
            Text(f"v{each.version}", NAME),
            Text(time_of(each.time), WHEN),
            line((by.actor, WHO)),
            printable(f"{by.dialect}: {by.operation}"),
        )
    output.say_rows(grid)
