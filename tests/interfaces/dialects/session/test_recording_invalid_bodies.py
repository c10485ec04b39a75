"""An agent's change with an invalid body is recorded as a refused command of its session, in both dialects."""

import hashlib
import json
from typing import Any

import httpx
import pytest

from application.ports.refusal_log import StoredRefusal
from tests.interfaces.dialects.acp.agent import V1, V2, V3
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.session.test_malformed_bodies import MUG, STATESET, SessionClient

NO_JSON = b'{"items": '
DIALECTS = [STATESET, V1, V2, V3]


@pytest.fixture(params=DIALECTS)
def client(request: pytest.FixtureRequest, app_fixture: AppFixture) -> SessionClient:
    """A client of each dialect and version."""
    return SessionClient(app_fixture, request.param)


async def opened(client: SessionClient) -> str:
    """Creates a session, and returns its id."""
    answer = await client.create([MUG])
    assert answer.status_code == 201, answer.text
    session: str = answer.json()["id"]
    return session


async def send_change(client: SessionClient, session: str, verb: str, body: Any) -> httpx.Response:
    """Sends a change."""
    if verb == "update":
        return await client.update(session, body)
    return await client.ask("POST", f"/{session}/{verb}", body)


async def refused_commands(client: SessionClient, session: str) -> list[StoredRefusal]:
    """The refused commands of a session."""
    return list(await client.app_fixture.storage.refusals.of(session))


@pytest.mark.parametrize("verb", ["update", "complete", "cancel"])
@pytest.mark.parametrize("body", [NO_JSON, b"[]", b"x" * 1_000_001], ids=["cut", "type", "large"])
async def test_each_invalid_change_is_recorded(
    client: SessionClient, verb: str, body: bytes
) -> None:
    """The record has the client, the operation, and the body's size and SHA-256."""
    session = await opened(client)
    answer = await send_change(client, session, verb, body)
    assert answer.status_code in (400, 413)
    (attempt,) = await refused_commands(client, session)
    assert attempt.reason == "InvalidBody"
    assert attempt.operation.partition(" ")[0] == verb
    assert attempt.operation == attempt.provenance.operation
    record = json.loads(attempt.command)
    assert (record["body_bytes"], record["body_sha256"]) == (
        len(body),
        hashlib.sha256(body).hexdigest(),
    )
    assert session not in attempt.command


async def test_an_unknown_item_is_recorded_without_its_id(client: SessionClient) -> None:
    """The recorded message states that the shop does not sell the item, without the refused value."""
    session = await opened(client)
    body = {client.items: [{"id": "o'brien@example.com", "quantity": 1}]}
    answer = await client.update(session, body)
    assert answer.status_code == 400
    (attempt,) = await refused_commands(client, session)
    (error,) = json.loads(attempt.facts)["errors"]
    assert error["message"].endswith("the shop does not sell ….")
    assert "brien" not in attempt.facts + attempt.command


async def test_card_data_is_not_recorded(client: SessionClient) -> None:
    """A card number in place of a token, or of a field's name, is in no part of the record."""
    session = await opened(client)
    card = "4111 1111 1111 1111"
    body = {"payment_data": {"token": {"number": card}, "provider": card}, card: card}
    assert (await send_change(client, session, "complete", body)).status_code == 400
    (attempt,) = await refused_commands(client, session)
    assert "1111" not in attempt.facts + attempt.command


async def test_requests_of_another_merchant_are_not_recorded(client: SessionClient) -> None:
    """Another merchant's invalid body gets the response for an unknown session, and is not recorded."""
    session = await opened(client)
    app_fixture = client.app_fixture
    answers = []
    for named in (session, "checkout_session_unknown"):
        method = "PUT" if client.dialect == STATESET else "POST"
        headers = {
            "Authorization": "Bearer sk_test_other",
            "Idempotency-Key": "other-1",
            "Content-Type": "application/json",
            "X-Request-Id": "req-1",
            "API-Version": V3 if client.dialect == STATESET else client.dialect,
        }
        url = f"{client.root}/{named}"
        answers.append(
            await app_fixture.client.request(method, url, headers=headers, content=NO_JSON)
        )
    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].content == answers[1].content
    assert await refused_commands(client, session) == []
