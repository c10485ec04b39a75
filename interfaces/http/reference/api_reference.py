"""What the OpenAPI document says of one API as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Response = dict[str, Any]
Responses = dict[int | str, Response]


@dataclass(frozen=True, kw_only=True)
class ApiReference:
    """The title, which is the tag of its operations, what the API is for, and its security schemes by name.

    `examples` is the package with the file `examples.json`: bodies of the operations, by the id of the operation.
    """

    title: str
    description: str
    security_schemes: Mapping[str, Any] = field(default_factory=dict)
    examples: str | None = None


def bearer(description: str) -> dict[str, Any]:
    """Return the security scheme of a key that is sent as a bearer token (RFC 6750)."""
    return {"type": "http", "scheme": "bearer", "description": description}


def success(status: int, schema: Mapping[str, Any], description: str) -> Responses:
    """Return the responses of an endpoint with the one of a success, which has a JSON body."""
    return {status: json_body(schema, description)}


def json_body(schema: Mapping[str, Any], description: str = "OK") -> Response:
    """Return a response with a JSON body."""
    return {"description": description, "content": {"application/json": {"schema": schema}}}
