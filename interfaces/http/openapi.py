"""OpenAPI descriptions of the endpoints of tillroll's own APIs: body, preconditions, problems."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from domain.refusals import Refusal
from interfaces.http.errors import request_errors
from interfaces.http.errors.problems import KINDS, MEDIA_TYPE, type_of
from interfaces.http.errors.refusal_problems import RefusalProblems
from interfaces.http.errors.request_errors import FieldFault, RequestError
from interfaces.http.request.as_of import LARGEST_VERSION
from interfaces.http.request.body.models import MAX_BODY, WireModel

Responses = dict[int | str, dict[str, Any]]


@dataclass(frozen=True)
class ProblemKind:
    """One kind of problem in the documentation; `detail` is an example."""

    status: int
    kind: str
    title: str
    detail: str


def _of(fault: RequestError) -> ProblemKind:
    status, kind, title = KINDS[type(fault)]
    return ProblemKind(status, kind, title, fault.message)


def _field(path: str, message: str) -> tuple[FieldFault, ...]:
    return (FieldFault(path=path, kind="example", message=message),)


NOT_AUTHENTICATED = _of(request_errors.Unauthenticated("Send a key."))
INVALID_QUERY = _of(
    request_errors.InvalidQuery(_field("at", "at: must be an instant as in RFC 3339."))
)
TOO_MANY_REQUESTS = _of(request_errors.RateLimited(3))
BODY_FAULTS = (
    _of(request_errors.MalformedBody("The request body is not valid JSON.")),
    _of(request_errors.BodyTooLarge(MAX_BODY)),
    ProblemKind(415, "unsupported-media-type", "Unsupported media type", "Send application/json."),
    _of(request_errors.InvalidFields(_field("amount", "amount: is required."))),
)
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag of the version that this change is meant for; 412 where another version is current.",
    "example": '"3"',
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag of the version that the caller has; 304 where it is still current.",
    "example": '"3"',
}
_FIELDS = {
    "type": "array",
    "description": "Every field that is wrong, with what would be right.",
    "items": {
        "type": "object",
        "required": ["field", "message"],
        "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
    },
}
_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Stable; what to switch on."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, and what to do."},
        "instance": {"type": "string", "format": "uri", "description": "This one request."},
        "errors": _FIELDS,
    },
    "additionalProperties": True,
}


def change(body: type[WireModel], *, optional: bool = False) -> dict[str, Any]:
    """Return the `openapi_extra` of an endpoint that reads a change from `body`."""
    content = {"application/json": {"schema": _schema_of(body)}}
    return {
        "requestBody": {"required": not optional, "content": content},
        "parameters": [_IF_MATCH],
    }


@cache
def _schema_of(body: type[WireModel]) -> dict[str, Any]:
    return inline_definitions(body.model_json_schema())


def parameter(name: str, description: str, example: str, **schema: object) -> dict[str, Any]:
    """Describe one query parameter; a string unless `schema` gives another type."""
    is_whole = schema.get("type") == "integer"
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": {"type": "string"} | schema,
        "description": description,
        "example": int(example) if is_whole else example,
    }


def instant(name: str, description: str, example: str) -> dict[str, Any]:
    """Describe one query parameter that is an RFC 3339 timestamp."""
    return parameter(name, description, example, format="date-time", minLength=1)


AS_OF = (
    parameter(
        "version",
        "The state as it stood at this version. Not together with `at`: 400.",
        "3",
        type="integer",
        minimum=1,
        maximum=LARGEST_VERSION,
    ),
    instant(
        "at",
        "The state as it stood at this instant (RFC 3339). Not together with `version`: 400.",
        "2026-03-01T14:03:12Z",
    ),
)


def reading_extra(*parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the `openapi_extra` of an endpoint that answers with the state."""
    return {"parameters": [*parameters, _IF_NONE_MATCH]}


def state(description: str) -> Responses:
    """Describe the 200 response that has a state and its ETag."""
    tag = {"description": "The version as a strong validator.", "schema": {"type": "string"}}
    return {200: {"description": description, "headers": {"ETag": tag}}}


def problems(
    rows: RefusalProblems, refusals: Iterable[type[Refusal]], faults: Iterable[ProblemKind] = ()
) -> Responses:
    """Describe the problems of these refusals and errors by status; `default` describes all others.

    Every endpoint has limits of rate, so 429 is described without being named.
    """
    by_status: dict[int, list[ProblemKind]] = defaultdict(list)
    for fault in (*faults, TOO_MANY_REQUESTS):
        by_status[fault.status].append(fault)
    for row in (rows[refusal] for refusal in refusals):
        by_status[row.status].append(ProblemKind(row.status, row.kind, row.title, row.detail))
    answers: Responses = {
        status: {"description": _list(found), "content": _content(found)}
        for status, found in sorted(by_status.items())
    }
    answers["default"] = {
        "description": "Anything else that is wrong with the request, or with the service.",
        "content": _content([]),
    }
    return answers


def _list(found: list[ProblemKind]) -> str:
    return "; ".join(f"`{each.kind}`: {each.title}" for each in found) + "."


def _content(found: list[ProblemKind]) -> dict[str, Any]:
    examples = {
        each.kind: {
            "value": {
                "type": type_of(each.kind),
                "title": each.title,
                "status": each.status,
                "detail": each.detail,
                "instance": "urn:tillroll:request:0b4e2a4c-3f0e-4d0c-9d3b-8a4f6f1f8a55",
            }
        }
        for each in found
    }
    return {MEDIA_TYPE: {"schema": _PROBLEM} | ({"examples": examples} if examples else {})}


def inline_definitions(schema: dict[str, Any]) -> dict[str, Any]:
    """Inline the `$defs` of the schema, because their references do not resolve inside an OpenAPI document."""
    definitions = schema.pop("$defs", {})

    def inline(node: Any) -> Any:
        if isinstance(node, list):
            return [inline(child) for child in node]
        if not isinstance(node, dict):
            return node
        if {} in node.get("anyOf", ()):
            # Any JSON, and so null too.
            node = {key: value for key, value in node.items() if key != "anyOf"}
        target = str(node.get("$ref", "")).removeprefix("#/$defs/")
        return inline(definitions[target]) if target else {k: inline(v) for k, v in node.items()}

    inlined: dict[str, Any] = inline(schema)
    return inlined
