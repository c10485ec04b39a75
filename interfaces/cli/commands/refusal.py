"""`tillroll refusal`: one refused command beside the state that it was decided on."""

from typing import Annotated

import typer
from rich.text import Text

from application.history.inquiries import Inquiries, Subject
from application.history.refused.inquiry import RefusedCommandReport, refused_command
from interfaces.api.history.answers.wire import RefusedCommandShape, WantedValueShape
from interfaces.cli.commands.show import CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.exit_codes import NOT_FOUND, fail
from interfaces.cli.history_reader import ShowPersons, read_answer
from interfaces.cli.service.paths import checkout_path
from interfaces.cli.service.questions import Questions
from interfaces.cli.terminal.formats import As, AsJson, chosen, print_answer
from interfaces.cli.terminal.output import BAD, NAME, WHEN, WHO, Output, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import money, source, value_at

_Position = Annotated[
    int,
    typer.Argument(min=1, help="Its position, as `tillroll refusals` has it."),
]


def refusal(
    checkout_id: CheckoutId,
    position: _Position,
    output: As = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Show what a refused command wanted beside the state then, why it was refused, and what came before it."""

    from interfaces.api.history.answers.refused_shapes import refused_document
    from interfaces.composition.refusal_statuses import status_of

    async def report(inquiries: Inquiries, subject: Subject) -> RefusedCommandReport | None:
        return await refused_command(inquiries, subject, position)

    def document(found: RefusedCommandReport | None) -> RefusedCommandShape:
        if found is None:
            fail(f"The checkout has no refused command at position {position}.", NOT_FOUND)
        return refused_document(found, status_of(found.refusal))

    def ask(service: Questions) -> RefusedCommandShape:
        return service.get(checkout_path(checkout_id, "refusals", position), RefusedCommandShape)

    found = read_answer(
        report,
        document,
        ask,
        operation="refusal",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
    )
    print_answer(
        found,
        chosen(output, as_json),
        _show,
        rows=lambda each: each.values,
        row=WantedValueShape,
    )


def _show(output: Output, found: RefusedCommandShape) -> None:
    refused, present = found.refusal, found.decided_on
    output.say(
        line((time_of(refused.time), WHEN), "  ", source(refused.provenance)),
        line(
            ("refused", BAD),
            f" {refused.command}: {refused.reason}",
            "" if found.status is None else f"  answered with status {found.status}",
        ),
        line(refused.explanation),
        "",
        line(
            "decided on ",
            (f"v{present.version}", NAME),
            f"  {present.stage}, total {money(present.total, present.currency)}",
        ),
    )
    if found.obstruction is not None:
        other = found.obstruction
        output.say(
            line(
                "after ",
                (f"v{other.version}", NAME),
                f"  {other.type}  ",
                (time_of(other.time), WHEN),
                "  ",
                (other.actor, WHO),
                f"  {other.dialect}: {other.operation}  request {other.request_id}",
            )
        )
    if not found.values:
        return
    grid = table("value", "wanted", "then")
    for each in found.values:
        path = tuple(each.field.split("."))
        grid.add_row(
            Text(each.field, "bold"),
            value_at(path, each.wanted, present.currency),
            value_at(path, each.present, present.currency),
        )
    output.say("")
    output.say_rows(grid)
    if found.value_count > len(found.values):
        output.say(f"{found.value_count - len(found.values)} more values are the same in both")
