"""Updates of a part of an object in both dialects: an absent field is kept, and null removes it."""

from typing import Any

import pytest

from tests.interfaces.dialects.acp.agent import V1, V2, V3, VERSIONS, Agent
from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY, create

WHOLE = {
    "name": "Ada",
    "phone_number": "+1",
    "email": "ada@shop.example",
    "address": ADDRESS,
}


@pytest.mark.parametrize("version", [V2, V3])
@pytest.mark.parametrize(
    ("part", "value"),
    [("name", "Bea"), ("phone_number", "+2"), ("email", "new@shop.example")],
)
async def test_a_null_fulfillment_detail_is_removed(
    app_fixture: AppFixture, version: str, part: str, value: str
) -> None:
    """An update of one detail keeps the others. Null and an empty text remove the detail."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1), fulfillment_details=WHOLE)
    assert session["fulfillment_details"] == WHOLE
    after = await agent.update(session, {"fulfillment_details": {part: value}})
    assert after.json()["fulfillment_details"] == {**WHOLE, part: value}
    for nothing in (None, ""):
        await agent.update(session, {"fulfillment_details": {part: value}})
        gone = (await agent.update(session, {"fulfillment_details": {part: nothing}})).json()
        assert gone["fulfillment_details"] == {
            name: kept for name, kept in WHOLE.items() if name != part
        }


@pytest.mark.parametrize("version", [V2, V3])
async def test_fulfillment_details_are_replaced_as_parts(
    app_fixture: AppFixture, version: str
) -> None:
    """An empty object changes nothing, a new address keeps the recipient, and null removes all details."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1), fulfillment_details=WHOLE)
    same = await agent.update(session, {"fulfillment_details": {}})
    assert same.json()["fulfillment_details"] == WHOLE
    elsewhere = {**ADDRESS, "city": "San Diego"}
    moved = await agent.update(session, {"fulfillment_details": {"address": elsewhere}})
    assert moved.json()["fulfillment_details"] == {**WHOLE, "address": elsewhere}
    away = await agent.update(session, {"fulfillment_details": {"address": None}})
    assert set(away.json()["fulfillment_details"]) == {"name", "phone_number", "email"}
    assert away.json()["status"] == "not_ready_for_payment"
    none = await agent.update(session, {"fulfillment_details": None})
    assert "fulfillment_details" not in none.json()


@pytest.mark.parametrize("version", VERSIONS)
async def test_optional_fields_of_a_buyer_are_kept(app_fixture: AppFixture, version: str) -> None:
    """An absent optional field is kept, null removes it, and a null buyer removes all fields."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1))
    required = ("first_name", "last_name", "email") if agent.is_first else ("email",)
    buyer: dict[str, Any] = {name: BUYER[name] for name in required}
    buyer["email"] = "new@shop.example"
    after = await agent.update(session, {"buyer": buyer})
    assert after.json()["buyer"] == {**BUYER, "email": "new@shop.example"}
    less = (await agent.update(session, {"buyer": {**buyer, "phone_number": None}})).json()
    assert "phone_number" not in less["buyer"]
    assert less["buyer"]["last_name"] == "Doe"
    assert "buyer" not in (await agent.update(session, {"buyer": None})).json()
    assert (await agent.pay(session)).json()["status"] == "completed"


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_completion_keeps_absent_fields_of_the_buyer(
    app_fixture: AppFixture, version: str
) -> None:
    """Fields of the buyer that "complete" omits are kept."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1))
    buyer = {name: text for name, text in BUYER.items() if name != "phone_number"}
    path = f"/checkout_sessions/{session['id']}/complete"
    done = await agent.ask("POST", path, {**agent.payment_body(), "buyer": buyer})
    assert done.json()["buyer"] == BUYER


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_null_option_selects_the_cheapest_option(
    app_fixture: AppFixture, version: str
) -> None:
    """A null option removes the choice, and the cheapest option is selected."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1))
    (name,) = agent.option_body("shipping_fast")
    chosen = (await agent.update(session, agent.option_body("shipping_fast"))).json()
    undone = (await agent.update(session, {name: None})).json()
    assert chosen[name] != session[name]
    assert undone[name] == session[name]


async def test_the_first_version_replaces_the_whole_address(app_fixture: AppFixture) -> None:
    """2025-09-29 replaces the address as a whole, and null removes it."""
    agent = Agent(app_fixture, V1)
    session = await agent.create(("item_123", 1), address={**ADDRESS, "line_two": "Flat 4"})
    moved = (await agent.update(session, {"fulfillment_address": ADDRESS})).json()
    assert moved["fulfillment_address"] == ADDRESS
    away = (await agent.update(session, {"fulfillment_address": None})).json()
    assert "fulfillment_address" not in away


async def test_stateset_keeps_absent_fields(app_fixture: AppFixture) -> None:
    """StateSet keeps absent fields of the buyer, the address and the option too."""
    path = await create(app_fixture)

    async def update(**body: Any) -> dict[str, Any]:
        answer = await app_fixture.client.put(path, headers=KEY, json=body)
        assert answer.status_code == 200, answer.text
        session: dict[str, Any] = answer.json()
        return session

    assert (await update(buyer={"phone_number": "+2"}))["buyer"] == {**BUYER, "phone_number": "+2"}
    assert "email" not in (await update(buyer={"email": None}))["buyer"]
    assert "buyer" not in await update(buyer=None)
    named = await update(buyer={"full_name": "Cher"})
    assert named["buyer"] == {"last_name": "Cher"}
    fast = await update(fulfillment_option_id="shipping_fast")
    slow = await update(fulfillment_option_id=None)
    assert (fast["fulfillment_option_id"], slow["fulfillment_option_id"]) == (
        "shipping_fast",
        "shipping_standard",
    )
    away = await update(fulfillment_address=None)
    assert "fulfillment_address" not in away
    assert away["status"] == "not_ready_for_payment"
