"""`tillroll show`: the state of a checkout, current or at a point in time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import msgspec
import typer
from rich.text import Text

from application.history.as_of import AsOfInstant, AsOfVersion
from application.history.document import nodes
from application.history.inquiries import Inquiries, StateAt, Subject
from interfaces.api.history.wire import StateShape
from interfaces.cli.as_of import at_most_one, instant, version
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, read_answer
from interfaces.cli.service.paths import as_of_parameters, checkout_path, newest_version
from interfaces.cli.service.questions import Questions
from interfaces.cli.terminal.formats import As, AsJson, chosen, print_answer
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


def show(
    checkout_id: CheckoutId,
    at_version: Version = None,
    at: At = None,
    output: As = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Show the whole state of a checkout: now, at a version, or at an instant."""
    as_of = at_most_one(at_version, at)
    found = chosen(output, as_json)

    async def state(inquiries: Inquiries, subject: Subject) -> StateAt:
        return await inquiries.state(subject, as_of)

    def document(answer: StateAt) -> _State:
        from interfaces.api.history import translate

        return _State(translate.state(answer), answer.newest.version)

    def ask(service: Questions) -> _State:
        shape, links = service.get_linked(
            checkout_path(checkout_id), StateShape, as_of_parameters(as_of)
        )
        return _State(shape, newest_version(links) or shape.version)

    answer = read_answer(
        state,
        document,
        ask,
        operation="show",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
    )
    print_answer(
        answer, found, _show, document=lambda each: each.shape, rows=_values, row=StateValueRow
    )


@dataclass(frozen=True)
class _State:
    """A state and the newest version of its checkout."""

    shape: StateShape
    newest: int


class StateValueRow(msgspec.Struct, frozen=True):
    """A line of CSV: a field as a JSON pointer, and its value."""

    field: str
    value: object


def _values(answer: _State) -> Iterator[StateValueRow]:
    for _, field in nodes(answer.shape.state):
        if field.is_leaf and field.value is not None:
            yield StateValueRow(field.pointer, field.value)


def _show(output: Output, answer: _State) -> None:
    output.say(_title(answer), "", *state_view(answer.shape.state))


def _title(answer: _State) -> Text:
    shape = answer.shape
    of_newest = "" if shape.version == answer.newest else f" of {answer.newest}"
    return line(
        (shape.checkout, NAME),
        f"  version {shape.version}{of_newest}  ",
        (time_of(shape.time), WHEN),
    )
