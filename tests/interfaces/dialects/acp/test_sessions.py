"""The operations of an agent in every version. Each response is validated against the official schema."""

from typing import Any

import pytest

from application.checkouts.admission import Target
from tests.interfaces.dialects.acp.agent import ROOT, V1, V2, V3, Agent
from tests.interfaces.dialects.acp.schemas import validate
from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, OPENED_AT, AppFixture


def totals(session: dict[str, Any]) -> dict[str, int]:
    return {each["type"]: each["amount"] for each in session["totals"]}


def messages(session: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(each["type"], each.get("code"), each.get("param")) for each in session["messages"]]


async def test_a_purchase_from_creation_to_completion(agent: Agent) -> None:
    """A session is created, updated, read and completed, and the provider charges the shown total."""
    session = await agent.create(("item_123", 1))
    assert session["status"] == "ready_for_payment"
    assert totals(session)["total"] == 1000 + 100 + 29
    updated = (await agent.update(session, agent.option_body("shipping_fast"))).json()
    assert totals(updated)["total"] == 1179
    read = (await agent.read(session)).json()
    assert read == updated
    paid = await agent.pay(session)
    assert paid.status_code == 200
    assert (paid.json()["status"], totals(paid.json())["total"]) == ("completed", 1179)
    order = paid.json()["order"]
    assert order["checkout_session_id"] == session["id"]
    assert order["permalink_url"] == f"https://shop.example/orders/{order['id']}"
    assert list(agent.app_fixture.provider.requests.values()) == [1]
    again = (await agent.read(session)).json()
    assert again["status"] == "completed"
    assert ("order" in again) is not agent.is_first


async def test_the_parts_of_the_totals_add_up(agent: Agent) -> None:
    """Subtotal, fulfilment and tax add up to the total, with several tax rates."""
    address = {**ADDRESS, "country": "SE", "state": ""}
    session = await agent.create(("item_123", 3), ("item_book", 1), address=address)
    parts = totals(session)
    assert parts["subtotal"] + parts["fulfillment"] + parts["tax"] == parts["total"]
    assert parts == {
        **({} if agent.is_first else {"items_base_amount": 3900}),
        "subtotal": 3900,
        "fulfillment": 490,
        "tax": 750 + 54 + 123,
        "total": 3900 + 490 + 927,
    }


async def test_a_session_without_an_address_cannot_be_completed(agent: Agent) -> None:
    """A message names the path of the missing address, and completing gets 400 without a charge."""
    session = await agent.create(("item_123", 1), address=None)
    assert session["status"] == "not_ready_for_payment"
    assert messages(session) == [("error", "missing", agent.param(of="address"))]
    refused = await agent.pay(session)
    assert (refused.status_code, refused.json()["code"]) == (400, "missing")
    assert agent.app_fixture.provider.requests == {}


@pytest.mark.parametrize(
    ("article", "quantity", "code", "of"),
    [
        ("item_gone", 1, "out_of_stock", ""),
        ("item_789", 11, "out_of_stock", "quantity"),
        ("item_789", 3, "quantity_exceeded", "quantity"),
    ],
)
async def test_unavailable_quantities_are_reported(
    agent: Agent, article: str, quantity: int, code: str, of: str
) -> None:
    """A message at the line reports the missing stock or the maximum quantity."""
    session = await agent.create(("item_123", 1), (article, quantity))
    assert session["status"] == "not_ready_for_payment"
    known = "invalid" if agent.is_first and code == "quantity_exceeded" else code
    assert messages(session)[0] == ("error", known, agent.param(line=1, of=of))
    refused = await agent.pay(session)
    assert (refused.status_code, refused.json()["code"]) == (400, "out_of_stock")


async def test_stock_sold_before_the_payment_is_not_charged(agent: Agent) -> None:
    """The second buyer gets an out_of_stock message, and is not charged."""
    first, second = [await agent.create(("item_789", 2)) for _ in range(2)]
    await agent.app_fixture.put("item_789", stock=3)
    assert (await agent.pay(first)).json()["status"] == "completed"
    late = (await agent.pay(second)).json()
    assert late["status"] == "not_ready_for_payment"
    assert messages(late) == [("error", "out_of_stock", agent.param(line=0, of="quantity"))]
    assert sum(agent.app_fixture.provider.requests.values()) == 1


async def test_an_unavailable_option_has_to_be_chosen_again(agent: Agent) -> None:
    """A chosen option that is no longer available is not replaced. The buyer has to choose again."""
    session = await agent.create(("item_123", 1))
    await agent.update(session, agent.option_body("shipping_standard"))
    heavier = (await agent.update(session, agent.items_body(("item_123", 5)))).json()
    assert heavier["status"] == "not_ready_for_payment"
    assert messages(heavier) == [("error", "invalid", agent.param(of="option"))]
    assert "fulfillment" not in totals(heavier)
    chosen = (await agent.update(session, agent.option_body("shipping_fast"))).json()
    assert chosen["status"] == "ready_for_payment"


