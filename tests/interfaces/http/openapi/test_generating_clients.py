"""The document has what generators of clients need to make every operation and every answer."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from tests.interfaces.http.openapi.spoken import DIALECTS, spoken

_DATA = ("example", "examples")


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of a document but those in examples."""
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
    """The whole document of an application that speaks this dialect."""
    return spoken(request.param).app.openapi()


def test_every_array_says_its_items(document: dict[str, Any]) -> None:
    """A generator drops an operation whose body is an array without `items`."""
    arrays = [node for node in objects(document) if node.get("type") == "array"]

    assert [node for node in arrays if "items" not in node] == []


def test_every_reference_resolves(document: dict[str, Any]) -> None:
    """Each is a path inside the document."""
    for node in objects(document):
        if isinstance(reference := node.get("$ref"), str):
            found: Any = document
            for part in reference.removeprefix("#/").split("/"):
                found = found[part]
            assert isinstance(found, dict)


def test_every_title_names_one_schema(document: dict[str, Any]) -> None:
    """An object schema with a title is in one place, which is the component of that name."""
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


def test_one_document_of_all_dialects_has_no_title_twice() -> None:
    """The components of the dialects do not differ where they have one name."""
    found: dict[str, str] = {}
    for name in DIALECTS:
        schemas = spoken(name).app.openapi().get("components", {}).get("schemas", {})
        for title, schema in schemas.items():
            text = json.dumps(schema, sort_keys=True)
            assert found.setdefault(title, text) == text
    assert "Problem" in found
