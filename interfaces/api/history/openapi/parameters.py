"""OpenAPI descriptions of the parameters: names, meanings and accepted values."""

from functools import partial
from typing import Any

from application.history.windows.field_history import MOST_VALUES
from application.history.windows.version_range import LARGEST_WINDOW
from interfaces.api.history.audit_query import (
    LARGEST_POSITION,
    NEWEST,
    OLDEST,
    ORDERS,
    POSITION,
    STATUSES,
    TYPES,
)
from interfaces.api.history.paging import DEFAULT_PAGE, LARGEST_PAGE
from interfaces.api.history.query_reader import LONGEST
from interfaces.api.history.windows.window_query import KINDS
from interfaces.api.readers.event_stream import LAST_EVENT_ID
from interfaces.api.readers.own_write import OWN_WRITE
from interfaces.http.openapi import instant, parameter
from interfaces.http.request.as_of import LARGEST_VERSION
from interfaces.http.request.body.models import MAX_INTEGER


def header(name: str, description: str, example: str, **schema: object) -> dict[str, Any]:
    """Describe a header of the request."""
    return parameter(name, description, example, **schema) | {"in": "header"}


# OpenAPI patterns are ECMAScript, which has fewer escapes than `re.escape` generates.
_ANY_TYPE = "|".join(each.replace(".", r"\.") for each in TYPES)
# An empty or blank parameter is refused. Otherwise a filter without a value would mean no filter.
text = partial(parameter, minLength=1, maxLength=LONGEST, pattern=r"\S")
_VERSION_OR_INSTANT = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": LARGEST_VERSION},
        {"type": "string", "format": "date-time", "minLength": 1},
    ]
}
FILTERS = (
    text("checkout", "The id of a checkout.", "9b2f7c1e-5d0a-4a55-8f57-0d2f2d9a6d11"),
    parameter(
        "type",
        "Types of events, separated by commas.",
        TYPES[1],
        pattern=f"^({_ANY_TYPE})(,({_ANY_TYPE}))*$",
    ),
    text("actor", "The actor of the event.", "shop:demo-client"),
    text(
        "merchant",
        "The merchant of the checkout; 403 for a merchant that the key may not read.",
        "demo-shop",
    ),
    text("dialect", "The dialect of the request.", "walley"),
    text("operation", "The operation of the dialect.", "update fees"),
    text("reference", "The shop's order number after the event, compared exactly.", "A-1"),
    text("request_id", "The id of the request.", "5a0c1f4e"),
    parameter(
        "ip",
        "The IP address of the client. Those of shoppers are found with the scope persons:read only.",
        "192.0.2.7",
        anyOf=[{"format": "ipv4"}, {"format": "ipv6"}],
    ),
    instant("since", "At this instant or later.", "2026-03-01T00:00:00Z"),
    instant("until", "Before this instant.", "2026-04-01T00:00:00Z"),
    parameter(
        "min_total",
        "The least total after the event, in minor units.",
        "10000",
        type="integer",
        minimum=-MAX_INTEGER,
        maximum=MAX_INTEGER,
    ),
    parameter(
        "max_total",
        "The greatest total after the event, in minor units.",
        "50000",
        type="integer",
        minimum=-MAX_INTEGER,
        maximum=MAX_INTEGER,
    ),
    parameter("status", "The stage after the event.", "committed", enum=list(STATUSES)),
    text(
        "q",
        "Prefixes of words in the reference, article ids and descriptions after the event. All must match.",
        "coffee",
    ),
)
_SCOPED = "Needs the scope persons:read. The access log does not have the value."
PERSON_FILTERS = (
    text("email", f"An e-mail address of the customer, whole. {_SCOPED}", "ada@example.com"),
    text("phone", f"A phone number of the customer, in any form. {_SCOPED}", "+46701234567"),
    text("name", f"The whole name, the last name or the company. {_SCOPED}", "Ada Lovelace"),
    text("national_id", f"A national id or a company's number. {_SCOPED}", "061209-0000"),
)


