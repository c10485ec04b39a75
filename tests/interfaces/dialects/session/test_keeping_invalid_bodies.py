"""An agent's change whose body is refused is kept as a refused attempt of its session, in both dialects."""

import hashlib
import json
from typing import Any

import httpx
import pytest

from application.ports.refusal_log import StoredRefusal
from tests.interfaces.dialects.acp.agent import V1, V2, V3
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.session.test_malformed_bodies import MUG, STATESET, Speaker

NO_JSON = b'{"items": '
SPOKEN = [STATESET, V1, V2, V3]


@pytest.fixture(params=SPOKEN)
def speaker(request: pytest.FixtureRequest, app_fixture: AppFixture) -> Speaker:
    """A client of each dialect and version."""
    return Speaker(app_fixture, request.param)


async def opened(speaker: Speaker) -> str:
    """The id of a new session."""
    answer = await speaker.create([MUG])
    assert answer.status_code == 201, answer.text
    session: str = answer.json()["id"]
    return session


async def asked(speaker: Speaker, session: str, verb: str, body: Any) -> httpx.Response:
    """A change."""
    if verb == "update":
        return await speaker.update(session, body)
    return await speaker.ask("POST", f"/{session}/{verb}", body)


async def attempts(speaker: Speaker, session: str) -> list[StoredRefusal]:
    """The refused attempts of a session."""
    return list(await speaker.app_fixture.storage.refusals.of(session))


@pytest.mark.parametrize("verb", ["update", "complete", "cancel"])
@pytest.mark.parametrize("body", [NO_JSON, b"[]", b"x" * 1_000_001], ids=["cut", "type", "large"])
async def test_each_change_is_kept(speaker: Speaker, verb: str, body: bytes) -> None:
    """The record has the client, the operation, and the body's size and SHA-256."""
    session = await opened(speaker)
    answer = await asked(speaker, session, verb, body)
    assert answer.status_code in (400, 413)
    (attempt,) = await attempts(speaker, session)
    assert attempt.reason == "InvalidBody"
    assert attempt.operation.partition(" ")[0] == verb
    assert attempt.operation == attempt.provenance.operation
    said = json.loads(attempt.command)
    assert (said["body_bytes"], said["body_sha256"]) == (
        len(body),
        hashlib.sha256(body).hexdigest(),
    )
    assert session not in attempt.command


async def test_an_article_that_is_not_sold_is_kept_without_its_name(speaker: Speaker) -> None:
    """The message says that the shop does not sell it; the refused value is left out."""
    session = await opened(speaker)
    body = {speaker.items: [{"id": "o'brien@example.com", "quantity": 1}]}
    answer = await speaker.update(session, body)
    assert answer.status_code == 400
    (attempt,) = await attempts(speaker, session)
    (error,) = json.loads(attempt.facts)["errors"]
    assert error["message"].endswith("the shop does not sell ….")
    assert "brien" not in attempt.facts + attempt.command


async def test_card_data_is_not_kept(speaker: Speaker) -> None:
    """A card number in place of a token, or of a field's name, is in no part of the record."""
    session = await opened(speaker)
    card = "4111 1111 1111 1111"
    body = {"payment_data": {"token": {"number": card}, "provider": card}, card: card}
    assert (await asked(speaker, session, "complete", body)).status_code == 400
    (attempt,) = await attempts(speaker, session)
    assert "1111" not in attempt.facts + attempt.command


async def test_another_merchants_agent_leaves_no_record(speaker: Speaker) -> None:
    """Its invalid body is answered as for a session that does not exist."""
    session = await opened(speaker)
    app_fixture = speaker.app_fixture
    answers = []
    for named in (session, "checkout_session_unknown"):
        method = "PUT" if speaker.spoken == STATESET else "POST"
        headers = {
            "Authorization": "Bearer sk_test_other",
            "Idempotency-Key": "other-1",
            "Content-Type": "application/json",
            "X-Request-Id": "req-1",
            "API-Version": V3 if speaker.spoken == STATESET else speaker.spoken,
        }
        url = f"{speaker.root}/{named}"
        answers.append(
            await app_fixture.client.request(method, url, headers=headers, content=NO_JSON)
        )
    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].content == answers[1].content
    assert await attempts(speaker, session) == []
