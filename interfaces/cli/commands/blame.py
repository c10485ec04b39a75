"""`tillroll blame`: which event set each field of a checkout, and who asked for it."""

from rich.text import Text

from application.history.inquiries import BlameReport, Inquiries, Subject
from interfaces.cli.as_of import at_most_one
from interfaces.cli.commands.show import AsJson, At, CheckoutId, Version
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, reading_command
from interfaces.cli.terminal.output import NAME, WHEN, WHO, Output, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import value_at
from interfaces.runtime.printable import printable


def blame(
    checkout_id: CheckoutId,
    at_version: Version = None,
    at: At = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print for every field of the state the event that set it, with time, actor and previous value."""
    as_of = at_most_one(at_version, at)

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


def _show(output: Output, report: BlameReport) -> None:
    currency = next(str(b.field.value) for b in report.fields if b.path == ("currency",))
    grid = table("field", "value", "before", "set in", "time", "actor", "request")
    for blamed in report.fields:
        event = blamed.event
        if blamed.field.value is None and blamed.before is None:
            continue  # A field that never had a value is listed in JSON only.
        grid.add_row(
            line((".".join(map(str, blamed.path)), "bold")),
            value_at(blamed.path, blamed.field.value, currency),
            "" if blamed.before is None else value_at(blamed.path, blamed.before, currency),
            Text(f"v{event.originator_version}", NAME),
            Text(time_of(event.timestamp), WHEN),
            line((event.provenance.actor, WHO)),
            printable(f"{event.provenance.dialect}: {event.provenance.operation}"),
        )
    output.say_rows(grid)
