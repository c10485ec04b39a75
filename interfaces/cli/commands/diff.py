"""`tillroll diff`: what changed between two moments."""

from typing import Annotated

import typer
from rich.text import Text

from application.history.inquiries import Difference, Inquiries, Subject, VersionStamp
from interfaces.cli.as_of import moment
from interfaces.cli.commands.show import AsJson, CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.exit_codes import DIFFERS
from interfaces.cli.history_reader import read_from
from interfaces.cli.terminal.output import NAME, WHEN, Output, time_of
from interfaces.cli.terminal.safe_text import line

# Read in the command itself: Typer takes no parameter that is one of two types.
Before = Annotated[
    str, typer.Argument(metavar="A", show_default=False, help="A version or instant.")
]
After = Annotated[str, typer.Argument(metavar="B", show_default=False, help="Another one.")]


def diff(
    checkout_id: CheckoutId,
    before: Before,
    after: After,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Say what changed from one moment to another: `diff ID 3 2026-01-05T14:03:12Z`.

    Exit status: 0 where nothing did, 1 where something did.
    """
    earlier, later = moment(before), moment(after)

    async def compare(inquiries: Inquiries, subject: Subject) -> Difference:
        return await inquiries.difference(subject, earlier, later)

    found = read_from(
        compare, operation="diff", checkout_id=checkout_id, database_url=database_url, data=data
    )
    output = Output()
    if as_json:
        from interfaces.api.history import translate

        output.json(translate.difference(checkout_id, found))
    else:
        output.say(_named("from", found.before), _named("to", found.after))
        output.say(*(line(f"  {sentence}") for sentence in found.words or ["nothing changed"]))
    if found.changes:
        raise typer.Exit(DIFFERS)


def _named(which: str, mark: VersionStamp) -> Text:
    return line(f"{which:<6}", (f"v{mark.version}", NAME), "  ", (time_of(mark.at), WHEN))
