"""What the OpenAPI document says of every operation of every API. A failure names what an operation lacks."""

from collections import Counter
from typing import Any

import pytest

from tests.interfaces.http.openapi.whole_document import (
    Operation,
    every_operation,
    whole_document,
)
from tests.json_schema import JsonSchema

_JSON = "application/json"
_SUCCESSES = ("200", "201", "202")
# Their answers are files, pages and streams.
_STANDARD_METHODS = ("get", "put", "post", "patch", "delete")
OPERATIONS = tuple(pytest.param(each, id=each.name) for each in every_operation())


def _of_document(schema: Any) -> JsonSchema:
    """A schema of the document, whose references are those of the document."""
    components = {"components": whole_document()["components"]}
    return JsonSchema({**components, "allOf": [schema]})


def _bodies(operation: Operation) -> list[tuple[str, Any]]:
    """The JSON bodies of an operation: its request and its successes, each with its name and its media type."""
    described = operation.described
    request = described.get("requestBody", {}).get("content", {})
    found = [("the request", media) for media in request.values()]
    for status in _SUCCESSES:
        content = described["responses"].get(status, {}).get("content", {})
        if _JSON in content:
            found.append((f"the answer {status}", content[_JSON]))
    return found


@pytest.mark.parametrize("operation", OPERATIONS)
def test_it_says_what_it_is_for(operation: Operation) -> None:
    """It has a summary, the tag of its API, and a readable id."""
    described = operation.described
    tags = {tag["name"] for tag in whole_document()["tags"]}

    assert described.get("summary"), f"{operation.name} has no summary"
    assert set(described.get("tags", ())) <= tags, f"{operation.name}: no such API"
    assert len(described.get("tags", ())) == 1, f"{operation.name} has not one tag"
    name = described.get("operationId", "")
    assert name.replace("_", "").isalnum(), f"{operation.name}: the id {name!r} is not words"
    assert "__" not in name, f"{operation.name}: the id {name!r} is made of its path"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_it_says_which_credential_it_needs(operation: Operation) -> None:
    """It has `security`, empty where there is no credential, and its schemes are described."""
    assert "security" in operation.described, (
        f"{operation.name} has no `security`: an empty list says that it needs no credential"
    )
    schemes = whole_document()["components"]["securitySchemes"]
    used = {name for requirement in operation.described["security"] for name in requirement}
    assert used <= set(schemes), f"{operation.name}: {used - set(schemes)} are not described"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_its_bodies_are_typed(operation: Operation) -> None:
    """Each request body, success in JSON and error has a schema with a name, not any JSON."""
    for what, media in _bodies(operation):
        schema = media.get("schema", {})
        is_typed = "$ref" in schema or "anyOf" in schema or schema.get("type") == "array"
        is_map = schema.get("additionalProperties") is True and schema.get("description")
        assert is_typed or is_map, (
            f"{operation.name}: {what} has no schema of its own but {schema}:"
            " describe it in schemas.py of the API"
        )
    for status, response in operation.described["responses"].items():
        if not status.startswith(("2", "3")):
            for media in response.get("content", {}).values():
                assert "$ref" in media["schema"], f"{operation.name}: the error {status} is inline"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_it_has_examples_that_fit_its_schemas(operation: Operation) -> None:
    """Its request has an example, and so has one success in JSON, and each is as its schema says."""
    examples = []
    for what, media in _bodies(operation):
        if "example" in media:
            examples.append(what)
            errors = _of_document(media["schema"]).faults(media["example"])
            assert errors == [], f"{operation.name}: the example of {what} does not fit: {errors}"
    wanted = {what.split()[1] for what, _ in _bodies(operation)}
    missing = wanted - {what.split()[1] for what in examples}
    assert missing == set(), (
        f"{operation.name} has no example of its {' and '.join(sorted(missing))}: run"
        " python -m tests.interfaces.http.openapi.record_examples"
    )


@pytest.mark.parametrize("operation", OPERATIONS)
def test_its_parameters_are_described(operation: Operation) -> None:
    """Each parameter in its path is described, and so is each other parameter in words."""
    parameters = operation.described.get("parameters", ())
    in_path = {each["name"] for each in parameters if each["in"] == "path"}
    named = {part.partition("}")[0] for part in operation.path.split("{")[1:]}
    assert in_path == named, f"{operation.name}: its path has {named}, described are {in_path}"
    for each in parameters:
        assert "schema" in each, f"{operation.name}: {each['name']} has no schema"
        is_clear = each["in"] == "path" or each.get("description")
        assert is_clear, f"{operation.name}: {each['name']} has no description"


def test_the_ids_are_unique() -> None:
    """No two operations have one id."""
    ids = Counter(each.described["operationId"] for each in every_operation())
    assert [name for name, count in ids.items() if count > 1] == []


def test_the_document_says_where_it_is_served() -> None:
    """It has a server, and a tag with words for every API."""
    document = whole_document()
    assert document["servers"][0]["url"] == "/"
    assert all(tag["description"] for tag in document["tags"])
