"""A session that this process knows is completed without reading it; another process's change is found out."""

import itertools
import random
from typing import Any

import pytest

from domain.events import PurchaseCommitted
from domain.values.shown import Shown, Surface
from interfaces.dialects.session.changes.shown_sessions import ShownSessions
from tests.interfaces.dialects.acp.agent import V3, Agent
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.session.test_recording_what_agents_were_shown import replayed


def counted_reads(app_fixture: AppFixture, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the checkouts whose events are read from now on."""
    reads: list[str] = []
    events = app_fixture.store.events

    async def count(checkout_id: str, *, after: int = 0, up_to: int | None = None) -> object:
        reads.append(checkout_id)
        return await events(checkout_id, after=after, up_to=up_to)

    monkeypatch.setattr(app_fixture.store, "events", count)
    return reads


async def test_a_known_session_is_completed_without_a_read(
    app_fixture: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer of "create" is enough for the evidence, and the commitment returns the key."""
    agent = Agent(app_fixture, V3)
    session = await agent.create(("item_123", 1), buyer={"email": "jane@example.com"})
    reads = counted_reads(app_fixture, monkeypatch)
    completed = (await agent.pay(session)).json()
    assert reads == []
    assert completed["status"] == "completed"
    assert completed["buyer"]["email"] == "jane@example.com"


async def test_the_digest_of_the_answer_is_that_of_a_rendered_session(
    app_fixture: AppFixture,
) -> None:
    """What "create" kept and what "complete" renders from a read session have the same digest in the event."""
    digests = []
    for forgets in (False, True):
        agent = Agent(app_fixture, V3)
        session = await agent.create(("item_123", 1))
        with pytest.MonkeyPatch.context() as patch:
            if forgets:
                patch.setattr(ShownSessions, "find", lambda *_: None)
            assert (await agent.pay(session)).status_code == 200
        events = await app_fixture.storage.events.events(session["id"])
        (commitment,) = (each for each in events if isinstance(each, PurchaseCommitted))
        assert commitment.shown is not None
        found = await replayed(app_fixture, session["id"], app_fixture.merchants)
        digests.append((commitment.shown.renderer, type(found.verdict)))
    assert digests[0] == digests[1]


async def test_a_change_of_another_process_is_found_out(app_fixture: AppFixture) -> None:
    """A session that this process knows at an older version is read again, and completed as it is."""
    agent = Agent(app_fixture, V3)
    session = await agent.create(("item_123", 1))
    outdated = app_fixture.checkouts.commitments.find_known(session["id"])
    assert outdated is not None
    changed = await agent.update(session, {"line_items": [{"id": "item_123", "quantity": 3}]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app_fixture.checkouts.commitments, "find_known", lambda _: outdated)
        patch.setattr(ShownSessions, "find", lambda *_: Shown(surface=Surface.AGENT))
        completed = (await agent.pay(session)).json()
    assert completed["status"] == "completed"
    assert completed["totals"][-1] == changed.json()["totals"][-1]


@pytest.mark.parametrize("seed", range(8))
async def test_answers_do_not_depend_on_what_the_process_knows(seed: int) -> None:
    """Random requests have the same answers of a process that knows its sessions and of one that forgets them."""
    answers = []
    for forgets in (False, True):
        app_fixture = AppFixture()
        await app_fixture.fill()
        async with app_fixture.client:
            with pytest.MonkeyPatch.context() as patch:
                if forgets:
                    patch.setattr(ShownSessions, "find", lambda *_: None)
                answers.append(await _answers(Agent(app_fixture, V3), random.Random(seed)))
    assert answers[0] == answers[1]


async def _answers(agent: Agent, chance: random.Random) -> list[tuple[Any, ...]]:
    session = await agent.create(("item_123", 1), buyer={"email": "jane@example.com"})
    answers: list[tuple[Any, ...]] = []
    for number in itertools.islice(itertools.count(1), 12):
        match chance.choice(("pay", "pay", "decline", "update", "read", "again", "cancel")):
            case "pay":
                answer = await agent.pay(session)
            case "decline":
                answer = await agent.pay(session, "tok_decline")
            case "update":
                line = {"id": "item_123", "quantity": number}
                answer = await agent.update(session, {"line_items": [line]})
            case "read":
                answer = await agent.read(session)
            case "cancel" if number > 8:
                answer = await agent.cancel(session)
            case _:
                path = f"/checkout_sessions/{session['id']}/complete"
                answer = await agent.ask("POST", path, {}, Idempotency_Key="the-same")
        body = answer.json()
        answers.append(
            (answer.status_code, body.get("status"), body.get("totals"), body.get("code"))
        )
    return answers
