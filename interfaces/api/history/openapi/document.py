"""What OpenAPI says of the endpoints: parameters, shapes, headers and problems."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from domain import refusals
from interfaces.api.history import errors, wire
from interfaces.api.history.audit_query import POSITION
from interfaces.api.history.event_stream import EVENT_STREAM
from interfaces.api.history.exports.lines import CSV, NDJSON
from interfaces.api.history.exports.parquet import PARQUET
from interfaces.api.history.memento import ACCEPT_DATETIME, LINK_FORMAT
from interfaces.api.history.openapi.parameters import (
    BEGINNING,
    FILTERS,
    MOMENTS,
    PAGES,
    READS_FILTERS,
    WAIT_FOR,
    header,
)
from interfaces.http import openapi
from interfaces.http.openapi import MOMENT, ProblemKind, Responses

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
_ALWAYS = (openapi.NOT_AUTHENTICATED, _DENIED, openapi.INVALID_QUERY)
_STREAM = (
    "The first block has `retry`, in milliseconds, and `id`, the position where the stream begins. Each later block "
    "has `id` and `data`: one event as a line of JSON. A comment line comes where there is nothing new."
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
            header(
                ACCEPT_DATETIME,
                "The state at the end of this second (RFC 7089).",
                "Sun, 01 Mar 2026 14:03:12 GMT",
            ),
            *openapi.reading()["parameters"],
        ),
        of_a_moment=True,
    )
    said["responses"][200]["headers"] = {
        "ETag": _answer_header("The version as a strong validator."),
        "Cache-Control": _answer_header(
            "`immutable` where another version followed; `no-store` where the state has a customer, an address or data "
            "that can be erased."
        ),
        "Link": _answer_header("original, timegate, timemap, first, prev, next and last."),
        "Memento-Datetime": _answer_header("When the version came to be, of a past moment."),
        "Content-Location": _answer_header("The URL of this version, of a past moment."),
    }
    said["responses"][304] = {"description": "The version in If-None-Match is the one asked for."}
    return said


def difference() -> dict[str, Any]:
    """The additions for the difference of two moments."""
    return one_checkout(wire.DifferenceShape, "What changed.", parameters=MOMENTS, of_a_moment=True)


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
    return _said({200: answer}, met, faults, (*FILTERS, *PAGES, WAIT_FOR))


def stream() -> dict[str, Any]:
    """The additions for the stream of new events."""
    answer = {
        "description": "Server-sent events: `id` is the position in the trail, `data` an event as in a page.",
        "content": {
            EVENT_STREAM: {
                "schema": {"type": "string", "description": _STREAM},
                # The key of OpenAPI 3.2 for the items of a stream, which 3.1 does not have yet.
                "x-itemSchema": _streamed(wire.EventShape),
            }
        },
    }
    return _said({200: answer}, (), (*_ALWAYS, _NOT_ACCEPTABLE), (*FILTERS, *BEGINNING))


def reads() -> dict[str, Any]:
    """The additions for who has read."""
    answer = {
        "description": "A page of readings, oldest first.",
        "content": _json(wire.ReadsShape),
        "headers": {"Link": _answer_header("first, prev, next and last.")},
    }
    return _said({200: answer}, (), _ALWAYS, (*READS_FILTERS, *PAGES))


def _said(
    answers: Responses,
    met: Iterable[type[refusals.Refusal]],
    faults: Iterable[ProblemKind],
    parameters: Iterable[dict[str, Any]],
) -> dict[str, Any]:
    problems = openapi.problems(errors.PROBLEMS, met, faults)
    return {
        "responses": answers | problems,
        "openapi_extra": {"parameters": list(parameters)},
        "response_model": None,
    }


def _json(shape: type[wire.Shape]) -> dict[str, Any]:
    return {_JSON: {"schema": _schema(shape)}}


@cache
def _schema(shape: type[wire.Shape]) -> dict[str, Any]:
    return openapi.inlined(msgspec.json.schema(shape, schema_hook=_any_json))


def _streamed(shape: type[wire.Shape]) -> dict[str, Any]:
    """The schema of one server-sent event whose data is `shape` as JSON."""
    data = {"type": "string", "contentMediaType": _JSON, "contentSchema": _schema(shape)}
    return {
        "type": "object",
        "properties": {
            "id": {"type": "string", "pattern": f"^{POSITION.pattern}$"},
            "retry": {"type": "integer", "minimum": 0},
            "data": data,
        },
    }


def _any_json(kind: type) -> dict[str, Any]:
    """The schema of what is put into a shape as JSON text."""
    if kind is msgspec.Raw:
        return {}
    raise NotImplementedError(kind)  # how a hook tells msgspec that the kind is not its own


def _answer_header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}
