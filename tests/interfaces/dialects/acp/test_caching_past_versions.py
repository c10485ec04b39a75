"""Cache-Control of past versions: a session with a buyer or an address is not stored in caches."""

import pytest

from tests.interfaces.dialects.acp.agent import ROOT, Agent


@pytest.mark.parametrize("known", [False, True])
async def test_a_version_with_a_buyer_is_not_stored(agent: Agent, known: bool) -> None:
    """200 and 304 have the same Cache-Control, for the newest version too."""
    session = await agent.create(("item_123", 1))
    first = (await agent.read(session)).headers["ETag"].strip('"')
    updated = await agent.update(session, agent.items_body(("item_456", 1)))
    assert updated.status_code == 200
    newest = (await agent.read(session)).headers["ETag"].strip('"')
    for version in (first, newest):
        tag = {"If_None_Match": f'"{version}"'} if known else {}
        answer = await agent.ask("GET", f"{ROOT}/{session['id']}?version={version}", **tag)
        assert answer.status_code == (304 if known else 200)
        assert answer.headers["Cache-Control"] == "private, no-store"


async def test_a_version_before_the_buyer_is_immutable(agent: Agent) -> None:
    """A version with the opening event alone has no personal data, so it is immutable."""
    session = await agent.create(("item_123", 1))
    answer = await agent.read(session, version="1")
    assert answer.headers["Cache-Control"] == "private, immutable, max-age=31536000"
