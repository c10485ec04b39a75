"""Archived events in the order of their positions, a part at a time, and among those of the database.

Files have their events in this order, and so have their row groups. Only those that reach into a part are read.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interfaces.storage.archive.events import ArchivedEvent
from interfaces.storage.archive.reading import ArchiveFile, ArchiveReader, GroupSpan

MovedVersions = Mapping[tuple[ArchiveFile, str], Sequence[tuple[int, int]]]
"""The first and the last version of each part that was moved, by file and checkout."""


@dataclass(frozen=True)
class PartOfOrder:
    """Events of files above a position, all of those up to `up_to`, also those not moved or restored."""

    events: Sequence[tuple[ArchiveFile, ArchivedEvent]]
    up_to: int


def files_of(rows: Sequence[Sequence[Any]]) -> list[ArchiveFile]:
    """Return the files from the rows of `FILES`."""
    return [ArchiveFile(place, name) for place, name in rows]


def moved_of(rows: Sequence[Sequence[Any]]) -> MovedVersions:
    """Return the versions from the rows of `MOVED`."""
    moved: defaultdict[tuple[ArchiveFile, str], list[tuple[int, int]]] = defaultdict(list)
    for place, name, checkout_id, first, last in rows:
        moved[ArchiveFile(place, name), checkout_id].append((first, last))
    return moved


def next_part(
    reader: ArchiveReader, files: Sequence[ArchiveFile], *, after: int, up_to: int, limit: int
) -> PartOfOrder:
    """Return the events of these files above `after`, about `limit` of them, up to `up_to` at most."""
    spans = sorted(
        (
            span
            for file in files
            for span in reader.spans(file)
            if span.last > after and span.first <= up_to
        ),
        key=lambda span: span.first,
    )
    chosen, end = _chosen(spans, after, limit)
    reached = up_to if end is None else end
    events = [
        (span.file, event)
        for span in chosen
        for event in reader.group(span)
        if after < event.position <= reached
    ]
    events.sort(key=lambda each: each[1].position)
    return PartOfOrder(events, reached)


def only_moved(part: PartOfOrder, moved: MovedVersions) -> list[ArchivedEvent]:
    """Return the events of a part that are no longer in the database, each once."""
    found: dict[int, ArchivedEvent] = {}
    for file, event in part.events:
        ranges = moved.get((file, event.checkout_id), ())
        if any(first <= event.version <= last for first, last in ranges):
            found[event.position] = event
    return list(found.values())


def _chosen(
    spans: Sequence[GroupSpan], after: int, limit: int
) -> tuple[Sequence[GroupSpan], int | None]:
    """Return the first row groups that have about `limit` events, and the position before the next one, if any."""
    count = 0
    for number, span in enumerate(spans):
        if count >= limit:
            return spans[:number], span.first - 1
        if span.first > after:
            count += span.events
    return spans, None
