"""What is kept of an invalid body is bounded, and has no value of it."""

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


async def kept_of(api: ApiFixture, body: Any) -> StoredRefusal:
    """What is kept of a body that says who the customer is."""
    checkout = await api.opened()
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer: httpx.Response = await api.client.post(f"/shopper/{TOKEN}/identify", content=content)
    assert answer.status_code in (400, 422)
    (attempt,) = await api.attempts(checkout)
    return attempt


async def test_errors_are_bounded_in_number(api: ApiFixture) -> None:
    """The first ones are named and the others counted."""
    attempt = await kept_of(api, {f"unknown {number}": 1 for number in range(MOST_ERRORS + 15)})
    facts = json.loads(attempt.facts)
    assert len(facts["errors"]) == MOST_ERRORS
    assert facts["errors_not_named"] >= 15


async def test_names_and_messages_are_bounded_in_length(api: ApiFixture) -> None:
    """Whatever is sent as the name of a field, a record stays small."""
    nested = {"address": {"a" * 500: {"b" * 500: 1}}}
    attempt = await kept_of(api, {**{"x" * (500 + n): 1 for n in range(30)}, **nested})
    for error in json.loads(attempt.facts)["errors"]:
        assert len(error["field"]) <= LONGEST_FIELD
        assert len(error["message"]) <= LONGEST_MESSAGE


@pytest.mark.parametrize(
    "name", ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "ada@example.com"]
)
async def test_a_value_in_place_of_a_name_is_left_out(api: ApiFixture, name: str) -> None:
    """A card number or an e-mail address can be the name of a field, by a mistake of the sender."""
    attempt = await kept_of(api, {name: 1})
    kept = attempt.facts + attempt.command
    assert "1111" not in kept
    assert "example" not in kept


async def test_control_characters_are_replaced(api: ApiFixture) -> None:
    """The name of a field cannot steer the terminal in which the log is read."""
    attempt = await kept_of(api, {"\x1b[2J\u202e": 1})
    fields = [error["field"] for error in json.loads(attempt.facts)["errors"]]
    assert "\ufffd[2J\ufffd" in fields


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "é" * 300, "'", '"\'"'])
async def test_any_name_can_be_kept(api: ApiFixture, name: str) -> None:
    """The record is written whatever characters a name has."""
    attempt = await kept_of(api, json.dumps({name: 1}).encode())
    assert attempt.reason == "InvalidBody"


async def test_a_value_is_not_kept(api: ApiFixture) -> None:
    """Neither a value of the wrong type nor one that is too long."""
    secret = "Sunny road 2"
    attempt = await kept_of(api, {"email": [secret], "first_name": secret * 100, "kind": secret})
    assert secret not in attempt.facts + attempt.command
