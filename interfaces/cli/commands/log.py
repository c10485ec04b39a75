"""`tillroll log`: the events, refused commands and callbacks of a checkout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.text import Text

from application.history.inquiries import Inquiries, Subject
from application.history.timeline import CallbackEntry, ChangeDescription, RequestEntry
from application.history.windows.timeline_window import (
    EntryCounts,
    EntryKind,
    TimelineFilter,
    TimelineWindow,
)
from application.history.windows.version_range import (
    LARGEST_WINDOW,
    AroundVersion,
    LastVersions,
    WindowRequest,
)
from application.history.windows.window_inquiries import WindowInquiries
from application.ports.refusal_log import StoredRefusal
from interfaces.cli.commands.show import AsJson, CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.history_reader import ShowPersons, reading_command
from interfaces.cli.terminal.delivery_attempts import outcome_of
from interfaces.cli.terminal.output import BAD, NAME, WHEN, Output, count_of, time_of
from interfaces.cli.terminal.refused_request import narrate_refused_command
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import source

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
    """The requests to print, and the window that they are in; None for the whole history."""

    requests: list[RequestEntry]
    currency: str
    window: TimelineWindow | None = None


def log(
    checkout_id: CheckoutId,
    around: _Around = None,
    last: _Last = None,
    kind: _Kinds = None,
    actor: _Actor = None,
    money: _Money = False,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """List every request that changed a checkout, with what it changed, and every one that was refused.

    With --around or --last only the requests of some versions; the cost does not grow with the history then.
    """
    requested = _window(around, last)
    wanted = TimelineFilter(kinds=frozenset(kind or ()), actor=actor, amounts_only=money)

    async def timeline(inquiries: Inquiries, subject: Subject) -> _Printed:
        if requested is None:
            newest = await inquiries.newest(subject)
            return _Printed(await inquiries.timeline(subject, wanted), newest.currency)
        window = await WindowInquiries(inquiries).timeline(subject, requested, wanted)
        return _Printed(window.requests, window.currency, window)

    def as_document(printed: _Printed) -> object:
        from interfaces.api.history import translate
        from interfaces.api.history.windows.window_documents import timeline_document

        if printed.window is None:
            return translate.timeline(checkout_id, printed.requests)
        return timeline_document(checkout_id, printed.window)

    reading_command(
        timeline,
        operation="log",
        checkout_id=checkout_id,
        sees_persons=persons,
        database_url=database_url,
        data=data,
        show=_show,
        document=as_document if as_json else None,
    )


def _window(around: int | None, last: int | None) -> WindowRequest | None:
    if around is not None and last is not None:
        raise typer.BadParameter("Name --around or --last, not both.", param_hint="--last")
    if around is not None:
        return WindowRequest(anchor=AroundVersion(around), limit=_AROUND)
    return None if last is None else WindowRequest(anchor=LastVersions(), limit=last)


def _show(output: Output, printed: _Printed) -> None:
    window = printed.window
    if window is None:
        _say_requests(output, printed.requests, printed.currency)
        return
    if text := _counts(window.before, "earlier"):
        output.say(text, "")
    _say_requests(output, printed.requests, printed.currency)
    if window.refusals_left_out:
        output.say("", f"{window.refusals_left_out} older refusals of these versions are left out")
    if text := _counts(window.after, "later"):
        output.say(*([""] if printed.requests else []), text)


def _counts(counts: EntryCounts, place: str) -> str:
    """Return how many entries are outside of the window; empty if there are none."""
    named = (
        (counts.events, "event"),
        (counts.refusals, "refusal"),
        (counts.callbacks, "callback"),
    )
    found = ", ".join(count_of(count, name) for count, name in named if count)
    return f"{place}: {found}" if found else ""


def _say_requests(output: Output, requests: Sequence[RequestEntry], currency: str) -> None:
    for number, request in enumerate(requests):
        output.say(*([""] if number else []), *entry_lines(request, currency))


def entry_lines(request: RequestEntry, currency: str) -> Iterator[Text]:
    """Yield the lines of one request: who asked for what, and what came of it."""
    yield line((time_of(request.at), WHEN), "  ", source(request.provenance))
    for happened in request.happened:
        match happened:
            case ChangeDescription(event=event, words=words):
                yield line(
                    "  ", (f"v{event.originator_version}", NAME), "  ", (event.TOPIC, "bold")
                )
                yield from (line(f"      {sentence}") for sentence in words)
            case StoredRefusal(version=version, reason=reason, operation=operation):
                yield line(
                    "  ", ("refused", BAD), f" at v{version}  ", (operation, "bold"), f": {reason}"
                )
                for sentence in narrate_refused_command(happened, currency):
                    yield line(f"      {sentence}")
            case CallbackEntry(delivery=delivery, attempt=attempt):
                yield line(
                    "  ",
                    outcome_of(attempt),
                    f"  {delivery.method} {delivery.shown_url} (delivery {delivery.id}, attempt {attempt.number})",
                )
                if attempt.problem is not None:
                    yield line(f"      {attempt.problem}")
