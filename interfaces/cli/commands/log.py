"""`tillroll log`: the events, refused commands and callbacks of a checkout."""

from dataclasses import dataclass
from typing import Annotated

import typer

from application.history.inquiries import Inquiries, Subject
from application.history.timeline import RequestEntry
from application.history.windows.timeline_window import EntryKind, TimelineFilter, TimelineWindow
from application.history.windows.version_range import (
    LARGEST_WINDOW,
    AroundVersion,
    LastVersions,
    WindowRequest,
)
from application.history.windows.window_inquiries import WindowInquiries
from interfaces.api.history.wire import (
    EntryCountsShape,
    StateShape,
    TimelineShape,
    TimelineWindowShape,
)
from interfaces.cli.commands.show import CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, read_answer
from interfaces.cli.service.paths import checkout_path
from interfaces.cli.service.questions import Questions
from interfaces.cli.terminal.formats import As, AsJson, chosen, print_answer
from interfaces.cli.terminal.output import Output, count_of
from interfaces.cli.terminal.timeline.request_lines import entry_lines
from interfaces.cli.terminal.timeline.timeline_rows import RequestPartRow, timeline_rows

_Read = tuple[list[RequestEntry] | TimelineWindow, str]
_Around = Annotated[
    int | None, typer.Option(min=1, help="Only the versions around this one.", metavar="VERSION")
]
_Last = Annotated[
    int | None,
    typer.Option(min=1, max=LARGEST_WINDOW, help="Only the last so many versions."),
]
_Kinds = Annotated[
    list[EntryKind] | None, typer.Option("--kind", help="Only entries of this kind; repeatable.")
]
_Actor = Annotated[str | None, typer.Option(help="Only requests of this actor.")]
_Money = Annotated[
    bool, typer.Option("--money", help="Only events that changed an amount, a price or a quantity.")
]
_AROUND = 50
"""The number of versions that are printed around one."""


@dataclass(frozen=True)
class _Printed:
    """The requests to print. `currency` is that of the amounts in refused commands."""

    shape: TimelineShape
    currency: str


def log(
    checkout_id: CheckoutId,
    around: _Around = None,
    last: _Last = None,
    kind: _Kinds = None,
    actor: _Actor = None,
    money: _Money = False,
    output: As = None,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """List every request that changed a checkout, with what it changed, and every one that was refused.

    With --around or --last only the requests of some versions; the cost does not grow with the history then.
    """
    requested = _window(around, last)
    found = chosen(output, as_json)
    wanted = TimelineFilter(kinds=frozenset(kind or ()), actor=actor, amounts_only=money)

    async def timeline(inquiries: Inquiries, subject: Subject) -> _Read:
        if requested is None:
            newest = await inquiries.newest(subject)
            return await inquiries.timeline(subject, wanted), newest.currency
        window = await WindowInquiries(inquiries).timeline(subject, requested, wanted)
        return window, window.currency

    def document(read: _Read) -> _Printed:
        from interfaces.api.history import translate
        from interfaces.api.history.windows.window_documents import timeline_document

        answer, currency = read
        if isinstance(answer, TimelineWindow):
            return _Printed(timeline_document(checkout_id, answer), currency)
        return _Printed(translate.timeline(checkout_id, answer), currency)

    def ask(service: Questions) -> _Printed:
        return _ask(service, checkout_id, requested, wanted)

    printed = read_answer(
        timeline,
        document,
        ask,
        operation="log",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
    )
    print_answer(
        printed,
        found,
        _show,
        document=lambda each: each.shape,
        rows=lambda each: timeline_rows(each.shape),
        row=RequestPartRow,
    )


def _ask(
    service: Questions,
    checkout_id: str,
    requested: WindowRequest | None,
    wanted: TimelineFilter,
) -> _Printed:
    """Ask a service for the timeline, and for the currency where a refused command has amounts."""
    parameters = {
        "kind": ",".join(sorted(each.value for each in wanted.kinds)) or None,
        "actor": wanted.actor,
        "money": "true" if wanted.amounts_only else None,
    }
    match requested:
        case WindowRequest(anchor=AroundVersion(version=version), limit=limit):
            parameters |= {"around": str(version), "limit": str(limit)}
        case WindowRequest(limit=limit):
            newest = service.get(checkout_path(checkout_id), StateShape).version
            parameters |= {"before": str(newest + 1), "limit": str(limit)}
        case None:
            pass
    shape = service.get(checkout_path(checkout_id, "timeline"), TimelineShape, parameters)
    currency = ""
    if any(request.refusals for request in shape.requests):
        state = service.get(checkout_path(checkout_id), StateShape).state
        currency = str(state.get("currency") or "")
    return _Printed(shape, currency)


def _window(around: int | None, last: int | None) -> WindowRequest | None:
    if around is not None and last is not None:
        raise typer.BadParameter("Name --around or --last, not both.", param_hint="--last")
    if around is not None:
        return WindowRequest(anchor=AroundVersion(around), limit=_AROUND)
    return None if last is None else WindowRequest(anchor=LastVersions(), limit=last)


def _show(output: Output, printed: _Printed) -> None:
    window = printed.shape.window
    if not isinstance(window, TimelineWindowShape):
        _say_requests(output, printed)
        return
    if text := _counts(window.before, "earlier"):
        output.say(text, "")
    _say_requests(output, printed)
    if window.refusals_left_out:
        output.say("", f"{window.refusals_left_out} older refusals of these versions are left out")
    if text := _counts(window.after, "later"):
        output.say(*([""] if printed.shape.requests else []), text)


def _counts(counts: EntryCountsShape, place: str) -> str:
    """Return how many entries are outside of the window; empty if there are none."""
    named = (
        (counts.events, "event"),
        (counts.refusals, "refusal"),
        (counts.callbacks, "callback"),
    )
    found = ", ".join(count_of(count, name) for count, name in named if count)
    return f"{place}: {found}" if found else ""


def _say_requests(output: Output, printed: _Printed) -> None:
    for number, request in enumerate(printed.shape.requests):
        output.say(*([""] if number else []), *entry_lines(request, printed.currency))
