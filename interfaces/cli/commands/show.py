"""`tillroll show`: the state of a checkout, current or at a point in time."""

from typing import Annotated

import typer
from rich.text import Text

from application.history.as_of import AsOfInstant, AsOfVersion
from application.history.document import document
from application.history.inquiries import Inquiries, StateAt, Subject
from interfaces.cli.as_of import at_most_one, instant, version
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, reading_command
from interfaces.cli.terminal.output import NAME, WHEN, Output, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.state_view import state_view

CheckoutId = Annotated[str, typer.Argument(metavar="ID", help="The checkout's id.")]
Version = Annotated[
    AsOfVersion | None,
    typer.Option("--version", metavar="N", parser=version, help="The state at this version."),
]
At = Annotated[
    AsOfInstant | None,
    typer.Option(
        "--at",
        metavar="INSTANT",
        parser=instant,
        help="The state at this instant: 2026-01-05T14:03:12Z.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, as the history API does.")]


def show(
    checkout_id: CheckoutId,
    at_version: Version = None,
    at: At = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Show the whole state of a checkout: now, at a version, or at an instant."""
    as_of = at_most_one(at_version, at)

    async def state(inquiries: Inquiries, subject: Subject) -> StateAt:
        return await inquiries.state(subject, as_of)

    def as_document(answer: StateAt) -> object:
        from interfaces.api.history import translate

        return translate.state(answer)

    reading_command(
        state,
        operation="show",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
        show=_show,
        document=as_document if as_json else None,
    )


def _show(output: Output, answer: StateAt) -> None:
    output.say(_title(answer), "", *state_view(document(answer.checkout)))


def _title(answer: StateAt) -> Text:
    stamp, newest = answer.mark, answer.newest.version
    of_newest = "" if stamp.version == newest else f" of {newest}"
    return line(
        (answer.checkout.id, NAME),
        f"  version {stamp.version}{of_newest}  ",
        (time_of(stamp.at), WHEN),
    )
