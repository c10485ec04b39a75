"""`tillroll blame`: which event set each field of a checkout, and who asked for it."""

from typing import Annotated

import typer
from rich.text import Text

from application.history.inquiries import BlameReport, Inquiries, Subject
from application.history.windows.field_history import dotted_path
from interfaces.api.history.wire import BlamedShape, BlameShape
from interfaces.cli.as_of import at_most_one
from interfaces.cli.commands.show import At, CheckoutId, Version
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.field_values import Source, print_values
from interfaces.cli.history_reader import ShowPersons, read_answer
from interfaces.cli.service.paths import as_of_parameters, checkout_path
from interfaces.cli.service.questions import Questions
from interfaces.cli.terminal.field_paths import field_paths
from interfaces.cli.terminal.formats import As, AsJson, chosen, print_answer
from interfaces.cli.terminal.output import NAME, WHEN, WHO, Output, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import value_at
from interfaces.runtime.printable import printable

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
    output: As = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print for every field of the state the event that set it, with time, actor and previous value.

    With --field, print every value that one field ever had. Exits with 3 where the state has no such field.
    """
    as_of = at_most_one(at_version, at)
    source = Source(checkout_id, persons, database_url, data)
    found = chosen(output, as_json)
    if field is not None:
        print_values(source, field, as_of, found)
        return

    async def fields(inquiries: Inquiries, subject: Subject) -> BlameReport:
        return await inquiries.blame(subject, as_of)

    def document(report: BlameReport) -> BlameShape:
        from interfaces.api.history import translate

        return translate.blame(checkout_id, report)

    def ask(service: Questions) -> BlameShape:
        parameters = as_of_parameters(as_of)
        return service.get(checkout_path(checkout_id, "blame"), BlameShape, parameters)

    report = read_answer(
        fields,
        document,
        ask,
        operation="blame",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
    )
    print_answer(report, found, _show, rows=lambda each: each.fields, row=BlamedShape)


def _show(output: Output, report: BlameShape) -> None:
    values = {each.field: each.value for each in report.fields}
    currency = str(values["/currency"])
    paths = field_paths(values)
    grid = table("field", "value", "before", "set in", "time", "actor", "request")
    for blamed in report.fields:
        if blamed.value is None and blamed.before is None:
            continue  # A field that never had a value is listed in JSON only.
        path = paths[blamed.field]
        grid.add_row(
            line((dotted_path(path), "bold")),
            value_at(path, blamed.value, currency),
            "" if blamed.before is None else value_at(path, blamed.before, currency),
            Text(f"v{blamed.version}", NAME),
            Text(time_of(blamed.time), WHEN),
            line((blamed.provenance.actor, WHO)),
            printable(f"{blamed.provenance.dialect}: {blamed.provenance.operation}"),
        )
    output.say_rows(grid)
