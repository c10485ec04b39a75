"""What OpenAPI says of the parameters of the history's endpoints: names, meanings, and which values are taken."""

from functools import partial
from typing import Any

from interfaces.api.history.audit_query import (
    LARGEST_POSITION,
    LAST_EVENT_ID,
    OWN_WRITE,
    POSITION,
    STATUSES,
    TYPES,
)
from interfaces.api.history.paging import LARGEST_PAGE
from interfaces.api.history.query_reader import LONGEST
from interfaces.http.openapi import instant, parameter
from interfaces.http.request.as_of import LARGEST_VERSION
from interfaces.http.request.body.models import MAX_INTEGER


def header(name: str, description: str, example: str, **schema: object) -> dict[str, Any]:
    """A header of the request."""
    return parameter(name, description, example, **schema) | {"in": "header"}


# Patterns are those of ECMAScript, which knows fewer escapes than `re.escape` makes.
_ANY_TYPE = "|".join(each.replace(".", r"\.") for each in TYPES)
# An empty or blank parameter is refused, so that a filter without a value is not taken for no filter.
_text = partial(parameter, minLength=1, maxLength=LONGEST, pattern=r"\S")
_VERSION_OR_INSTANT = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": LARGEST_VERSION},
        {"type": "string", "format": "date-time", "minLength": 1},
    ]
}
FILTERS = (
    _text("checkout", "Of this checkout.", "9b2f7c1e-5d0a-4a55-8f57-0d2f2d9a6d11"),
    parameter(
        "type",
        "Of these types, with commas between them.",
        TYPES[1],
        pattern=f"^({_ANY_TYPE})(,({_ANY_TYPE}))*$",
    ),
    _text("actor", "By this actor.", "shop:demo-client"),
    _text("merchant", "Of this merchant's checkouts; 403 for one out of reach.", "demo-shop"),
    _text("dialect", "Through this dialect.", "walley"),
    _text("operation", "With this operation of the dialect.", "update fees"),
    _text("reference", "The shop's order number after the event is exactly this.", "A-1"),
    _text("request_id", "With this request.", "5a0c1f4e"),
    parameter(
        "ip", "From this address.", "192.0.2.7", anyOf=[{"format": "ipv4"}, {"format": "ipv6"}]
    ),
    instant("since", "At this instant or later.", "2026-03-01T00:00:00Z"),
    instant("until", "Before this instant.", "2026-04-01T00:00:00Z"),
    parameter(
        "min_total",
        "The total after the event, in minor units, is this or more.",
        "10000",
        type="integer",
        minimum=-MAX_INTEGER,
        maximum=MAX_INTEGER,
    ),
    parameter(
        "max_total",
        "The total after the event, in minor units, is this or less.",
        "50000",
        type="integer",
        minimum=-MAX_INTEGER,
        maximum=MAX_INTEGER,
    ),
    parameter("status", "The stage after the event.", "committed", enum=list(STATUSES)),
    _text(
        "q",
        "Every word here begins a word of the reference, an article id or a description, as they are after the event.",
        "coffee",
    ),
)
PAGES = (
    parameter(
        "limit",
        "The largest number of items.",
        "100",
        type="integer",
        minimum=1,
        maximum=LARGEST_PAGE,
        default=100,
    ),
    _text("cursor", "From a Link of an earlier answer, unchanged.", "YTQy"),
)
WAIT_FOR = parameter(
    "wait_for",
    "A checkout and a version, that has to be in the trail before it is searched. Waits for up to two seconds.",
    "9b2f7c1e-5d0a-4a55-8f57-0d2f2d9a6d11@3",
    pattern=f"^{OWN_WRITE.pattern}$",
)
READS_FILTERS = (
    _text("reader", "By this reader.", "history:demo-history"),
    _text("checkout", "Of this checkout.", "9b2f7c1e-5d0a-4a55-8f57-0d2f2d9a6d11"),
    instant("since", "At this instant or later.", "2026-03-01T00:00:00Z"),
    instant("until", "Before this instant.", "2026-04-01T00:00:00Z"),
)
_EITHER = {"schema": _VERSION_OR_INSTANT}
_START = parameter("from", "A version or an instant.", "2") | _EITHER | {"required": True}
_UNTIL = "A version or an instant; without it, the end."
_END = parameter("to", _UNTIL, "2026-03-01T14:03:12Z") | _EITHER
MOMENTS = (_START, _END)
_AFTER = parameter(
    "after",
    "Begin after this position; without it, now.",
    "42",
    type="integer",
    minimum=0,
    maximum=LARGEST_POSITION,
)
_COMES_BACK = header(
    LAST_EVENT_ID,
    "The id of the last event that was received, which wins over `after`. Not empty.",
    "42",
    pattern=f"^{POSITION.pattern}$",
)
BEGINNING = (_AFTER, _COMES_BACK)
