"""OpenAPI descriptions of the endpoints: parameters, shapes, headers and problems."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec
from fastapi import Response

from domain import refusals
from interfaces.api.history import audit_wire, errors, wire
from interfaces.api.history.across.delivery_wire import DeliveryRequestShape
from interfaces.api.history.audit_query import POSITION
from interfaces.api.history.exports.lines import CSV, NDJSON
from interfaces.api.history.exports.parquet import PARQUET
from interfaces.api.history.memento import ACCEPT_DATETIME, LINK_FORMAT
from interfaces.api.history.openapi.parameters import (
    AS_OF_RANGE,
    BEGINNING,
    FIELD_PAGE,
    FILTERS,
    ORDER,
    OWN_VERSION,
    PAGES,
    PERSON_FILTERS,
    READS_FILTERS,
    WAIT_FOR,
    WINDOW,
    header,
)
from interfaces.api.history.windows import field_wire
from interfaces.api.readers.event_stream import EVENT_STREAM
from interfaces.api.readers.replica import BEHIND
from interfaces.http import openapi
from interfaces.http.openapi import AS_OF, ProblemKind, Responses

_JSON = "application/json"
_AS_OF_REFUSALS = (refusals.NoSuchVersion, refusals.BeforeOpening, refusals.InTheFuture)
DENIED = ProblemKind(
    403, "access-denied", "Access denied", "This key does not have the scope history:read."
)
NOT_ACCEPTABLE = ProblemKind(
    406, "not-acceptable", "Not acceptable", "This path answers in application/json."
)
_BEHIND = ProblemKind(
    503, errors.TRAIL_BEHIND, errors.TRAIL_BEHIND_TITLE, errors.TRAIL_BEHIND_DETAIL
)
AT_REPLICA: dict[str, dict[str, Any]] = {
    BEHIND: {
        "description": "How many seconds the replica was behind that was read; absent where the primary was read.",
        "schema": {"type": "string"},
    }
}
ALWAYS = (openapi.NOT_AUTHENTICATED, DENIED, openapi.INVALID_QUERY)
_STREAM = (
    "The first block has `retry` in milliseconds and `id`, the position at which the stream starts. Each later block "
    "has `id` and `data`: one event as a line of JSON. A comment line keeps an idle connection open."
)


def one_checkout(
    shape: type[wire.Shape],
    description: str,
    *,
    parameters: Iterable[dict[str, Any]] = (),
    as_of: bool = False,
    link_format: bool = False,
) -> dict[str, Any]:
    """Return the OpenAPI arguments of an endpoint about one checkout."""
    content = json_content(shape)
    problems: list[ProblemKind] = [*ALWAYS]
    if link_format:
        content = {**content, LINK_FORMAT: {"schema": {"type": "string"}}}
        problems.append(NOT_ACCEPTABLE)
    refused = (refusals.CheckoutNotFound, *(_AS_OF_REFUSALS if as_of else _AS_OF_REFUSALS[:1]))
    answer = {"description": description, "content": content, "headers": dict(AT_REPLICA)}
    return endpoint({200: answer}, refused, problems, (*parameters, OWN_VERSION))


def state() -> dict[str, Any]:
    """Return the OpenAPI arguments of the state, which is also a TimeGate and, at a version, a memento."""
    described = one_checkout(
        wire.StateShape,
        "The state.",
        parameters=(
            *AS_OF,
            header(
                ACCEPT_DATETIME,
                "The state at the end of this second (RFC 7089).",
                "Sun, 01 Mar 2026 14:03:12 GMT",
            ),
            *openapi.reading_extra()["parameters"],
        ),
        as_of=True,
    )
    described["responses"][200]["headers"] |= {
        "ETag": response_header("The version as a strong validator."),
        "Cache-Control": response_header(
            "`immutable` for a version that is not the newest; `no-store` if the state has a customer, an address or "
            "erasable data."
        ),
        "Link": response_header(
            "original, timegate, timemap, first, prev, next and last; proof, if there is a ledger."
        ),
        "Memento-Datetime": response_header("The time of the version, for a past state."),
        "Content-Location": response_header("The URL of the version, for a past state."),
    }
    described["responses"][304] = {
        "description": "The version in If-None-Match is the requested one."
    }
    return described


def window(
    shape: type[wire.Shape], description: str, *, parameters: Iterable[dict[str, Any]] = ()
) -> dict[str, Any]:
    """Return the OpenAPI arguments of an endpoint that answers everything, or a window of versions."""
    endpoint = one_checkout(shape, description, parameters=(*WINDOW, *parameters), as_of=True)
    endpoint["responses"][200]["headers"] |= {
        "Link": response_header("first, prev, next and last, for a window.")
    }
    return endpoint


def blame() -> dict[str, Any]:
    """Return the OpenAPI arguments of blame: of every field, or of one field with all its values."""
    endpoint = one_checkout(
        wire.BlameShape, "Every field of the state.", parameters=(*AS_OF, *FIELD_PAGE), as_of=True
    )
    found = endpoint["responses"][200]
    found["description"] = "Every field of the state, or every value of the field in `field`."
    found["content"] = {
        _JSON: {
            "schema": {
                "anyOf": [schema_of(wire.BlameShape), schema_of(field_wire.FieldHistoryShape)]
            }
        }
    }
    found["headers"] |= {"Link": response_header("next: older values of the field.")}
    return endpoint


def difference() -> dict[str, Any]:
    """Return the OpenAPI arguments of the difference."""
    return one_checkout(wire.DifferenceShape, "The changes.", parameters=AS_OF_RANGE, as_of=True)


def search() -> dict[str, Any]:
    """Return the OpenAPI arguments of the search, which is also an export."""
    content = json_content(wire.EventsShape) | {
        CSV: {"schema": {"type": "string"}},
        NDJSON: {"schema": schema_of(audit_wire.CloudEvent)},
        PARQUET: {"schema": {"type": "string", "format": "binary"}},
    }
    response = {
        "description": "A page of events, oldest first by default. Other media types have all events, streamed.",
        "content": content,
        "headers": {
            "Link": response_header("first, prev, next and last of a page."),
            **AT_REPLICA,
        },
    }
    problems = (*ALWAYS, NOT_ACCEPTABLE, _BEHIND)
    refused = (refusals.CheckoutNotFound, refusals.NoSuchVersion)
    return endpoint(
        {200: response}, refused, problems, (*FILTERS, *PERSON_FILTERS, *PAGES, ORDER, WAIT_FOR)
    )


def stream() -> dict[str, Any]:
    """Return the OpenAPI arguments of the event stream."""
    response = {
        "description": "Server-sent events: `id` is the position in the audit log, `data` an event as in a page.",
        "content": {
            EVENT_STREAM: {
                "schema": {"type": "string", "description": _STREAM},
                # OpenAPI 3.2 has `itemSchema` for the items of a stream; 3.1 has no key for it.
                "x-itemSchema": _stream_item(wire.EventShape),
            }
        },
        "headers": AT_REPLICA,
    }
    return endpoint({200: response}, (), (*ALWAYS, NOT_ACCEPTABLE), (*FILTERS, *BEGINNING))


def newest_first(
    shape: type[wire.Shape], description: str, filters: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    """Return the OpenAPI arguments of a search across checkouts in pages."""
    response = {
        "description": description,
        "content": json_content(shape),
        "headers": {"Link": response_header("first, prev, next and last.")},
    }
    return endpoint({200: response}, (), ALWAYS, (*filters, *PAGES))


def figures(shape: type[wire.Shape], parameters: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the OpenAPI arguments of the figures."""
    response = {"description": "All periods, oldest first.", "content": json_content(shape)}
    return endpoint({200: response}, (), ALWAYS, parameters)


