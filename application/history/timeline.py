"""Events and refused attempts in one order, grouped by the request that they came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from application.history.told import Told
from application.ports import KeptAttempt
from domain.provenance import Provenance

Happened = Told | KeptAttempt


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request, and all that came of it: events, or a refusal."""

    at: datetime
    provenance: Provenance
    happened: list[Happened]


def timeline(events: Iterable[Told], refused: Iterable[KeptAttempt]) -> list[Request]:
    """All requests in order.

    A refusal comes after the event that made the version which it ran into; clocks have no say in that, so that an
    attempt is never shown before what it was refused for.
    """
    happened: list[Happened] = [*events, *refused]
    return [
        Request(at=at, provenance=provenance, happened=list(group))
        for (at, provenance), group in groupby(sorted(happened, key=_place), _origin)
    ]


def _place(happened: Happened) -> tuple[int, bool]:
    match happened:
        case Told(event=event):
            return event.originator_version, False
        case KeptAttempt(version=version):
            return version, True


def _origin(happened: Happened) -> tuple[datetime, Provenance]:
    match happened:
        case Told(event=event):
            return event.timestamp, event.provenance
        case KeptAttempt(at=at, provenance=provenance):
            return at, provenance
