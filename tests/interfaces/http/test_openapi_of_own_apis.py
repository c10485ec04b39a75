"""The OpenAPI documentation of tillroll's own APIs matches the APIs."""

import json
from typing import Any

import pytest

from tests.interfaces.api.api_fixture import ApiFixture

ENDPOINTS = {
    "/shopper/{public_token}": "get",
    "/shopper/{public_token}/suspend": "post",
    "/shopper/{public_token}/resume": "post",
    "/shopper/{public_token}/identify": "post",
    "/shopper/{public_token}/commit": "post",
    "/payments/{checkout_id}/succeeded": "post",
    "/payments/{checkout_id}/failed": "post",
}
PAGE = "/shopper/{public_token}/page"
RECEIPT = "/shopper/{public_token}/receipt"
KEPT_PAGE = "/shopper/page/{page_hash}"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The document that the server returns at /openapi.json."""
    return ApiFixture().app.openapi()


def test_the_documented_endpoints_are_complete(document: dict[str, Any]) -> None:
    """The document has exactly the listed endpoints."""
    assert {path: method for path, item in document["paths"].items() for method in item} == {
        **ENDPOINTS,
        PAGE: "get",
        RECEIPT: "get",
        KEPT_PAGE: "get",
    }


@pytest.mark.parametrize(("path", "method"), ENDPOINTS.items())
def test_each_endpoint_documents_its_responses(
    document: dict[str, Any], path: str, method: str
) -> None:
    """Each endpoint has a summary, a schema and an ETag for success, and problem details for errors."""
    operation = document["paths"][path][method]

    assert operation["summary"]
    for success in (
        operation["responses"][s] for s in ("200", "202") if s in operation["responses"]
    ):
        assert success["content"]["application/json"]["schema"]["$ref"].startswith("#/components/")
        assert "ETag" in success["headers"]
    others = {
        status: set(answer["content"])
        for status, answer in operation["responses"].items()
        if status not in ("200", "202", "304")
    }
    assert {"404", "default"} <= set(others)
    assert all(types == {"application/problem+json"} for types in others.values())


def test_the_page_is_documented_as_html(document: dict[str, Any]) -> None:
    """The checkout page is the one endpoint that returns HTML."""
    responses = document["paths"][PAGE]["get"]["responses"]

    assert set(responses["200"]["content"]) == {"text/html"}
    assert {"404", "default"} <= set(responses)


def test_the_receipt_is_documented_as_a_zip_file(document: dict[str, Any]) -> None:
    """It has one media type, and its problems say that it may be there later."""
    responses = document["paths"][RECEIPT]["get"]["responses"]

    assert set(responses["200"]["content"]) == {"application/zip"}
    assert set(responses) == {"200", "404", "429", "default"}
    assert "not-under-head" in responses["404"]["description"]


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/shopper/{public_token}", {"200", "304", "400", "404", "429"}),
        (
            "/shopper/{public_token}/commit",
            {"200", "400", "403", "404", "409", "412", "413", "415", "422", "429"},
        ),
        (
            "/payments/{checkout_id}/succeeded",
            {"200", "202", "400", "401", "404", "409", "412", "413", "415", "422", "429"},
        ),
    ],
)
def test_each_status_is_documented(document: dict[str, Any], path: str, statuses: set[str]) -> None:
    """Each endpoint documents its statuses with their problem types."""
    responses = document["paths"][path][ENDPOINTS[path]]["responses"]

    assert set(responses) == statuses | {"default"}


@pytest.mark.parametrize(
    ("path", "required", "fields"),
    [
        ("/shopper/{public_token}/suspend", False, set()),
        (
            "/shopper/{public_token}/commit",
            True,
            {"version", "confirmation", "device_id", "account_id", "shown"},
        ),
        (
            "/payments/{checkout_id}/succeeded",
            True,
            {"method", "amount", "currency", "payment_id", "provider", "commitment"},
        ),
        (
            "/payments/{checkout_id}/failed",
            False,
            {"reason", "payment_id", "commitment"},
        ),
    ],
)
def test_each_body_is_described(
    document: dict[str, Any], path: str, required: bool, fields: set[str]
) -> None:
    """A body documents its fields, whether it is required, and that other fields are refused."""
    operation = document["paths"][path]["post"]

    body = operation["requestBody"]
    reference = body["content"]["application/json"]["schema"]["$ref"]
    schema = document["components"]["schemas"][reference.rpartition("/")[2]]
    assert body["required"] is required
    assert set(schema.get("properties", {})) == fields
    assert schema["additionalProperties"] is False
    assert "If-Match" in [parameter["name"] for parameter in operation["parameters"]]


def test_reports_of_payments_need_the_payment_key(document: dict[str, Any]) -> None:
    """The payments API documents a Bearer key, and the shopper API that there is none."""
    assert document["components"]["securitySchemes"]["PaymentKey"]["scheme"] == "bearer"
    for path, method in ENDPOINTS.items():
        security = document["paths"][path][method]["security"]
        assert security == ([{"PaymentKey": []}] if path.startswith("/payments") else [])


def test_all_references_resolve(document: dict[str, Any]) -> None:
    """Each `$ref` of the document resolves."""

    def references(node: Any) -> list[str]:
        if isinstance(node, list):
            return [found for child in node for found in references(child)]
        if not isinstance(node, dict):
            return []
        here = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return here + [found for child in node.values() for found in references(child)]

    for reference in references(document):
        node: Any = document
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
        assert isinstance(node, dict)
    assert json.dumps(document)
