"""Object schemas with a title become components of the OpenAPI document."""

from typing import Any

import pytest

from interfaces.http.named_schemas import TitleTaken, with_named_schemas

INNER = {"type": "object", "title": "Inner", "properties": {"a": {"type": "string"}}}
OUTER = {"type": "object", "title": "Outer", "properties": {"title": INNER, "example": INNER}}


def _document(**answers: Any) -> dict[str, Any]:
    return {"paths": {"/a": {"get": {"responses": answers}}}}


def test_equal_schemas_become_one_component() -> None:
    """Equal schemas become one component, also inside other schemas and in the default response."""
    named = with_named_schemas(_document(ok={"schema": OUTER}, default={"schema": INNER}))

    reference = {"$ref": "#/components/schemas/Inner"}
    assert named["paths"]["/a"]["get"]["responses"] == {
        "ok": {"schema": {"$ref": "#/components/schemas/Outer"}},
        "default": {"schema": reference},
    }
    assert named["components"]["schemas"] == {
        "Inner": INNER,
        "Outer": OUTER | {"properties": {"title": reference, "example": reference}},
    }


def test_examples_are_unchanged() -> None:
    """An example that looks like a schema is unchanged."""
    document = _document(ok={"schema": {"type": "object", "example": INNER}})

    assert with_named_schemas(document) == document


def test_two_schemas_cannot_have_one_title() -> None:
    """Different schemas with one title are refused, since they would be one class of a generated client."""
    other = INNER | {"properties": {}}

    with pytest.raises(TitleTaken, match="Inner"):
        with_named_schemas(_document(ok={"schema": INNER}, default={"schema": other}))
