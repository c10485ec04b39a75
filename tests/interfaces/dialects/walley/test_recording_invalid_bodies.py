"""An update with an invalid body is recorded as a refused command of its checkout."""

import hashlib
import json
from typing import Any

import pytest

from application.ports.refusal_log import COUNTED_ATTEMPTS_KEPT, StoredRefusal
from tests.interfaces.dialects.walley.app_fixture import CHECKOUT_ID, AppFixture

NO_JSON = b'{"items": ['
UNTYPED = b'{"items": 4711}'


async def refused_commands(app_fixture: AppFixture) -> list[StoredRefusal]:
    """The refused commands of the first checkout."""
    return list(await app_fixture.refusals.of(CHECKOUT_ID))


@pytest.mark.parametrize(
    ("tail", "operation"),
    [
        ("", "replace checkout"),
        ("/cart", "replace cart"),
        ("/fees", "update fees"),
        ("/shippingProperties", "replace shipping properties"),
        ("/metadata", "replace metadata"),
        ("/reference", "change reference"),
    ],
)
async def test_each_invalid_update_is_recorded(
    app_fixture: AppFixture, tail: str, operation: str
) -> None:
    """The record has the client, the endpoint, the operation, and the body's size and SHA-256."""
    path = await app_fixture.opened()
    answer = await app_fixture.ask("PUT", path + tail, NO_JSON, X_Request_Id="req-7")
    assert answer.status_code == 400
    (attempt,) = await refused_commands(app_fixture)
    assert (attempt.reason, attempt.operation) == ("InvalidBody", operation)
    assert (attempt.version, attempt.at) == (2, app_fixture.time)
    by = attempt.provenance
    assert (by.actor, by.operation, by.request_id) == ("shop:demo-client", operation, "req-7")
    assert json.loads(attempt.command) == {
        "endpoint": f"PUT /checkouts/{{checkout_id}}{tail}",
        "body_bytes": len(NO_JSON),
        "body_sha256": hashlib.sha256(NO_JSON).hexdigest(),
    }
    assert json.loads(attempt.facts)["fault"] == "MalformedBody"


@pytest.mark.parametrize(
    ("body", "headers", "status", "fault"),
    [
        (UNTYPED, {}, 400, "InvalidFields"),
        (b"", {}, 400, "MalformedBody"),
        (b"\xff", {}, 400, "MalformedBody"),
        (b" " * 1_000_001, {}, 413, "BodyTooLarge"),
        (b"<a/>", {"Content_Type": "text/xml"}, 415, "UnsupportedMediaType"),
        (b"\x1f\x8b", {"Content_Encoding": "gzip"}, 415, "UnsupportedMediaType"),
    ],
    ids=["types", "empty", "no UTF-8", "too large", "XML", "gzip"],
)
@pytest.mark.parametrize("key", [{}, {"X_idempotency": "key-1"}], ids=["no key", "key"])
async def test_each_kind_of_invalid_body_is_recorded(
    app_fixture: AppFixture,
    body: bytes,
    headers: dict[str, str],
    status: int,
    fault: str,
    key: dict[str, str],
) -> None:
    """Each kind of invalid body makes one record, with an idempotency key or without."""
    path = await app_fixture.opened()
    answer = await app_fixture.ask("PUT", f"{path}/cart", body, **headers, **key)
    assert answer.status_code == status
    (attempt,) = await refused_commands(app_fixture)
    assert json.loads(attempt.facts)["fault"] == fault
    record = json.loads(attempt.command)
    assert record["body_bytes"] == len(body)
    assert record["body_sha256"] == hashlib.sha256(body).hexdigest()


async def test_a_replay_is_not_recorded_again(app_fixture: AppFixture) -> None:
    """A second request with the key replays the stored response, and records nothing."""
    path = await app_fixture.opened()
    first = await app_fixture.ask("PUT", f"{path}/cart", UNTYPED, X_idempotency="key-1")
    again = await app_fixture.ask("PUT", f"{path}/cart", UNTYPED, X_idempotency="key-1")
    assert (first.status_code, again.status_code) == (400, 400)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len(await refused_commands(app_fixture)) == 1


async def test_valid_bodies_and_creations_are_not_recorded(app_fixture: AppFixture) -> None:
    """A valid body is not recorded, nor is an invalid body of a creation, which has no checkout."""
    path = await app_fixture.opened()
    assert (await app_fixture.ask("PUT", f"{path}/cart", {"items": []})).status_code < 300
    assert (await app_fixture.ask("POST", "/checkouts", NO_JSON)).status_code == 400
    assert await refused_commands(app_fixture) == []


async def test_unauthorized_requests_are_not_recorded(app_fixture: AppFixture) -> None:
    """Requests of another merchant, without credentials, or for an unknown checkout are not recorded."""
    path = await app_fixture.opened()
    other = {"Authorization": f"Bearer {await app_fixture.token('other')}"}
    unknown = "/checkouts/00000000-0000-0000-0000-0000000000ff"
    answers = [
        await app_fixture.ask("PUT", f"{path}/cart", NO_JSON, **other),
        await app_fixture.ask("PUT", f"{unknown}/cart", NO_JSON, **other),
        await app_fixture.ask("PUT", f"{path}/cart", NO_JSON, Authorization="Bearer nonsense"),
    ]
    assert [answer.status_code for answer in answers] == [400, 400, 401]
    assert _without_ids(answers[0].json()) == _without_ids(answers[1].json())
    assert await refused_commands(app_fixture) == []
    assert list(await app_fixture.refusals.of(unknown.rpartition("/")[2])) == []


async def test_many_invalid_bodies_are_counted(app_fixture: AppFixture) -> None:
    """Beyond the limit, one further record has the latest refusal and the count."""
    path = await app_fixture.opened()
    for number in range(COUNTED_ATTEMPTS_KEPT + 3):
        await app_fixture.ask("PUT", f"{path}/cart", b"x" * (number + 1))
    found = await refused_commands(app_fixture)
    assert len(found) == COUNTED_ATTEMPTS_KEPT + 1
    assert json.loads(found[-1].command)["body_bytes"] == COUNTED_ATTEMPTS_KEPT + 3
    assert json.loads(found[-1].facts)["beyond_limit"] == 3


async def test_an_invalid_body_gets_400_without_the_database(app_fixture: AppFixture) -> None:
    """While the database is unavailable, an invalid body gets 400, and nothing is recorded."""
    path = await app_fixture.opened()
    before = await app_fixture.ask("PUT", f"{path}/cart", UNTYPED)
    await app_fixture.bring(path, "the database is away")
    away = await app_fixture.ask("PUT", f"{path}/cart", UNTYPED)
    assert (away.status_code, _without_ids(away.json())) == (400, _without_ids(before.json()))
    assert len(await refused_commands(app_fixture)) == 1


def _without_ids(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "id"}
