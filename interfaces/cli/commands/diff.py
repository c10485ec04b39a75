"""`tillroll diff`: the changes between two points in time."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer
from rich.text import Text

from application.history.inquiries import Difference, Inquiries, Subject
from interfaces.api.history.wire import DifferenceShape, MarkShape
from interfaces.cli.as_of import parse_as_of
from interfaces.cli.commands.show import CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.exit_codes import DIFFERS
from interfaces.cli.history_reader import ShowPersons, read_answer
from interfaces.cli.service.paths import checkout_path, point_text
from interfaces.cli.service.questions import Questions
from interfaces.cli.terminal.formats import As, AsJson, chosen, print_answer
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
    output: As = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print the changes from one version or instant to another: `diff ID 3 2026-01-05T14:03:12Z`.

    Exit status: 0 where nothing did, 1 where something did.
    """
    earlier, later = parse_as_of(before), parse_as_of(after)
    found = chosen(output, as_json)

    async def compare(inquiries: Inquiries, subject: Subject) -> Difference:
        return await inquiries.difference(subject, earlier, later)

    def document(difference: Difference) -> DifferenceShape:
        from interfaces.api.history import translate

        return translate.difference(checkout_id, difference)

    def ask(service: Questions) -> DifferenceShape:
        points = {"from": point_text(earlier), "to": point_text(later)}
        return service.get(checkout_path(checkout_id, "diff"), DifferenceShape, points)

    difference = read_answer(
        compare,
        document,
        ask,
        operation="diff",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
    )
    print_answer(difference, found, _show, rows=_changes, row=ChangeRow)
    if difference.patch:
        raise typer.Exit(DIFFERS)


class ChangeRow(msgspec.Struct, frozen=True):
    """A line of CSV: an operation of a JSON patch (RFC 6902)."""

    op: str
    path: str
    value: object


def _changes(difference: DifferenceShape) -> Iterator[ChangeRow]:
    for each in difference.patch:
        yield ChangeRow(each["op"], each["path"], each.get("value"))


def _show(output: Output, difference: DifferenceShape) -> None:
    output.say(_stamp("from", difference.before), _stamp("to", difference.after))
    output.say(*(line(f"  {sentence}") for sentence in difference.words or ["nothing changed"]))


def _stamp(which: str, stamp: MarkShape) -> Text:
    return line(f"{which:<6}", (f"v{stamp.version}", NAME), "  ", (time_of(stamp.time), WHEN))
