"""The record of an invalid body has a limited size, and none of the body's values."""

import json
from typing import Any

import httpx
import pytest

from application.ports.refusal_log import StoredRefusal
from interfaces.http.pipeline.invalid_bodies import LONGEST_FIELD, LONGEST_MESSAGE, MOST_ERRORS
from tests.interfaces.api.api_fixture import TOKEN, ApiFixture


@pytest.fixture
def api() -> ApiFixture:
    """The two APIs on an empty store."""
    return ApiFixture()


async def recorded(api: ApiFixture, body: Any) -> StoredRefusal:
    """The record of an invalid body that identifies the customer."""
    checkout = await api.opened()
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer: httpx.Response = await api.client.post(f"/shopper/{TOKEN}/identify", content=content)
    assert answer.status_code in (400, 422)
    (attempt,) = await api.attempts(checkout)
    return attempt


async def test_the_number_of_recorded_errors_is_limited(api: ApiFixture) -> None:
    """The first errors are recorded, and the others are counted."""
    attempt = await recorded(api, {f"unknown {number}": 1 for number in range(MOST_ERRORS + 15)})
    facts = json.loads(attempt.facts)
    assert len(facts["errors"]) == MOST_ERRORS
    assert facts["errors_not_named"] >= 15


async def test_the_length_of_recorded_names_is_limited(api: ApiFixture) -> None:
    """A record is small, however long the name of a field is."""
    nested = {"address": {"a" * 500: {"b" * 500: 1}}}
    attempt = await recorded(api, {**{"x" * (500 + n): 1 for n in range(30)}, **nested})
    for error in json.loads(attempt.facts)["errors"]:
        assert len(error["field"]) <= LONGEST_FIELD
        assert len(error["message"]) <= LONGEST_MESSAGE


@pytest.mark.parametrize(
    "name", ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "ada@example.com"]
)
async def test_a_value_in_place_of_a_name_is_not_recorded(api: ApiFixture, name: str) -> None:
    """A card number or an e-mail address sent as the name of a field is not recorded."""
    attempt = await recorded(api, {name: 1})
    kept = attempt.facts + attempt.command
    assert "1111" not in kept
    assert "example" not in kept


async def test_control_characters_are_replaced(api: ApiFixture) -> None:
    """Control characters in the name of a field are replaced, so they cannot affect a terminal."""
    attempt = await recorded(api, {"\x1b[2J\u202e": 1})
    fields = [error["field"] for error in json.loads(attempt.facts)["errors"]]
    assert "\ufffd[2J\ufffd" in fields


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "é" * 300, "'", '"\'"'])
async def test_any_name_can_be_recorded(api: ApiFixture, name: str) -> None:
    """The record is written, whatever characters a name has."""
    attempt = await recorded(api, json.dumps({name: 1}).encode())
    assert attempt.reason == "InvalidBody"


async def test_an_invalid_value_is_not_recorded(api: ApiFixture) -> None:
    """A value of the wrong type and a too long value are not recorded."""
    secret = "Sunny road 2"
    attempt = await recorded(api, {"email": [secret], "first_name": secret * 100, "kind": secret})
    assert secret not in attempt.facts + attempt.command
