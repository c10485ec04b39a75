"""Groups of items of ACP: an address, a location and an option for each. Responses match the official schema."""

from typing import Any

import pytest

from application.ports.catalogue import Offer, PickupLocation, ShippingOption
from domain.values.fulfilment import FulfilmentKind
from interfaces.configuration.demo.catalogue import DEMO_CATALOGUE
from tests.interfaces.dialects.acp.agent import ROOT, V1, V2, V3, Agent
from tests.interfaces.dialects.session.app_fixture import ADDRESS, AppFixture

BOTH = pytest.mark.parametrize("version", [V2, V3])
STORE = PickupLocation(
    id="store", name="Downtown", line_one="1 Main St", city="Los Angeles", country="US", state="CA"
)


@pytest.fixture(autouse=True)
async def store(app_fixture: AppFixture) -> None:
    """Demo Shop has a store."""
    counter = ShippingOption(id="counter", title="Counter", price=50, kind=FulfilmentKind.PICKUP)
    options = (*(DEMO_CATALOGUE.shipping_options or ()), counter)
    offer = Offer(shipping_options=options, locations=(STORE,))
    await app_fixture.storage.catalogue.put("demo-shop", offer)


def groups(*each: dict[str, Any]) -> dict[str, Any]:
    return {"fulfillment_groups": list(each)}


def sent(name: str, *items: str, city: str = "Los Angeles") -> dict[str, Any]:
    address = {**ADDRESS, "city": city}
    details = {"name": "John", "address": address}
    return {
        "id": name,
        "item_ids": list(items),
        "destination_type": "shipping",
        "fulfillment_details": details,
    }


def picked_up(name: str, *items: str, **more: str) -> dict[str, Any]:
    return {"id": name, "item_ids": list(items), "destination_type": "pickup", **more}


def choice(option: str, *items: str, kind: str = "shipping") -> dict[str, Any]:
    return {"type": kind, "option_id": option, "item_ids": list(items)}


@BOTH
async def test_two_groups_with_an_option_each(app_fixture: AppFixture, version: str) -> None:
    """Nothing is chosen at first; with an option for each group the session can be paid for."""
    agent = Agent(app_fixture, version)
    wanted = groups(sent("a", "item_123"), picked_up("b", "item_456", location_id="store"))
    session = await agent.create(("item_123", 1), ("item_456", 2), address=None, **wanted)
    assert "selected_fulfillment_options" not in session
    assert session["status"] == "not_ready_for_payment"
    assert [message["param"] for message in session["messages"]] == [
        "$.fulfillment_groups[0]",
        "$.fulfillment_groups[1]",
    ]
    assert [option["id"] for option in session["fulfillment_options"]] == [
        "a/shipping_standard",
        "a/shipping_fast",
        "b/counter@store",
    ]
    both = [choice("a/shipping_fast"), choice("b/counter@store", kind="pickup")]
    session = (await agent.update(session, {"selected_fulfillment_options": both})).json()
    assert [each["item_ids"] for each in session["selected_fulfillment_options"]] == [
        ["item_123"],
        ["item_456"],
    ]
    shipping = [row["amount"] for row in session["totals"] if row["type"] == "fulfillment"]
    assert (shipping, session["status"]) == ([200], "ready_for_payment")
    assert session["fulfillment_groups"][1]["location_id"] == "store"
    assert (await agent.pay(session)).json()["status"] == "completed"


@BOTH
async def test_a_group_is_brought_by_the_shop(app_fixture: AppFixture, version: str) -> None:
    """Local delivery goes to the address of its group, by options of its own; the order calls it shipping."""
    van = ShippingOption(id="van", title="By van", price=70, kind=FulfilmentKind.LOCAL_DELIVERY)
    await app_fixture.storage.catalogue.put("demo-shop", Offer(shipping_options=(van,)))
    agent = Agent(app_fixture, version)
    local = {**sent("a", "item_123"), "destination_type": "local_delivery"}
    session = await agent.create(("item_123", 1), address=None, **groups(local))
    assert [(each["type"], each["id"]) for each in session["fulfillment_options"]] == [
        ("local_delivery", "a/van")
    ]
    chosen = {"selected_fulfillment_options": [choice("a/van", kind="local_delivery")]}
    session = (await agent.update(session, chosen)).json()
    assert (session["status"], session["fulfillment_groups"][0]["destination_type"]) == (
        "ready_for_payment",
        "local_delivery",
    )
    paid = (await agent.pay(session)).json()
    assert paid["status"] == "completed"
    if version == V3:
        assert [each["type"] for each in paid["order"]["fulfillments"]] == ["shipping"]