async def test_an_address_outside_the_delivery_area_has_no_options(agent: Agent) -> None:
    """An address that the shop does not deliver to has no fulfilment options and a message."""
    session = await agent.create(("item_123", 1), address={**ADDRESS, "country": "NO"})
    assert session["fulfillment_options"] == []
    code = "invalid" if agent.is_first else "region_restricted"
    assert messages(session) == [("error", code, agent.param(of="address"))]


async def test_a_digital_item_needs_no_address(agent: Agent) -> None:
    """A digital item needs no address, and has a free digital fulfilment option."""
    session = await agent.create(("item_book", 1), address=None)
    assert session["status"] == "ready_for_payment"
    assert [option["type"] for option in session["fulfillment_options"]] == ["digital"]
    assert (await agent.pay(session)).json()["status"] == "completed"


async def test_a_price_change_applies_at_the_next_update(agent: Agent) -> None:
    """An open session keeps its price until the next update, which reports the change."""
    session = await agent.create(("item_123", 1))
    await agent.app_fixture.put("item_123", unit_price=1200)
    assert (await agent.read(session)).json() == session
    changed = (await agent.update(session, {"buyer": BUYER})).json()
    assert totals(changed)["subtotal"] == 1200
    assert changed["status"] == "ready_for_payment"
    code = ("info", None) if agent.is_first else ("warning", "price_change")
    assert messages(changed) == [(*code, agent.param(line=0))]


async def test_a_declined_payment_leaves_the_session_open(agent: Agent) -> None:
    """The session reports the declined payment, and another token completes it."""
    session = await agent.create(("item_789", 1))
    declined = (await agent.pay(session, "tok_decline")).json()
    assert declined["status"] == "ready_for_payment"
    assert messages(declined) == [("error", "payment_declined", agent.param(of="payment"))]
    assert (await agent.pay(session, "spt_123")).json()["status"] == "completed"


async def test_only_an_open_session_can_be_canceled(agent: Agent) -> None:
    """A canceled session reports the reason. A completed or canceled session cannot be canceled."""
    session = await agent.create(("item_123", 1))
    trace = {"intent_trace": {"reason_code": "shipping_cost", "trace_summary": "Too dear."}}
    canceled = await agent.cancel(session, trace)
    assert (canceled.status_code, canceled.json()["status"]) == (200, "canceled")
    (message,) = canceled.json()["messages"]
    assert message["type"] == "info"
    assert "shipping_cost" in message["content"]
    assert (await agent.cancel(session)).status_code == 405
    other = await agent.create(("item_123", 1))
    await agent.pay(other)
    assert (await agent.cancel(other)).status_code == 405
    assert (await agent.update(other, agent.items_body(("item_123", 2)))).status_code == 409
    assert (await agent.pay(other)).status_code == 409


async def test_an_expired_session_is_readable_until_it_is_removed(agent: Agent) -> None:
    """An expired session can be read for a limited time with its status, and gets 404 after that."""
    session = await agent.create(("item_123", 1))
    await agent.app_fixture.bring(session["id"], "expired")
    expired = (await agent.read(session)).json()
    assert expired["status"] == ("canceled" if agent.is_first else "expired")
    assert expired["messages"]
    await agent.app_fixture.bring(session["id"], "gone")
    assert (await agent.read(session)).status_code == 404


async def test_a_session_may_be_empty(agent: Agent) -> None:
    """A session without items is accepted, but cannot be completed."""
    session = await agent.create(("item_123", 1))
    emptied = await agent.update(session, agent.items_body())
    assert emptied.json()["status"] == "not_ready_for_payment"
    assert messages(emptied.json()) == [("error", "missing", agent.param(of="items"))]
    assert (await agent.pay(session)).status_code == 400


async def test_a_past_version_has_the_bytes_of_its_original_response(agent: Agent) -> None:
    """A read with `version` or `at` has the bytes of the original response."""
    session = await agent.create(("item_123", 1))
    then = await agent.read(session)
    version = then.headers["ETag"].strip('"')
    agent.app_fixture.time = OPENED_AT.replace(hour=13)
    await agent.update(session, agent.items_body(("item_456", 1)))
    assert (await agent.read(session, version=version)).content == then.content
    at = OPENED_AT.isoformat().replace("+00:00", "Z")
    assert (await agent.read(session, at=at)).content == then.content


