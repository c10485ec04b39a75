"""`tillroll refusal`: one refused command beside the state that it was decided on."""

from typing import Annotated

import typer
from rich.text import Text

from application.history.inquiries import Inquiries, Subject
from application.history.refused.inquiry import RefusedCommandReport, refused_command
from application.history.windows.field_history import dotted_path
from interfaces.cli.commands.show import AsJson, CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.exit_codes import NOT_FOUND, fail
from interfaces.cli.history_reader import ShowPersons, reading_command
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
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Show what a refused command wanted beside the state then, why it was refused, and what came before it."""

    async def report(inquiries: Inquiries, subject: Subject) -> RefusedCommandReport | None:
        return await refused_command(inquiries, subject, position)

    def as_document(found: RefusedCommandReport | None) -> object:
        from interfaces.api.history.answers.refused_shapes import refused_document
        from interfaces.composition.refusal_statuses import status_of

        report = _require(found, position)
        return refused_document(report, status_of(report.refusal))

    reading_command(
        report,
        operation="refusal",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
        show=lambda output, found: _show(output, _require(found, position)),
        document=as_document if as_json else None,
    )


def _require(found: RefusedCommandReport | None, position: int) -> RefusedCommandReport:
    if found is None:
        fail(f"The checkout has no refused command at position {position}.", NOT_FOUND)
    return found


def _show(output: Output, found: RefusedCommandReport) -> None:
    from interfaces.api.explanations import explanation_of
    from interfaces.composition.refusal_statuses import status_of

    refused, present = found.refusal, found.present
    status = status_of(refused)
    output.say(
        line((time_of(refused.at), WHEN), "  ", source(refused.provenance)),
        line(
            ("refused", BAD),
            f" {refused.operation}: {refused.reason}",
            "" if status is None else f"  answered with status {status}",
        ),
        line(explanation_of(refused)),
        "",
        line(
            "decided on ",
            (f"v{present.version}", NAME),
            f"  {present.stage.value}, total {money(present.total, present.currency)}",
        ),
    )
    if found.obstruction is not None:
        other = found.obstruction
        output.say(
            line(
                "after ",
                (f"v{other.version}", NAME),
                f"  {other.topic}  ",
                (time_of(other.at), WHEN),
                "  ",
                (other.actor, WHO),
                f"  {other.dialect}: {other.operation}  request {other.request_id}",
            )
        )
    if not found.values:
        return
    grid = table("value", "wanted", "then")
    for each in found.values:
        grid.add_row(
            Text(dotted_path(each.path), "bold"),
            value_at(each.path, each.wanted, present.currency),
            value_at(each.path, each.present, present.currency),
        )
    output.say("")
    output.say_rows(grid)
    if found.value_count > len(found.values):
        output.say(f"{found.value_count - len(found.values)} more values are the same in both")
