"""Short constructors of JSON Schemas (2020-12) for the OpenAPI document."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

Schema = dict[str, Any]

ANYTHING: Final[Schema] = {}
FLAG: Final[Schema] = {"type": "boolean"}
MAP: Final[Schema] = {"type": "object", "additionalProperties": True}
TEXT: Final[Schema] = {"type": "string"}
INSTANT: Final[Schema] = {"type": "string", "format": "date-time"}
GUID: Final[Schema] = {"type": "string", "format": "uuid"}


def text(longest: int | None = None, description: str = "", **rules: Any) -> Schema:
    """Return the schema of a string of at most `longest` characters."""
    bound = {} if longest is None else {"maxLength": longest}
    return {"type": "string", **bound, **_description_of(description), **rules}


def choice(values: Iterable[str], description: str = "") -> Schema:
    """Return the schema of a string that is one of `values`."""
    return {"type": "string", "enum": list(values), **_description_of(description)}


def whole(lowest: int | None = None, highest: int | None = None, description: str = "") -> Schema:
    """Return the schema of an integer within its bounds."""
    return {"type": "integer", **_bounds(lowest, highest), **_description_of(description)}


def number(lowest: int | None = None, highest: int | None = None, description: str = "") -> Schema:
    """Return the schema of a number within its bounds."""
    return {"type": "number", **_bounds(lowest, highest), **_description_of(description)}


def array(items: Schema, *, least: int | None = None, most: int | None = None) -> Schema:
    """Return the schema of an array."""
    bounds = {"minItems": least, "maxItems": most}
    return {"type": "array", "items": items} | {k: v for k, v in bounds.items() if v is not None}


def entity(
    title: str,
    required: Mapping[str, Schema],
    optional: Mapping[str, Schema] | None = None,
    *,
    description: str = "",
    is_closed: bool = False,
) -> Schema:
    """Return the schema of an object, which becomes the component `title`. Closed, it has no other properties."""
    schema: Schema = {"type": "object", "title": title, **_description_of(description)}
    if required:
        schema["required"] = list(required)
    schema["properties"] = {**required, **(optional or {})}
    return schema | ({"additionalProperties": False} if is_closed else {})


def nullable(schema: Schema) -> Schema:
    """Return the schema of a value that may be null."""
    kind = schema.get("type")
    if isinstance(kind, str) and kind != "object" and "enum" not in schema:
        return schema | {"type": [kind, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def with_description(schema: Schema, description: str) -> Schema:
    """Return the schema with a description of its use."""
    return {**schema, "description": description}


def _description_of(description: str) -> Schema:
    return {"description": description} if description else {}


def _bounds(lowest: int | None, highest: int | None) -> Schema:
    bounds = {"minimum": lowest, "maximum": highest}
    return {name: bound for name, bound in bounds.items() if bound is not None}
