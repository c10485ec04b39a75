"""`tillroll blame`: which event set each field of a checkout, and who asked for it."""

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.text import Text

from application.history.as_of import AsOf
from application.history.inquiries import BlameReport, Inquiries, Subject
from application.history.windows.field_history import FieldHistory, dotted_path
from application.history.windows.window_inquiries import WindowInquiries
from interfaces.cli.as_of import at_most_one
from interfaces.cli.commands.show import AsJson, At, CheckoutId, Version
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.exit_codes import NOT_FOUND, fail
from interfaces.cli.history_reader import ShowPersons, reading_command
from interfaces.cli.terminal.output import NAME, WHEN, WHO, Output, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import value_at
from interfaces.runtime.printable import printable

_MOST_VALUES: Final = 1_000_000
"""The values are printed on one page."""
_Field = Annotated[
    str | None,
    typer.Option(
        help="Every value of this field, newest first: a JSON pointer, or its name in the table.",
    ),
]


def blame(
    checkout_id: CheckoutId,
    field: _Field = None,
    at_version: Version = None,
    at: At = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print for every field of the state the event that set it, with time, actor and previous value.

    With --field, print every value that one field ever had. Exits with 3 where the state has no such field.
    """
    as_of = at_most_one(at_version, at)
    if field is not None:
        _print_values(
            field,
            as_of,
            checkout_id=checkout_id,
            as_json=as_json,
            persons=persons,
            database_url=database_url,
            data=data,
        )
        return

    async def fields(inquiries: Inquiries, subject: Subject) -> BlameReport:
        return await inquiries.blame(subject, as_of)

    def as_document(report: BlameReport) -> object:
        from interfaces.api.history import translate

        return translate.blame(checkout_id, report)

    reading_command(
        fields,
        operation="blame",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
        show=_show,
        document=as_document if as_json else None,
    )


def _print_values(
    name: str,
    as_of: AsOf | None,
    *,
    checkout_id: str,
    as_json: bool,
    persons: bool,
    database_url: str | None,
    data: Path,
) -> None:
    async def values(inquiries: Inquiries, subject: Subject) -> FieldHistory:
        return await WindowInquiries(inquiries).field_history(
            subject, name, as_of, limit=_MOST_VALUES
        )

    def as_document(found: FieldHistory) -> object:
        from interfaces.api.history.windows.window_documents import field_document

        return field_document(checkout_id, found, _pointer(found, name))

    reading_command(
        values,
        operation="blame",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
        show=lambda output, found: _show_values(output, found, name),
        document=as_document if as_json else None,
    )


def _pointer(found: FieldHistory, name: str) -> str:
    """Return the JSON pointer of the field. Exits with 3 where the state has no such field."""
    if found.field is None:
        fail(f"Version {found.version} has no field {name}.", NOT_FOUND)
    return found.field.pointer


def _show_values(output: Output, found: FieldHistory, name: str) -> None:
    _pointer(found, name)
    grid = table("value", "before", "set in", "time", "actor", "request")
    for each in found.values:
        event = each.event
        grid.add_row(
            value_at(found.path, each.value, found.currency),
            "" if each.before is None else value_at(found.path, each.before, found.currency),
            Text(f"v{event.originator_version}", NAME),
            Text(time_of(event.timestamp), WHEN),
            line((event.provenance.actor, WHO)),
            printable(f"{event.provenance.dialect}: {event.provenance.operation}"),
        )
    output.say_rows(grid)


def _show(output: Output, report: BlameReport) -> None:
    currency = next(str(b.field.value) for b in report.fields if b.path == ("currency",))
    grid = table("field", "value", "before", "set in", "time", "actor", "request")
    for blamed in report.fields:
        event = blamed.event
        if blamed.field.value is None and blamed.before is None:
            continue  # A field that never had a value is listed in JSON only.
        grid.add_row(
            line((dotted_path(blamed.path), "bold")),
            value_at(blamed.path, blamed.field.value, currency),
            "" if blamed.before is None else value_at(blamed.path, blamed.before, currency),
            Text(f"v{event.originator_version}", NAME),
            Text(time_of(event.timestamp), WHEN),
            line((event.provenance.actor, WHO)),
            printable(f"{event.provenance.dialect}: {event.provenance.operation}"),
        )
    output.say_rows(grid)
