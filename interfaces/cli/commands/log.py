"""`tillroll log`: the events, refused commands and callbacks of a checkout."""

import sys
from typing import Annotated

import typer

from application.history.windows.timeline_window import EntryKind, TimelineFilter
from application.history.windows.version_range import (
    LARGEST_WINDOW,
    AroundVersion,
    LastVersions,
    WindowRequest,
)
from interfaces.api.history.wire import EntryCountsShape, TimelineWindowShape
from interfaces.cli.commands.show import CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.following.feed import Follow, until_interrupted
from interfaces.cli.history_reader import ShowPersons
from interfaces.cli.terminal.csv_rows import CsvWriter
from interfaces.cli.terminal.formats import As, AsJson, Format, chosen, print_answer
from interfaces.cli.terminal.output import Output, count_of
from interfaces.cli.terminal.timeline.request_lines import entry_lines
from interfaces.cli.terminal.timeline.timeline_rows import RequestPartRow, timeline_rows
from interfaces.cli.timeline_reader import Timeline, TimelineSource

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


def log(
    checkout_id: CheckoutId,
    around: _Around = None,
    last: _Last = None,
    kind: _Kinds = None,
    actor: _Actor = None,
    money: _Money = False,
    follow: Follow = False,
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
    if follow and around is not None:
        raise typer.BadParameter("Only without --around.", param_hint="--follow")
    found = chosen(output, as_json)
    wanted = TimelineFilter(kinds=frozenset(kind or ()), actor=actor, amounts_only=money)
    source = TimelineSource(
        checkout_id, wanted, sees_persons=persons, database_url=database_url, data=data
    )
    timeline = source.read(requested)
    print_answer(
        timeline,
        found,
        _show,
        document=lambda each: each.shape,
        rows=lambda each: timeline_rows(each.shape),
        row=RequestPartRow,
    )
    if follow:
        with until_interrupted():
            _follow(source, timeline, found)


def _follow(source: TimelineSource, shown: Timeline, found: Format) -> None:
    """Print the requests of later versions, and what else has come to the last version that was printed."""
    output = Output()
    for timeline in source.later(shown):
        if found is Format.JSON:
            output.json(timeline.shape)
        elif found is Format.CSV:
            CsvWriter(RequestPartRow, has_heading=True).write(timeline_rows(timeline.shape))
        else:
            output.say("")
            _say_requests(output, timeline)
        sys.stdout.flush()


def _window(around: int | None, last: int | None) -> WindowRequest | None:
    if around is not None and last is not None:
        raise typer.BadParameter("Name --around or --last, not both.", param_hint="--last")
    if around is not None:
        return WindowRequest(anchor=AroundVersion(around), limit=_AROUND)
    return None if last is None else WindowRequest(anchor=LastVersions(), limit=last)


def _show(output: Output, printed: Timeline) -> None:
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


def _say_requests(output: Output, printed: Timeline) -> None:
    for number, request in enumerate(printed.shape.requests):
        output.say(*([""] if number else []), *entry_lines(request, printed.currency))
