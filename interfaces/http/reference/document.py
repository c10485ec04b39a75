"""Complete FastAPI's OpenAPI document, and cut the document of one API out of it.

FastAPI knows the operations. The title, the tag, the security schemes and the examples of each API come from its
`ApiReference`.
"""

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any, Final

from interfaces.http.named_schemas import with_named_schemas
from interfaces.http.reference.api_reference import ApiReference

Document = dict[str, Any]
_JSON: Final = "application/json"
_SERVERS: Final = [{"url": "/", "description": "The server that this document is from."}]
_METHODS: Final = ("get", "put", "post", "delete", "patch")


def complete(document: Document, references: Mapping[str, ApiReference]) -> Document:
    """Return the whole document. `references` are those of the APIs that are on, by name.

    Raises TitleTaken if two different schemas have one title.
    """
    whole = with_named_schemas(document)
    schemes: dict[str, Any] = dict(whole.get("components", {}).get("securitySchemes", {}))
    for each in references.values():
        schemes |= each.security_schemes
    components = {**whole.get("components", {}), "securitySchemes": schemes}
    examples = _examples(references)
    for operation in operations(whole):
        _drop_undeclared(operation)
        _add_examples(operation, examples.get(operation.get("operationId", ""), {}))
    return {
        **whole,
        "servers": _SERVERS,
        "tags": [_tag(each) for each in references.values()],
        "components": components,
    }


def document_of(document: Document, reference: ApiReference) -> Document:
    """Return the document of one API: its operations, and the components that they use."""
    paths = {path: _with_tag(item, reference.title) for path, item in document["paths"].items()}
    kept = {path: item for path, item in paths.items() if item}
    components = document["components"]
    schemes = {name for each in kept.values() for name in _schemes(each)}
    return {
        **document,
        "info": {**document["info"], "title": f"tillroll: {reference.title}"},
        "tags": [_tag(reference)],
        "paths": kept,
        "components": {
            "schemas": _schemas_of(kept, components["schemas"]),
            "securitySchemes": {
                name: scheme
                for name, scheme in components["securitySchemes"].items()
                if name in schemes
            },
        },
    }


def operations(document: Document) -> Iterator[dict[str, Any]]:
    """Yield every operation of a document."""
    for item in document.get("paths", {}).values():
        yield from (operation for method, operation in item.items() if method in _METHODS)


def _tag(reference: ApiReference) -> dict[str, str]:
    return {"name": reference.title, "description": reference.description}


def _with_tag(item: dict[str, Any], tag: str) -> dict[str, Any]:
    return {method: each for method, each in item.items() if tag in each.get("tags", ())}


def _schemes(item: dict[str, Any]) -> Iterator[str]:
    for operation in item.values():
        for requirement in operation.get("security", ()):
            yield from requirement


def _schemas_of(paths: Document, schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schemas that paths refer to, and those that these refer to."""
    found: set[str] = set()
    waiting: list[Any] = [paths]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in found:
                found.add(name)
                waiting.append(schemas[name])
    return {name: schema for name, schema in schemas.items() if name in found}


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _references(each)
    elif isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference.rpartition("/")[2]
        for each in node.values():
            yield from _references(each)


def _drop_undeclared(operation: dict[str, Any]) -> None:
    """Drop the JSON that FastAPI adds to a success that is described in other media types only."""
    for response in operation["responses"].values():
        content = response.get("content", {})
        if len(content) > 1 and content.get(_JSON) == {"schema": {}}:
            del content[_JSON]


def _examples(references: Mapping[str, ApiReference]) -> dict[str, Any]:
    """Return the examples of all operations by the id of the operation."""
    found: dict[str, Any] = {}
    for each in references.values():
        if each.examples is not None:
            found |= json.loads(
                resources.files(each.examples).joinpath("examples.json").read_text()
            )
    return found


def _add_examples(operation: dict[str, Any], examples: Mapping[str, Any]) -> None:
    """Add examples to the bodies: `request`, and each response by its status. A body keeps the one that it has."""
    if "request" in examples:
        content = operation.get("requestBody", {}).get("content", {})
        content.get(_JSON, {}).setdefault("example", examples["request"])
    for status, response in operation["responses"].items():
        media = response.get("content", {}).get(_JSON)
        if media is not None and status in examples:
            media.setdefault("example", examples[status])
