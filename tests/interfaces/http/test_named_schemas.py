"""Titled object schemas become components of the OpenAPI document."""

from typing import Any

import pytest

from interfaces.http.named_schemas import TitleTaken, with_named_schemas

INNER = {"type": "object", "title": "Inner", "properties": {"a": {"type": "string"}}}
OUTER = {"type": "object", "title": "Outer", "properties": {"title": INNER, "example": INNER}}


def _answering(**answers: Any) -> dict[str, Any]:
    return {"paths": {"/a": {"get": {"responses": answers}}}}


def test_equal_schemas_become_one_component() -> None:
    """Schemas inside of schemas too, whatever the field is named, and those of the default answer."""
    named = with_named_schemas(_answering(ok={"schema": OUTER}, default={"schema": INNER}))

    reference = {"$ref": "#/components/schemas/Inner"}
    assert named["paths"]["/a"]["get"]["responses"] == {
        "ok": {"schema": {"$ref": "#/components/schemas/Outer"}},
        "default": {"schema": reference},
    }
    assert named["components"]["schemas"] == {
        "Inner": INNER,
        "Outer": OUTER | {"properties": {"title": reference, "example": reference}},
    }


def test_data_is_not_touched() -> None:
    """An example may look like a schema."""
    document = _answering(ok={"schema": {"type": "object", "example": INNER}})

    assert with_named_schemas(document) == document


def test_two_schemas_cannot_have_one_title() -> None:
    """They would be one class of a generated client."""
    other = INNER | {"properties": {}}

    with pytest.raises(TitleTaken, match="Inner"):
        with_named_schemas(_answering(ok={"schema": INNER}, default={"schema": other}))
