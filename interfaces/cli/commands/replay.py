"""`tillroll replay`: the events of a checkout step by step, with the change and the state at each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import RenderableType

from application.history.inquiries import Inquiries, Subject
from application.history.narrative import narrate
from application.history.patches.documents import NOTHING
from application.history.primitives import Document
from application.history.timeline import ReplayStep
from domain.provenance import Provenance
from interfaces.api.history.wire import EventsShape, ProvenanceShape, StateShape
from interfaces.cli.commands.show import CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, read_database
from interfaces.cli.service.address import ServiceAddress, named_service
from interfaces.cli.service.paths import checkout_path
from interfaces.cli.service.questions import Questions
from interfaces.cli.terminal.keyboard import keyboard
from interfaces.cli.terminal.output import FAINT, GOOD, NAME, WHEN, Output, time_of
from interfaces.cli.terminal.pager import turn_pages
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.state_view import state_view
from interfaces.cli.terminal.values import source


@dataclass(frozen=True)
class _Step:
    """An event, and what returns the state before it and after it."""

    version: int
    topic: str
    time: datetime
    provenance: Provenance | ProvenanceShape
    states: Callable[[], tuple[Document, Document]]


def replay(
    checkout_id: CheckoutId,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Step through a checkout's history, event by event, with what each changed and the state after it.

    In a terminal, keys turn the pages; in a pipe, everything comes in order.
    """

    address = named_service()
    if address is not None:
        _replay_of_service(address, checkout_id)
        return
    steps = _read_steps(checkout_id, persons, database_url, data)
    _show(Output(), [_step_of(each) for each in steps])


def _read_steps(
    checkout_id: str, sees_persons: bool, database_url: str | None, data: Path
) -> list[ReplayStep]:
    async def history(inquiries: Inquiries, subject: Subject) -> list[ReplayStep]:
        return await inquiries.replay(subject)

    return read_database(
        history,
        operation="replay",
        checkout_id=checkout_id,
        sees_persons=sees_persons,
        database_url=database_url,
        data=data,
    )


def _step_of(step: ReplayStep) -> _Step:
    event = step.event
    before = NOTHING if step.before is None else step.before.document
    return _Step(
        event.originator_version,
        event.TOPIC,
        event.timestamp,
        event.provenance,
        lambda: (before, step.after.document),
    )


def _replay_of_service(address: ServiceAddress, checkout_id: str) -> None:
    """Replay the events of a service, which is asked for the states of a step when the step is shown."""
    from interfaces.cli.service.client import ServiceClient

    with ServiceClient(address) as service:
        events = service.get(checkout_path(checkout_id, "events"), EventsShape).events

        def step(version: int, index: int) -> Callable[[], tuple[Document, Document]]:
            before = None if index == 0 else events[index - 1].version
            return lambda: (
                NOTHING if before is None else _state(service, checkout_id, before),
                _state(service, checkout_id, version),
            )

        steps = [
            _Step(each.version, each.type, each.time, each.provenance, step(each.version, index))
            for index, each in enumerate(events)
        ]
        _show(Output(), steps)


def _state(service: Questions, checkout_id: str, version: int) -> Document:
    path = checkout_path(checkout_id)
    return service.get(path, StateShape, {"version": version}).state


def _show(output: Output, steps: Sequence[_Step]) -> None:
    if output.is_interactive:
        with keyboard() as keys:
            turn_pages(output.console, keys, len(steps), lambda index: _page(steps, index))
        return
    for index in range(len(steps)):
        output.say(*([""] if index else []), *_page(steps, index))


def _page(steps: Sequence[_Step], index: int) -> list[RenderableType]:
    step = steps[index]
    before, after = step.states()
    return [
        line(
            (f"v{step.version}", NAME),
            (f" of {len(steps)}  ", FAINT),
            (step.topic, "bold"),
            "  ",
            (time_of(step.time), WHEN),
        ),
        source(step.provenance),
        *(line("  ", ("▸ ", GOOD), sentence) for sentence in narrate(before, after)),
        "",
        *state_view(after),
    ]