def pages(*, default: int, largest: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Describe the parameters of a page of at most `largest` items."""
    return (
        parameter(
            "limit",
            "The largest number of items.",
            str(default),
            type="integer",
            minimum=1,
            maximum=largest,
            default=default,
        ),
        text("cursor", "A cursor from the Link header of an earlier response, unchanged.", "YTQy"),
    )


PAGES = pages(default=DEFAULT_PAGE, largest=LARGEST_PAGE)
ORDER = parameter(
    "order",
    "The order of a page by the positions of its events. Not for an export.",
    NEWEST,
    enum=list(ORDERS),
    default=OLDEST,
)
WAIT_FOR = parameter(
    "wait_for",
    "A checkout and a version. The search waits up to two seconds until the audit log has this version.",
    "9b2f7c1e-5d0a-4a55-8f57-0d2f2d9a6d11@3",
    pattern=f"^{OWN_WRITE.pattern}$",
)
OWN_VERSION = parameter(
    "wait_for",
    "This checkout and a version that the answer must have. Where a replica lacks it, the primary answers. For clients "
    "that have just changed the checkout.",
    "9b2f7c1e-5d0a-4a55-8f57-0d2f2d9a6d11@3",
    pattern=f"^{OWN_WRITE.pattern}$",
)
READS_FILTERS = (
    text("reader", "The reader in the access log.", "history:demo-history"),
    text("checkout", "The id of a checkout.", "9b2f7c1e-5d0a-4a55-8f57-0d2f2d9a6d11"),
    instant("since", "At this instant or later.", "2026-03-01T00:00:00Z"),
    instant("until", "Before this instant.", "2026-04-01T00:00:00Z"),
)
_EITHER = {"schema": _VERSION_OR_INSTANT}
_START = (
    parameter("from", "A version or an instant.", "2") | _EITHER | {"required": True, "example": 2}
)
_UNTIL = "A version or an instant; the default is the current version."
_END = parameter("to", _UNTIL, "2026-03-01T14:03:12Z") | _EITHER
AS_OF_RANGE = (_START, _END)
_AFTER = parameter(
    "after",
    "Start after this position; by default, the stream has only new events.",
    "42",
    type="integer",
    minimum=0,
    maximum=LARGEST_POSITION,
)
_LAST_EVENT_ID = header(
    LAST_EVENT_ID,
    "The id of the last received event. Takes precedence over `after`. Not empty.",
    "42",
    pattern=f"^{POSITION.pattern}$",
)
BEGINNING = (_AFTER, _LAST_EVENT_ID)


def _version(name: str, description: str, least: int) -> dict[str, Any]:
    return parameter(name, description, "7", type="integer", minimum=least, maximum=LARGEST_VERSION)


WINDOW = (
    _version("around", "The versions around this one. Not together with `after` or `before`.", 1),
    _version("after", "The versions after this one; after 0, the first ones.", 0),
    _version("before", "The versions before this one.", 1),
    parameter(
        "limit",
        "The largest number of versions. Without any parameter of a window, all are in the response.",
        "50",
        type="integer",
        minimum=1,
        maximum=LARGEST_WINDOW,
        default=LARGEST_WINDOW,
    ),
)
ENTRIES = (
    parameter(
        "kind",
        "The kinds of entries, separated by commas.",
        "event,refusal",
        pattern=f"^({'|'.join(KINDS)})(,({'|'.join(KINDS)}))*$",
    ),
    text("actor", "The actor of the request.", "shop:demo-client"),
    parameter(
        "money",
        "With `true`, only events that changed an amount, a price, a rate or a quantity.",
        "true",
        enum=["true", "false"],
    ),
)
FIELD_PAGE = (
    text(
        "field",
        "A JSON pointer (RFC 6901) into the state. Every value that this field ever had is in the response.",
        "/fees/0/unit_price",
    ),
    _version("before", "Only values that were set before this version. Only with `field`.", 1),
    parameter(
        "limit",
        "The largest number of values. Only with `field`.",
        "50",
        type="integer",
        minimum=1,
        maximum=MOST_VALUES,
        default=MOST_VALUES,
    ),
)
