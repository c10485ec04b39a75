"""Read the parameters that select a window of versions and the entries in it."""

from dataclasses import dataclass
from typing import Final

from application.history.windows.field_history import MOST_VALUES
from application.history.windows.timeline_window import EntryKind, TimelineFilter
from application.history.windows.version_range import (
    LARGEST_WINDOW,
    AfterVersion,
    AroundVersion,
    BeforeVersion,
    WindowAnchor,
    WindowRequest,
)
from interfaces.api.history.query_reader import QueryReader
from interfaces.http.request.as_of import LARGEST_VERSION
from interfaces.http.request.single_line import IN_DATA

AROUND, AFTER, BEFORE, LIMIT = "around", "after", "before", "limit"
ANCHORS: Final = (AROUND, AFTER, BEFORE)
WINDOW: Final = (*ANCHORS, LIMIT)
KIND, ACTOR, MONEY = "kind", "actor", "money"
ENTRIES: Final = (KIND, ACTOR, MONEY)
KINDS: Final = tuple(kind.value for kind in EntryKind)
FIELD = "field"
FIELD_PAGE: Final = (FIELD, BEFORE, LIMIT)


@dataclass(frozen=True, kw_only=True)
class FieldRequest:
    """The field whose values are wanted, and the page of them."""

    pointer: str
    before: int | None
    limit: int


def read_field(parameters: QueryReader) -> FieldRequest | None:
    """Read the field whose values are wanted; None if there is none. Adds a fault for a page without a field."""
    pointer = parameters.text(FIELD, unfit=IN_DATA)
    before = parameters.integer(BEFORE, at_least=1, at_most=LARGEST_VERSION)
    limit = parameters.integer(LIMIT, at_least=1, at_most=MOST_VALUES)
    if not parameters.has(FIELD):
        for name in (BEFORE, LIMIT):
            if parameters.has(name):
                parameters.add_fault(name, "is for the values of one field")
    if pointer is None:
        return None
    if not pointer.startswith("/"):
        parameters.add_fault(FIELD, "must be a JSON pointer, as in /fees/0/unit_price")
    return FieldRequest(pointer=pointer, before=before, limit=limit or MOST_VALUES)


def read_window(parameters: QueryReader) -> WindowRequest | None:
    """Read the requested window; None if the request has no parameter of one, and wants everything.

    A limit without a version is for the first versions. Adds a fault for two versions.
    """
    limit = parameters.integer(LIMIT, at_least=1, at_most=LARGEST_WINDOW)
    named = [name for name in ANCHORS if parameters.has(name)]
    for name in named[1:]:
        parameters.add_fault(name, f"cannot go together with {named[0]}")
    anchor = _anchor(parameters)
    if anchor is None and limit is None:
        return None
    return WindowRequest(anchor=anchor or AfterVersion(0), limit=limit or LARGEST_WINDOW)


def read_entries(parameters: QueryReader) -> TimelineFilter:
    """Read which entries of a timeline are wanted."""
    kinds = parameters.some_of(KIND, KINDS)
    return TimelineFilter(
        kinds=frozenset(map(EntryKind, kinds)),
        actor=parameters.text(ACTOR),
        amounts_only=parameters.one_of(MONEY, ("true", "false")) == "true",
    )


def _anchor(parameters: QueryReader) -> WindowAnchor | None:
    around = parameters.integer(AROUND, at_least=1, at_most=LARGEST_VERSION)
    after = parameters.integer(AFTER, at_least=0, at_most=LARGEST_VERSION)
    before = parameters.integer(BEFORE, at_least=1, at_most=LARGEST_VERSION)
    if around is not None:
        return AroundVersion(around)
    if after is not None:
        return AfterVersion(after)
    return None if before is None else BeforeVersion(before)
