"""What OpenAPI says of the endpoints: parameters, shapes, headers and problems."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from domain import refusals
from interfaces.http import own_openapi
from interfaces.http.history import errors, wire
from interfaces.http.history.cursors import LARGEST_PAGE
from interfaces.http.history.exports import CSV, NDJSON
from interfaces.http.history.following import EVENT_STREAM
from interfaces.http.history.memento import ACCEPT_DATETIME, LINK_FORMAT
from interfaces.http.history.parquet import PARQUET
from interfaces.http.history.queries import LAST_EVENT_ID, STATUSES, TYPES
from interfaces.http.own_openapi import MOMENT, ProblemKind, Responses, parameter

_JSON = "application/json"
_MOMENT_REFUSALS = (refusals.NoSuchVersion, refusals.BeforeOpening, refusals.InTheFuture)
_DENIED = ProblemKind(
    403, "access-denied", "Access denied", "This key does not have the scope history:read."
)
_NOT_ACCEPTABLE = ProblemKind(
    406, "not-acceptable", "Not acceptable", "This path answers in application/json."
)
_BEHIND = ProblemKind(
    503, errors.TRAIL_BEHIND, errors.TRAIL_BEHIND_TITLE, errors.TRAIL_BEHIND_DETAIL
)
_ALWAYS = (own_openapi.NOT_AUTHENTICATED, _DENIED, own_openapi.INVALID_QUERY)
_FILTERS = (
    parameter("checkout", "Of this checkout.", "9b2f7c1e-5d0a-4a55-8f57-0d2f2d9a6d11"),
    parameter("type", "Of these types, with commas between them.", TYPES[1]),
    parameter("actor", "By this actor.", "shop:demo-client"),
    parameter("merchant", "Of this merchant's checkouts; 403 for one out of reach.", "demo-shop"),
    parameter("dialect", "Through this dialect.", "walley"),
    parameter("operation", "With this operation of the dialect.", "update fees"),
    parameter("reference", "The shop's order number after the event is exactly this.", "A-1"),
    parameter("request_id", "With this request.", "5a0c1f4e"),
    parameter("ip", "From this address.", "192.0.2.7"),
    parameter("since", "At this instant or later.", "2026-03-01T00:00:00Z"),
    parameter("until", "Before this instant.", "2026-04-01T00:00:00Z"),
    parameter(
        "min_total",
        "The total after the event, in minor units, is this or more.",
        "10000",
        type="integer",
    ),
    parameter(
        "max_total",
        "The total after the event, in minor units, is this or less.",
        "50000",
        type="integer",
    ),
    parameter("status", "The stage after the event.", "committed", enum=list(STATUSES)),
    parameter(
        "q",
        "Every word here begins a word of the reference, an article id or a description, as they are after the event.",
        "coffee",
    ),
)
_PAGES = (
    parameter(
        "limit",
        "The largest number of items.",
        "100",
        type="integer",
        minimum=1,
        maximum=LARGEST_PAGE,
        default=100,
    ),
    parameter("cursor", "From a Link of an earlier answer, unchanged.", "YTQy"),
)
_WAIT_FOR = parameter(
    "wait_for",
    "A checkout and a version, that has to be in the trail before it is searched. Waits for up to two seconds.",
    "9b2f7c1e-5d0a-4a55-8f57-0d2f2d9a6d11@3",
)


def one_checkout(
    shape: type[wire.Shape],
    description: str,
    *,
    parameters: Iterable[dict[str, Any]] = (),
    of_a_moment: bool = False,
    link_format: bool = False,
) -> dict[str, Any]:
    """The additions for an endpoint about one checkout."""
    content = _json(shape)
    faults: list[ProblemKind] = [*_ALWAYS]
    if link_format:
        content = {**content, LINK_FORMAT: {"schema": {"type": "string"}}}
        faults.append(_NOT_ACCEPTABLE)
    met = (refusals.CheckoutNotFound, *(_MOMENT_REFUSALS if of_a_moment else ()))
    return _said({200: {"description": description, "content": content}}, met, faults, parameters)


def state() -> dict[str, Any]:
    """The additions for the state, which is also a TimeGate and, at a version, a memento."""
    said = one_checkout(
        wire.StateShape,
        "The state.",
        parameters=(
            *MOMENT,
            _header(
                ACCEPT_DATETIME,
                "The state at the end of this second (RFC 7089).",
                "Sun, 01 Mar 2026 14:03:12 GMT",
            ),
            *own_openapi.reading()["parameters"],
        ),
        of_a_moment=True,
    )
    said["responses"][200]["headers"] = {
        "ETag": _answer_header("The version as a strong validator."),
        "Cache-Control": _answer_header("`immutable` for what was followed by another version."),
        "Link": _answer_header("original, timegate, timemap, first, prev, next and last."),
        "Memento-Datetime": _answer_header("When the version came to be, of a past moment."),
        "Content-Location": _answer_header("The URL of this version, of a past moment."),
    }
    said["responses"][304] = {"description": "The version in If-None-Match is the one asked for."}
    return said


def difference() -> dict[str, Any]:
    """The additions for the difference of two moments."""
    start = parameter("from", "A version or an instant.", "2") | {"required": True}
    end = parameter("to", "A version or an instant; without it, the end.", "2026-03-01T14:03:12Z")
    return one_checkout(
        wire.DifferenceShape, "What changed.", parameters=(start, end), of_a_moment=True
    )


def search() -> dict[str, Any]:
    """The additions for the search, which is also an export."""
    content = _json(wire.EventsShape) | {
        CSV: {"schema": {"type": "string"}},
        NDJSON: {"schema": _schema(wire.CloudEvent)},
        PARQUET: {"schema": {"type": "string", "format": "binary"}},
    }
    answer = {
        "description": "A page of events, oldest first; in any other media type all of them, streamed.",
        "content": content,
        "headers": {"Link": _answer_header("first, prev, next and last, of a page.")},
    }
    faults = (*_ALWAYS, _NOT_ACCEPTABLE, _BEHIND)
    met = (refusals.CheckoutNotFound, refusals.NoSuchVersion)
    return _said({200: answer}, met, faults, (*_FILTERS, *_PAGES, _WAIT_FOR))


def stream() -> dict[str, Any]:
    """The additions for the stream of new events."""
    after = parameter("after", "Begin after this position; without it, now.", "42", type="integer")
    comes_back = _header(LAST_EVENT_ID, "The id of the last event that was received.", "42")
    answer = {
        "description": "Server-sent events: `id` is the position in the trail, `data` an event as in a page.",
        "content": {EVENT_STREAM: {"schema": {"type": "string"}}},
    }
    return _said({200: answer}, (), (*_ALWAYS, _NOT_ACCEPTABLE), (*_FILTERS, after, comes_back))


def reads() -> dict[str, Any]:
    """The additions for who has read."""
    filters = (
        parameter("reader", "By this reader.", "history:demo-history"),
        parameter("checkout", "Of this checkout.", "9b2f7c1e-5d0a-4a55-8f57-0d2f2d9a6d11"),
        parameter("since", "At this instant or later.", "2026-03-01T00:00:00Z"),
        parameter("until", "Before this instant.", "2026-04-01T00:00:00Z"),
    )
    answer = {
        "description": "A page of readings, oldest first.",
        "content": _json(wire.ReadsShape),
        "headers": {"Link": _answer_header("first, prev, next and last.")},
    }
    return _said({200: answer}, (), _ALWAYS, (*filters, *_PAGES))


def _said(
    answers: Responses,
    met: Iterable[type[refusals.Refusal]],
    faults: Iterable[ProblemKind],
    parameters: Iterable[dict[str, Any]],
) -> dict[str, Any]:
    problems = own_openapi.problems(errors.PROBLEMS, met, faults)
    return {
        "responses": answers | problems,
        "openapi_extra": {"parameters": list(parameters)},
        "response_model": None,
    }


def _json(shape: type[wire.Shape]) -> dict[str, Any]:
    return {_JSON: {"schema": _schema(shape)}}


@cache
def _schema(shape: type[wire.Shape]) -> dict[str, Any]:
    return own_openapi.inlined(msgspec.json.schema(shape, schema_hook=_any_json))


def _any_json(kind: type) -> dict[str, Any]:
    """The schema of what is put into a shape as JSON text."""
    if kind is msgspec.Raw:
        return {}
    raise NotImplementedError(kind)  # how a hook tells msgspec that the kind is not its own


def _header(name: str, description: str, example: str) -> dict[str, Any]:
    return parameter(name, description, example) | {"in": "header"}


def _answer_header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}