def delivery_request(*problems: ProblemKind) -> dict[str, Any]:
    """Return the OpenAPI arguments of the request of a delivery."""
    response = {
        "description": "The request, for keys with the scopes deliveries:send and persons:read.",
        "content": json_content(DeliveryRequestShape),
    }
    return endpoint({200: response}, (), (*ALWAYS, *problems), ())


def resend(*problems: ProblemKind) -> dict[str, Any]:
    """Return the OpenAPI arguments of sending a delivery again."""
    response = {"description": "The delivery is sent again, by a running server."}
    # Otherwise FastAPI describes a body in JSON.
    empty = {"response_class": Response}
    return endpoint({202: response}, (), (*ALWAYS, *problems), ()) | empty


def reads() -> dict[str, Any]:
    """Return the OpenAPI arguments of the access log."""
    response = {
        "description": "A page of the access log, oldest first.",
        "content": json_content(audit_wire.ReadsShape),
        "headers": {"Link": response_header("first, prev, next and last.")},
    }
    return endpoint({200: response}, (), ALWAYS, (*READS_FILTERS, *PAGES))


def endpoint(
    responses: Responses,
    refused: Iterable[type[refusals.Refusal]],
    problems: Iterable[ProblemKind],
    parameters: Iterable[dict[str, Any]],
) -> dict[str, Any]:
    """Return the OpenAPI arguments of an endpoint with these responses and problems."""
    failures = openapi.problems(errors.PROBLEMS, refused, problems)
    return {
        "responses": responses | failures,
        "openapi_extra": {"parameters": list(parameters)},
        "response_model": None,
    }


def json_content(shape: type[wire.Shape]) -> dict[str, Any]:
    """Describe a JSON body of this shape."""
    return {_JSON: {"schema": schema_of(shape)}}


@cache
def schema_of(shape: type[wire.Shape]) -> dict[str, Any]:
    """Return the JSON schema of a shape."""
    return openapi.inline_definitions(msgspec.json.schema(shape, schema_hook=_any_json))


def _stream_item(shape: type[wire.Shape]) -> dict[str, Any]:
    """Return the schema of one server-sent event whose data is `shape` as JSON."""
    data = {"type": "string", "contentMediaType": _JSON, "contentSchema": schema_of(shape)}
    return {
        "type": "object",
        "properties": {
            "id": {"type": "string", "pattern": f"^{POSITION.pattern}$"},
            "retry": {"type": "integer", "minimum": 0},
            "data": data,
        },
    }


def _any_json(kind: type) -> dict[str, Any]:
    """Return the schema of `msgspec.Raw`, which is any JSON."""
    if kind is msgspec.Raw:
        return {}
    raise NotImplementedError(kind)  # the protocol of the hook for an unknown type


def response_header(description: str) -> dict[str, Any]:
    """Describe a header of a response."""
    return {"description": description, "schema": {"type": "string"}}
