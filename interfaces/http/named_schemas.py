"""Move the titled object schemas of an OpenAPI document to its components.

Client generators create one class for each title. They drop an operation or a response if a title occurs in several
places of a document, even with equal schemas. References to one component are one schema for them.
"""

from collections.abc import Mapping
from typing import Any

_COMPONENTS = "#/components/schemas/"
# The values of these keys are data, which may look like a schema.
_DATA = frozenset({"example", "examples", "default", "const", "enum"})
# The keys under these are names and statuses: a field may be named `example`, and an answer is `default`.
_MAPS = frozenset({"properties", "responses"})


class TitleTaken(ValueError):
    """Two different schemas have one title."""


def with_named_schemas(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document with each titled inline object schema moved to `components/schemas` under its title.

    Raises TitleTaken if two different schemas have the same title.
    """
    components: dict[str, Any] = dict(document.get("components", {}))
    found: dict[str, Any] = dict(components.pop("schemas", {}))
    moved: dict[str, Any] = {
        key: _move(value, found) for key, value in document.items() if key != "components"
    }
    if found:
        components["schemas"] = dict(sorted(found.items()))
    return moved | ({"components": components} if components else {})


def _move(node: Any, found: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_move(child, found) for child in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _member(key, value, found) for key, value in node.items()}
    title = kept.get("title")
    if kept.get("type") != "object" or not isinstance(title, str):
        return kept
    if found.setdefault(title, kept) != kept:
        raise TitleTaken(f"two different schemas have the title {title}")
    return {"$ref": _COMPONENTS + title}


def _member(key: str, value: Any, found: dict[str, Any]) -> Any:
    if key in _DATA:
        return value
    if key in _MAPS and isinstance(value, dict):
        return {name: _move(child, found) for name, child in value.items()}
    return _move(value, found)
