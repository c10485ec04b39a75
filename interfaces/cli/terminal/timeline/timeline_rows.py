"""The lines of a timeline as CSV: one for each event, refused command and callback."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import msgspec

from interfaces.api.history.wire import (
    ProvenanceShape,
    RequestCallShape,
    RequestEventShape,
    RequestRefusalShape,
    TimelineShape,
)
from interfaces.cli.terminal.timeline.request_lines import Part, parts_of


class RequestPartRow(msgspec.Struct, frozen=True):
    """A line of CSV. `name` is the type of the event, the refused command, or the method and URL of the callback."""

    time: datetime
    kind: Literal["event", "refusal", "callback"]
    version: int
    name: str
    words: str
    provenance: ProvenanceShape


def timeline_rows(timeline: TimelineShape) -> Iterator[RequestPartRow]:
    """Yield the lines of all requests in order. `words` has sentences with a semicolon between."""
    for request in timeline.requests:
        for part in parts_of(request):
            kind, name, words = _line_of(part)
            yield RequestPartRow(
                time=request.time,
                kind=kind,
                version=part.version,
                name=name,
                words=words,
                provenance=request.provenance,
            )


def _line_of(part: Part) -> tuple[Literal["event", "refusal", "callback"], str, str]:
    match part:
        case RequestEventShape(type=topic, words=words):
            return "event", topic, "; ".join(words)
        case RequestRefusalShape(command=command, reason=reason, explanation=explanation):
            return "refusal", command, f"{reason}: {explanation}"
        case RequestCallShape(method=method, url=url, attempt=attempt):
            status = "" if attempt.status is None else f" {attempt.status}"
            return "callback", f"{method} {url}", f"{attempt.outcome}{status}"
