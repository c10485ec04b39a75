"""`tillroll replay`: the events of a checkout step by step, with the change and the state at each."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from application.history.diff import NOTHING
from application.history.inquiries import Inquiries, Subject
from application.history.narrative import narrate
from application.history.timeline import ReplayStep
from interfaces.cli.commands.show import CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, read_database
from interfaces.cli.terminal.keyboard import keyboard
from interfaces.cli.terminal.output import FAINT, GOOD, NAME, WHEN, Output, time_of
from interfaces.cli.terminal.pager import turn_pages
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.state_view import state_view
from interfaces.cli.terminal.values import source


def replay(
    checkout_id: CheckoutId,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Step through a checkout's history, event by event, with what each changed and the state after it.

    In a terminal, keys turn the pages; in a pipe, everything comes in order.
    """

    async def history(inquiries: Inquiries, subject: Subject) -> list[ReplayStep]:
        return await inquiries.replay(subject)

    steps = read_database(
        history,
        operation="replay",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
    )
    _show(Output(), steps)


def _show(output: Output, steps: Sequence[ReplayStep]) -> None:
    if output.is_interactive:
        with keyboard() as keys:
            turn_pages(output.console, keys, len(steps), lambda index: _page(steps, index))
        return
    for index in range(len(steps)):
        output.say(*([""] if index else []), *_page(steps, index))


def _page(steps: Sequence[ReplayStep], index: int) -> Iterator[RenderableType]:
    step = steps[index]
    event = step.event
    yield line(
        (f"v{event.originator_version}", NAME),
        (f" of {len(steps)}  ", FAINT),
        (event.TOPIC, "bold"),
        "  ",
        (time_of(event.timestamp), WHEN),
    )
    yield source(event.provenance)
    before = NOTHING if step.before is None else step.before.document
    for sentence in narrate(before, step.after.document):
        yield line("  ", ("▸ ", GOOD), sentence)
    yield ""
    yield from state_view(step.after.document)