async def test_if_match_and_if_none_match_are_checked(agent: Agent) -> None:
    """An outdated If-Match gets 412, and a current If-None-Match gets 304."""
    session = await agent.create(("item_123", 1))
    path = f"{ROOT}/{session['id']}"
    tag = (await agent.read(session)).headers["ETag"]
    body = agent.option_body("shipping_fast")
    changed = await agent.ask("POST", path, body, If_Match=tag)
    assert changed.status_code == 200
    assert (await agent.ask("POST", path, body, If_Match=tag)).status_code == 412
    assert (await agent.ask("GET", path, None, If_None_Match=tag)).status_code == 200
    newer = changed.headers["ETag"]
    assert (await agent.ask("GET", path, None, If_None_Match=newer)).status_code == 304


async def test_a_session_can_be_used_in_every_version(app_fixture: AppFixture) -> None:
    """A session created in one version is read, updated and completed in others."""
    first, second, third = (Agent(app_fixture, version) for version in (V1, V2, V3))
    session = await first.create(("item_123", 1))
    assert (await second.read(session)).json()["fulfillment_details"]["address"] == ADDRESS
    assert (await third.update(session, third.option_body("shipping_fast"))).status_code == 200
    read = (await first.read(session)).json()
    assert read["fulfillment_option_id"] == "shipping_fast"
    assert (await second.pay(session)).json()["status"] == "completed"
    created = await third.create(
        ("item_123", 1), buyer={"email": "a@b.example", "full_name": "A B"}
    )
    assert (await first.read(created)).json()["buyer"]["last_name"] == "B"


@pytest.mark.parametrize("version", [V2, V3])
async def test_the_item_formats_of_the_official_examples_are_accepted(
    app_fixture: AppFixture, version: str
) -> None:
    """The id may be inside `item`, the array may be named `items`, and the option may be nested."""
    agent = Agent(app_fixture, version)
    body = agent.creation()
    body["line_items"] = [{"item": {"id": "item_123"}, "quantity": 2}]
    nested = (await agent.ask("POST", ROOT, body)).json()
    assert nested["line_items"][0]["quantity"] == 2
    del body["line_items"]
    body["items"] = [{"id": "item_123", "quantity": 1}]
    session = (await agent.ask("POST", ROOT, body)).json()
    assert totals(session)["subtotal"] == 1000
    selected = {"type": "shipping", "shipping": {"option_id": "shipping_fast", "item_ids": []}}
    chosen = await agent.update(session, {"selected_fulfillment_options": [selected]})
    assert totals(chosen.json())["fulfillment"] == 150
    paid = await agent.ask(
        "POST",
        f"{ROOT}/{session['id']}/complete",
        {"buyer": BUYER, "payment_data": {"token": "spt_123", "provider": "stripe"}},
    )
    assert paid.json()["status"] == "completed"


@pytest.mark.parametrize("version", [V2, V3])
async def test_the_recipient_is_returned_as_sent(app_fixture: AppFixture, version: str) -> None:
    """The fulfilment details are returned as sent."""
    agent = Agent(app_fixture, version)
    details = {
        "name": "Jane",
        "phone_number": "15551234567",
        "email": "jane@example.com",
        "address": {**ADDRESS, "line_two": "Apt 4B"},
    }
    session = await agent.create(("item_123", 1), fulfillment_details=details)
    assert session["fulfillment_details"] == details


async def test_a_billing_address_is_stored_with_the_customer(agent: Agent) -> None:
    """The billing address of the payment data is stored with the customer."""
    session = await agent.create(("item_123", 1))
    body = agent.payment_body(billing_address=ADDRESS)
    paid = await agent.ask("POST", f"{ROOT}/{session['id']}/complete", body)
    assert paid.json()["status"] == "completed"
    checkout = await agent.app_fixture.checkouts.read(
        Target(checkout_id=session["id"], merchant=None)
    )
    assert checkout.customer is not None
    assert checkout.customer.billing_address is not None
    assert checkout.customer.billing_address.state == "CA"


async def test_the_discovery_document_needs_no_key(app_fixture: AppFixture) -> None:
    """The discovery document needs no key and no version."""
    answer = await app_fixture.client.get("/.well-known/acp.json")
    assert answer.status_code == 200
    validate(V3, "DiscoveryResponse", answer.json())
    assert answer.json()["protocol"]["supported_versions"] == [V1, V2, V3]
    assert answer.json()["api_base_url"] == "https://tillroll.test"


async def test_a_checkout_of_another_dialect_can_only_be_read(agent: Agent) -> None:
    """A Walley checkout can be read here, and an update gets 409."""
    checkout = await agent.app_fixture.walley_checkout()
    session = {"id": checkout.id}
    read = await agent.read(session)
    assert totals(read.json())["total"] == checkout.total
    refused = await agent.update(session, {"buyer": BUYER})
    assert refused.status_code == 409
