"""Lines of ACP: ids of their own, several lines of one article, and parts of bundles."""

import pytest

from tests.interfaces.dialects.acp.agent import ROOT, V2, V3, Agent
from tests.interfaces.dialects.session.app_fixture import AppFixture


def line(line_id: str, article: str, quantity: int = 1, **more: str) -> dict[str, object]:
    return {"id": line_id, "item": {"id": article}, "quantity": quantity, **more}


@pytest.mark.parametrize("version", [V2, V3])
async def test_two_lines_of_one_article(app_fixture: AppFixture, version: str) -> None:
    """Lines that the agent names stay apart, keep the ids of the answer, and each is an order line."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1))
    both = {"line_items": [line("a", "item_123"), line("b", "item_123", 2)]}
    session = (await agent.update(session, both)).json()
    ids = [each["id"] for each in session["line_items"]]
    assert ids == ["item_123", "item_123-2"]
    kept = {"line_items": [line(ids[1], "item_123", 3)]}
    session = (await agent.update(session, kept)).json()
    assert [(each["id"], each["quantity"]) for each in session["line_items"]] == [(ids[1], 3)]
    assert session["selected_fulfillment_options"][0]["item_ids"] == [ids[1]]


@pytest.mark.parametrize("version", [V2, V3])
async def test_a_part_of_a_bundle(app_fixture: AppFixture, version: str) -> None:
    """A line answers the id of the line of its bundle. A bundle that is not there is refused with its path."""
    agent = Agent(app_fixture, version)
    items = [line("box", "item_123"), line("part", "item_456", parent_id="box")]
    session = (await agent.ask("POST", ROOT, {**agent.creation(), "line_items": items})).json()
    assert [each.get("parent_id") for each in session["line_items"]] == [None, "item_123"]
    items[1]["parent_id"] = "moon"
    answer = await agent.ask("POST", ROOT, {**agent.creation(), "line_items": items})
    assert (answer.status_code, answer.json()["param"]) == (400, "$.line_items[1].parent_id")
