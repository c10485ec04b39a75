"""`tillroll show`: a checkout as it stands, or as it stood."""

from typing import Annotated

import typer
from rich.text import Text

from application.history.as_of import AsOfInstant, AsOfVersion
from application.history.document import document
from application.history.inquiries import Inquiries, StateAt, Subject
from interfaces.cli.as_of import at_most_one, instant, version
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import read_from
from interfaces.cli.terminal.output import NAME, WHEN, Output, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.state_view import state_view

CheckoutId = Annotated[str, typer.Argument(metavar="ID", help="The checkout's id.")]
Version = Annotated[
    AsOfVersion | None,
    typer.Option("--version", metavar="N", parser=version, help="As it stood at this version."),
]
At = Annotated[
    AsOfInstant | None,
    typer.Option(
        "--at",
        metavar="INSTANT",
        parser=instant,
        help="As it stood at this instant: 2026-01-05T14:03:12Z.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, as the history API does.")]


def show(
    checkout_id: CheckoutId,
    at_version: Version = None,
    at: At = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Show the whole state of a checkout: now, at a version, or at an instant."""
    moment = at_most_one(at_version, at)

    async def state(inquiries: Inquiries, subject: Subject) -> StateAt:
        return await inquiries.state(subject, moment)

    standing = read_from(
        state, operation="show", checkout_id=checkout_id, database_url=database_url, data=data
    )
    output = Output()
    if as_json:
        from interfaces.api.history import translate

        output.json(translate.state(standing))
    else:
        output.say(_title(standing), "", *state_view(document(standing.checkout)))


def _title(standing: StateAt) -> Text:
    mark, newest = standing.mark, standing.newest.version
    past = "" if mark.version == newest else f" of {newest}"
    return line(
        (standing.checkout.id, NAME),
        f"  version {mark.version}{past}  ",
        (time_of(mark.at), WHEN),
    )
