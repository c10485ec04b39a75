"""The OpenAPI document has what client generators need for every operation and response."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from tests.interfaces.http.openapi.documented_dialects import DIALECTS, dialect_named

_DATA = ("example", "examples")


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of a document, except in examples."""
    if isinstance(node, list):
        for child in node:
            yield from objects(child)
    if isinstance(node, dict):
        yield node
        for key, child in node.items():
            if key not in _DATA:
                yield from objects(child)


@pytest.fixture(params=DIALECTS)
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The whole document of an application with this dialect."""
    return dialect_named(request.param).app.openapi()


def test_every_array_has_items(document: dict[str, Any]) -> None:
    """Every array schema has `items`, since generators drop operations without it."""
    arrays = [node for node in objects(document) if node.get("type") == "array"]

    assert [node for node in arrays if "items" not in node] == []


def test_every_reference_resolves(document: dict[str, Any]) -> None:
    """Each reference is a path in the document."""
    for node in objects(document):
        if isinstance(reference := node.get("$ref"), str):
            found: Any = document
            for part in reference.removeprefix("#/").split("/"):
                found = found[part]
            assert isinstance(found, dict)


def test_every_title_names_one_schema(document: dict[str, Any]) -> None:
    """An object schema with a title occurs once, as the component of that name."""
    places: dict[str, int] = defaultdict(int)
    for node in objects(document):
        if node.get("type") == "object" and isinstance(node.get("title"), str):
            places[node["title"]] += 1

    assert places == dict.fromkeys(places, 1)
    assert set(places) <= set(document.get("components", {}).get("schemas", {}))


def test_every_problem_is_a_reference(document: dict[str, Any]) -> None:
    """Problem details are one component for all statuses of all operations."""
    problems = [
        answer["content"]["application/problem+json"]["schema"]
        for path in document["paths"].values()
        for operation in path.values()
        for answer in operation["responses"].values()
        if "application/problem+json" in answer.get("content", {})
    ]

    assert all(schema == {"$ref": "#/components/schemas/Problem"} for schema in problems)


def test_components_of_one_name_are_equal_in_all_dialects() -> None:
    """Components of different dialects with the same name are equal."""
    found: dict[str, str] = {}
    for name in DIALECTS:
        schemas = dialect_named(name).app.openapi().get("components", {}).get("schemas", {})
        for title, schema in schemas.items():
            text = json.dumps(schema, sort_keys=True)
            assert found.setdefault(title, text) == text
    assert "Problem" in found
