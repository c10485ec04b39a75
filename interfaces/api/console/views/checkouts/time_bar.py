"""The time bar: a range over the versions of a checkout, and above it what happened at which version.

Places are in per cent of the bar. Each version is one step, whatever time passed before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from application.history.timeline import CallbackEntry, ChangeDescription, RequestEntry
from application.history.windows.timeline_window import TimelineWindow
from interfaces.api.console.text.labels import actor_sign, event_name
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.text.values import ReaderFormat

MOST_SIGNS: Final = 80
"""The most versions whose kinds are shown as signs. The bar of a longer history has lines."""
MOST_GAPS: Final = 40
"""The most versions of a bar that shows where much time passed."""
_LONG: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
# The total, as `application.history.document` names it.
_TOTAL: Final = "/total"


@dataclass(frozen=True)
class Tick:
    """Something that happened at a version. `row` is `event`, `refusal` or `callback`."""

    place: str
    glyph: str
    tone: str
    title: Shown
    row: str


@dataclass(frozen=True)
class Gap:
    """A long time between two versions."""

    place: str
    text: Shown


@dataclass(frozen=True)
class AgreedMark:
    """The version with which the purchase was agreed. `anchor` keeps the words inside the bar."""

    version: int
    place: str
    anchor: str


@dataclass(frozen=True)
class WindowBand:
    """The part of the bar whose versions are on the page."""

    place: str
    width: str


@dataclass(frozen=True, kw_only=True)
class TimeBar:
    """The bar. `totals` are the versions on the page that changed the total, with a space between them."""

    number: int
    newest: int
    has_signs: bool
    ticks: tuple[Tick, ...]
    gaps: tuple[Gap, ...]
    agreed: AgreedMark | None
    band: WindowBand | None
    totals: str


def time_bar(
    window: TimelineWindow, version: int, agreed: int | None, form: ReaderFormat
) -> TimeBar:
    """Return the bar. `agreed` is the version with which the purchase was agreed; None if it is not."""
    versions = window.versions
    newest = versions.newest
    is_whole = versions.before == versions.after == 0
    changes = list(_changes(window.requests))
    return TimeBar(
        number=version,
        newest=newest,
        has_signs=newest <= MOST_SIGNS,
        ticks=tuple(_ticks(window.requests, newest, form)) if is_whole else (),
        gaps=tuple(_gaps(changes, newest, agreed)) if newest <= MOST_GAPS else (),
        agreed=None if agreed is None else _agreed_mark(agreed, newest),
        band=None if is_whole else _band(versions.first, versions.last, newest),
        totals=" ".join(str(_version(each)) for each in changes if _changes_total(each)),
    )


def _ticks(requests: Sequence[RequestEntry], newest: int, form: ReaderFormat) -> Iterator[Tick]:
    version = 1
    for request in requests:
        sign = actor_sign(request.provenance.actor)
        for each in request.happened:
            at = form.seconds(
                each.event.timestamp if isinstance(each, ChangeDescription) else request.at
            )
            match each:
                case ChangeDescription(event=event):
                    version = event.originator_version
                    title = phrase(
                        "Version {version}, {time}: {event} ({actor})",
                        version=version,
                        time=at.text,
                        event=event_name(event.TOPIC),
                        actor=sign.text,
                    )
                    yield Tick(_place(version, newest), sign.glyph, sign.tone, title, "event")
                case CallbackEntry():
                    title = phrase("{time}: callback", time=at.text)
                    yield Tick(_place(version, newest), "↗", "system", title, "callback")
                case _:
                    title = phrase("{time}: refused command", time=at.text)
                    yield Tick(_place(each.version, newest), "✕", "bad", title, "refusal")


def _gaps(changes: Sequence[ChangeDescription], newest: int, agreed: int | None) -> Iterator[Gap]:
    for before, after in pairwise(changes):
        passed = _time(after) - _time(before)
        # The words of the agreement are where those of its own gap would be.
        if passed >= _LONG and agreed not in (_version(before), _version(after)):
            yield Gap(_place(_version(before) + 0.5, newest), _rough(passed))


def _agreed_mark(version: int, newest: int) -> AgreedMark:
    share = _share(version, newest)
    anchor = "start" if share < 15 else "end" if share > 85 else "middle"
    return AgreedMark(version, f"{share:.2f}%", anchor)


def _band(first: int, last: int, newest: int) -> WindowBand:
    start = _share(first, newest)
    return WindowBand(f"{start:.2f}%", f"{max(_share(last, newest) - start, 0.5):.2f}%")


def _changes(requests: Sequence[RequestEntry]) -> Iterator[ChangeDescription]:
    for request in requests:
        for each in request.happened:
            if isinstance(each, ChangeDescription):
                yield each


def _changes_total(change: ChangeDescription) -> bool:
    return any(operation["path"] == _TOTAL for operation in change.changes)


def _version(change: ChangeDescription) -> int:
    return change.event.originator_version


def _time(change: ChangeDescription) -> datetime:
    return change.event.timestamp


def _rough(passed: timedelta) -> Shown:
    if passed >= 2 * _DAY:
        return phrase("⋯ {days} d", days=passed // _DAY)
    return phrase("⋯ {hours} h", hours=passed // _LONG)


def _place(version: float, newest: int) -> str:
    return f"{_share(version, newest):.2f}%"


def _share(version: float, newest: int) -> float:
    return 0.0 if newest == 1 else (version - 1) / (newest - 1) * 100
