"""What OpenAPI says of the bodies of the shopper's API is how they are taken."""

from typing import Any

import pytest

from tests.interfaces.api.api_fixture import TOKEN, ApiFixture
from tests.json_schema import JsonSchema


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The document of the server, which takes a quarter of a second to make."""
    return ApiFixture().app.openapi()


def _schema(document: dict[str, Any], verb: str) -> dict[str, Any]:
    operation = document["paths"][f"/shopper/{{public_token}}/{verb}"]["post"]
    body: dict[str, Any] = operation["requestBody"]["content"]["application/json"]["schema"]
    return body | {"components": document["components"]}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"phone": "+46 70 123 45 67"},
        {"phone": "call me"},
        {"phone": "12"},
        {"phone": "+123"},
        {"phone": "+12 "},
        {"phone": "1234"},
        {"phone": "(08) 123-45.67/8"},
        {"phone": "+46\u00a070\u202f123 ext. 4"},
        {"phone": "08\u2013123\u201145 x12"},
        {"phone": "+46\u200b70 123"},
        {"phone": "1" * 30},
        {"phone": None},
        {"email": "astrid"},
        {"email": "a@shop"},
        {"email": "a@b@shop.example"},
        {"email": "a b@shop.example"},
        {"email": "astrid@shop.example"},
        {"first_name": ""},
        {"first_name": "  "},
        {"first_name": "a\x00b"},
        {"first_name": "a\x85b"},
        {"first_name": "x" * 100},
        {"first_name": "Åsa Lind"},
        {"company": "A"},
        {"company": None},
        {"organization_number": "1"},
        {"type": "private", "company": "A"},
        {"type": "private", "organization_number": "1"},
        {"type": "business"},
        {"type": "business", "company": None},
        {"type": "business", "company": "A"},
        {"type": "business", "company": "A", "organization_number": "1"},
        {"type": "business", "organization_number": "1"},
    ],
)
async def test_a_customer_is_taken_exactly_if_it_fits_the_schema(
    api: ApiFixture, document: dict[str, Any], more: dict[str, Any]
) -> None:
    """The schema has the patterns of texts, and the fields that only a business has."""
    await api.opened()
    body = {"email": "a@b.example"} | more

    answer = await api.client.post(f"/shopper/{TOKEN}/identify", json=body)

    fits = not JsonSchema(_schema(document, "identify")).faults(body)
    assert (answer.status_code == 200) is fits, answer.text


@pytest.mark.parametrize(
    ("component", "field"), [("CommitBody", "version"), ("SucceededBody", "amount")]
)
def test_whole_numbers_say_that_they_are_written_without_a_fraction(
    document: dict[str, Any], component: str, field: str
) -> None:
    """In JSON Schema 3.0 is an integer. It is refused here, which no schema can say."""
    schemas = document["components"]["schemas"]

    assert "Without a fraction" in schemas[component]["properties"][field]["description"]
