"""`tillroll diff`: the changes between two points in time."""

from typing import Annotated

import typer
from rich.text import Text

from application.history.inquiries import Difference, Inquiries, Subject, VersionStamp
from interfaces.cli.as_of import parse_as_of
from interfaces.cli.commands.show import AsJson, CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.exit_codes import DIFFERS
from interfaces.cli.history_reader import ShowPersons, reading_command
from interfaces.cli.terminal.output import NAME, WHEN, Output, time_of
from interfaces.cli.terminal.safe_text import line

# The command parses these itself, because Typer has no parameters of a union type.
Before = Annotated[
    str, typer.Argument(metavar="A", show_default=False, help="A version or instant.")
]
After = Annotated[str, typer.Argument(metavar="B", show_default=False, help="Another one.")]


def diff(
    checkout_id: CheckoutId,
    before: Before,
    after: After,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print the changes from one version or instant to another: `diff ID 3 2026-01-05T14:03:12Z`.

    Exit status: 0 where nothing did, 1 where something did.
    """
    earlier, later = parse_as_of(before), parse_as_of(after)

    async def compare(inquiries: Inquiries, subject: Subject) -> Difference:
        return await inquiries.difference(subject, earlier, later)

    def as_document(difference: Difference) -> object:
        from interfaces.api.history import translate

        return translate.difference(checkout_id, difference)

    difference = reading_command(
        compare,
        operation="diff",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
        show=_show,
        document=as_document if as_json else None,
    )
    if difference.changes:
        raise typer.Exit(DIFFERS)


def _show(output: Output, difference: Difference) -> None:
    output.say(_stamp("from", difference.before), _stamp("to", difference.after))
    output.say(*(line(f"  {sentence}") for sentence in difference.words or ["nothing changed"]))


def _stamp(which: str, stamp: VersionStamp) -> Text:
    return line(f"{which:<6}", (f"v{stamp.version}", NAME), "  ", (time_of(stamp.at), WHEN))
