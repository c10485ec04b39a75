"""The fulfillments of an order of 2026-04-17, where the golden story does not reach."""

from typing import Any

from tests.interfaces.dialects.acp.agent import V2, V3, Agent
from tests.interfaces.dialects.acp.order_stories import AS_MERCHANT
from tests.interfaces.dialects.session.app_fixture import ADDRESS, AppFixture

ELSEWHERE = {**ADDRESS, "name": "Ann", "city": "San Diego"}


async def report(app_fixture: AppFixture, session: dict[str, Any], **parts: Any) -> None:
    """The merchant reports these parts of an order."""
    path = f"/purchases/{session['id']}"
    answer = await app_fixture.client.post(path, headers=AS_MERCHANT, json=parts)
    assert answer.status_code == 200, answer.text


def pieces(**quantities: int) -> list[dict[str, Any]]:
    """Pieces by the id of their line."""
    return [{"line": line, "quantity": quantity} for line, quantity in quantities.items()]


async def test_shipments_go_where_their_group_goes(app_fixture: AppFixture) -> None:
    """Each shipment and each promise has the destination of the group that its lines are in."""
    agent = Agent(app_fixture, V3)
    groups = [
        {
            "id": name,
            "item_ids": [item],
            "destination_type": "shipping",
            "fulfillment_details": {"address": address},
        }
        for name, item, address in (("a", "item_123", ADDRESS), ("b", "item_456", ELSEWHERE))
    ]
    session = await agent.create(("item_123", 2), ("item_456", 1), fulfillment_groups=groups)
    offered = [each["id"] for each in session["fulfillment_options"]]
    chosen = [
        {
            "type": "shipping",
            "option_id": next(each for each in offered if each.startswith(group["id"])),
            "item_ids": group["item_ids"],
        }
        for group in groups
    ]
    await agent.update(session, {"selected_fulfillment_options": chosen})
    assert (await agent.pay(session)).json()["status"] == "completed"
    shipped = {"id": "f", "type": "shipped", "lines": pieces(item_456=1), "shipment": "p"}
    await report(app_fixture, session, fulfilments=[shipped])
    order = (await agent.read(session)).json()["order"]
    assert [
        (each["id"], each["status"], each["destination"]["city"], each["line_items"])
        for each in order["fulfillments"]
    ] == [
        ("p", "shipped", "San Diego", [{"id": "item_456", "quantity": 1}]),
        ("a", "pending", "Los Angeles", [{"id": "item_123", "quantity": 2}]),
    ]


async def test_a_cancelled_order(app_fixture: AppFixture) -> None:
    """It is canceled in 2026-04-17, and has no status in 2026-01-30, which has no word for it."""
    agent = Agent(app_fixture, V3)
    session = await agent.create(("item_123", 1))
    await agent.pay(session)
    cancelled = {"type": "cancellation", "lines": pieces(item_123=1), "amount": 100}
    await report(app_fixture, session, adjustments=[cancelled])
    order = (await agent.read(session)).json()["order"]
    assert (order["status"], order["fulfillments"]) == ("canceled", [])
    assert order["line_items"][0]["status"] == "removed"
    assert "status" not in (await Agent(app_fixture, V2).read(session)).json()["order"]


async def test_a_parcel_that_comes_back(app_fixture: AppFixture) -> None:
    """It failed, with its pieces; they are pending again. A word of the shop's own leaves the status."""
    agent = Agent(app_fixture, V3)
    session = await agent.create(("item_123", 2))
    await agent.pay(session)
    order: dict[str, Any] = {}
    for number, kind in enumerate(("processing", "shipped", "weighed", "undeliverable"), 1):
        entry = {
            "id": f"f-{number}",
            "type": kind,
            "lines": pieces(item_123=2),
            "shipment": "p",
            "occurred_at": f"2026-03-0{number}T00:00:00Z",
        }
        await report(app_fixture, session, fulfilments=[entry])
        order = (await agent.read(session)).json()["order"]
        wanted = {"weighed": "shipped", "undeliverable": "failed"}.get(kind, kind)
        assert order["fulfillments"][0]["status"] == wanted
        assert order["fulfillments"][0]["line_items"] == [{"id": "item_123", "quantity": 2}]
    assert [each["status"] for each in order["fulfillments"]] == ["failed", "pending"]
    assert order["line_items"][0]["quantity"] == {"ordered": 2, "current": 2, "fulfilled": 0}