@BOTH
async def test_groups_are_kept_replaced_and_removed(app_fixture: AppFixture, version: str) -> None:
    """An update without groups keeps them and their choices; an empty list returns to one address."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1), **groups(picked_up("p")))
    one = {"selected_fulfillment_options": [choice("p/counter@store", kind="pickup")]}
    session = (await agent.update(session, one)).json()
    assert session["status"] == "ready_for_payment"
    more = agent.items_body(("item_123", 1), ("item_456", 1))
    session = (await agent.update(session, more)).json()
    (kept,) = session["fulfillment_groups"]
    assert kept["item_ids"] == ["item_123", "item_456"]
    assert session["selected_fulfillment_options"][0]["option_id"] == "p/counter@store"
    session = (await agent.update(session, groups())).json()
    assert "fulfillment_groups" not in session
    assert session["selected_fulfillment_options"][0]["option_id"] == "shipping_standard"


@BOTH
@pytest.mark.parametrize(
    ("body", "path"),
    [
        (groups(sent("a", "moon")), "$.fulfillment_groups[0].item_ids"),
        (groups(picked_up("a", location_id="moon")), "$.fulfillment_groups[0].location_id"),
        (
            groups({"id": "a", "destination_type": "owl"}),
            "$.fulfillment_groups[0].destination_type",
        ),
        (groups({"destination_type": "pickup"}), "$.fulfillment_groups[0].id"),
        (groups(sent("a"), sent("a")), "$.fulfillment_groups[1].id"),
        (groups(sent("a/b")), "$.fulfillment_groups[0].id"),
        ({"fulfillment_groups": {}}, "$.fulfillment_groups"),
        (groups({**sent("a"), "item_ids": [1]}), "$.fulfillment_groups[0].item_ids"),
        (
            {**groups(sent("a")), "selected_fulfillment_options": [choice("b/parcel")]},
            "$.selected_fulfillment_options[0].option_id",
        ),
        (
            {"selected_fulfillment_options": [choice("shipping_fast"), choice("parcel")]},
            "$.selected_fulfillment_options",
        ),
    ],
)
async def test_what_a_group_cannot_have_is_refused(
    app_fixture: AppFixture, version: str, body: dict[str, Any], path: str
) -> None:
    """The path names the fault, and the session stays as it was."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1))
    answer = await agent.update(session, body)
    assert (answer.status_code, answer.json()["param"]) == (400, path)
    assert (await agent.read(session)).json() == session


async def test_an_older_version_reads_groups(app_fixture: AppFixture) -> None:
    """2025-09-29 answers the options that it can say, and the whole total."""
    session = await Agent(app_fixture, V3).create(("item_123", 1), **groups(sent("a", "item_123")))
    agent = Agent(app_fixture, V1)
    read = (await agent.ask("GET", f"{ROOT}/{session['id']}")).json()
    assert [option["id"] for option in read["fulfillment_options"]] == [
        "a/shipping_standard",
        "a/shipping_fast",
    ]


async def test_addresses_of_groups_are_erased(app_fixture: AppFixture) -> None:
    """The address of a group is sealed like any other: no event has it in the clear."""
    session = await Agent(app_fixture, V3).create(
        ("item_123", 1), address=None, **groups(sent("a", "item_123", city="Nowhere Springs"))
    )
    events = await app_fixture.storage.events.events(session["id"])
    assert "Nowhere Springs" not in str(events)
    assert "Nowhere Springs" in str(session)


@BOTH
async def test_a_session_that_has_ended_refuses_any_change(
    app_fixture: AppFixture, version: str
) -> None:
    """The refusal says that it has ended, whatever else is wrong with the request."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1))
    await agent.cancel(session)
    part = {"id": "a", "item": {"id": "item_123"}, "parent_id": "moon"}
    for body in (groups(sent("a", "moon")), {"line_items": [part]}):
        answer = await agent.update(session, body)
        assert (answer.status_code, answer.json()["code"]) == (409, "already_canceled")
