"""The operations of an agent in every version; each response is validated against the official schema."""

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


async def test_a_purchase_from_beginning_to_end(agent: Agent) -> None:
    """Created, updated, retrieved and completed; what was agreed is what is paid."""
    session = await agent.create(("item_123", 1))
    assert session["status"] == "ready_for_payment"
    assert totals(session)["total"] == 1000 + 100 + 29
    updated = (await agent.update(session, agent.choosing("shipping_fast"))).json()
    assert totals(updated)["total"] == 1179
    read = (await agent.read(session)).json()
    assert read == updated
    paid = await agent.pay(session)
    assert paid.status_code == 200
    assert (paid.json()["status"], totals(paid.json())["total"]) == ("completed", 1179)
    order = paid.json()["order"]
    assert order["checkout_session_id"] == session["id"]
    assert order["permalink_url"] == f"https://shop.example/orders/{order['id']}"
    assert list(agent.app_fixture.provider.asked.values()) == [1]
    again = (await agent.read(session)).json()
    assert again["status"] == "completed"
    assert ("order" in again) is not agent.is_first


async def test_parts_of_every_total_add_up(agent: Agent) -> None:
    """Subtotal, sending and tax make the total, of the session and of each line, with taxes of every kind."""
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


async def test_a_missing_address(agent: Agent) -> None:
    """The session says where it belongs, and cannot be paid for before."""
    session = await agent.create(("item_123", 1), address=None)
    assert session["status"] == "not_ready_for_payment"
    assert messages(session) == [("error", "missing", agent.param(of="address"))]
    refused = await agent.pay(session)
    assert (refused.status_code, refused.json()["code"]) == (400, "missing")
    assert agent.app_fixture.provider.asked == {}


@pytest.mark.parametrize(
    ("article", "quantity", "code", "of"),
    [
        ("item_gone", 1, "out_of_stock", ""),
        ("item_789", 11, "out_of_stock", "quantity"),
        ("item_789", 3, "quantity_exceeded", "quantity"),
    ],
)
async def test_pieces_that_cannot_be_had(
    agent: Agent, article: str, quantity: int, code: str, of: str
) -> None:
    """The line says so, and how many can be."""
    session = await agent.create(("item_123", 1), (article, quantity))
    assert session["status"] == "not_ready_for_payment"
    known = "invalid" if agent.is_first and code == "quantity_exceeded" else code
    assert messages(session)[0] == ("error", known, agent.param(line=1, of=of))
    refused = await agent.pay(session)
    assert (refused.status_code, refused.json()["code"]) == (400, "out_of_stock")


async def test_sold_between_the_quote_and_the_payment(agent: Agent) -> None:
    """The second buyer gets a message and is not charged."""
    first, second = [await agent.create(("item_789", 2)) for _ in range(2)]
    await agent.app_fixture.put("item_789", stock=3)
    assert (await agent.pay(first)).json()["status"] == "completed"
    late = (await agent.pay(second)).json()
    assert late["status"] == "not_ready_for_payment"
    assert messages(late) == [("error", "out_of_stock", agent.param(line=0, of="quantity"))]
    assert sum(agent.app_fixture.provider.asked.values()) == 1


async def test_an_option_that_is_gone(agent: Agent) -> None:
    """A choice that is offered no more has to be made again; nothing dearer takes its place silently."""
    session = await agent.create(("item_123", 1))
    await agent.update(session, agent.choosing("shipping_standard"))
    heavier = (await agent.update(session, agent.wanting(("item_123", 5)))).json()
    assert heavier["status"] == "not_ready_for_payment"
    assert messages(heavier) == [("error", "invalid", agent.param(of="option"))]
    assert "fulfillment" not in totals(heavier)
    chosen = (await agent.update(session, agent.choosing("shipping_fast"))).json()
    assert chosen["status"] == "ready_for_payment"


async def test_an_address_that_nothing_is_sent_to(agent: Agent) -> None:
    """There is no way of sending to choose from."""
    session = await agent.create(("item_123", 1), address={**ADDRESS, "country": "NO"})
    assert session["fulfillment_options"] == []
    code = "invalid" if agent.is_first else "region_restricted"
    assert messages(session) == [("error", code, agent.param(of="address"))]


async def test_what_is_downloaded(agent: Agent) -> None:
    """It needs no address, and is delivered for nothing."""
    session = await agent.create(("item_book", 1), address=None)
    assert session["status"] == "ready_for_payment"
    assert [option["type"] for option in session["fulfillment_options"]] == ["digital"]
    assert (await agent.pay(session)).json()["status"] == "completed"


async def test_a_price_that_changes(agent: Agent) -> None:
    """An open session keeps its price until it is changed; then it says so."""
    session = await agent.create(("item_123", 1))
    await agent.app_fixture.put("item_123", unit_price=1200)
    assert (await agent.read(session)).json() == session
    changed = (await agent.update(session, {"buyer": BUYER})).json()
    assert totals(changed)["subtotal"] == 1200
    assert changed["status"] == "ready_for_payment"
    told = ("info", None) if agent.is_first else ("warning", "price_change")
    assert messages(changed) == [(*told, agent.param(line=0))]


async def test_a_declined_payment(agent: Agent) -> None:
    """The session stays open and says so; another token pays."""
    session = await agent.create(("item_789", 1))
    declined = (await agent.pay(session, "tok_decline")).json()
    assert declined["status"] == "ready_for_payment"
    assert messages(declined) == [("error", "payment_declined", agent.param(of="payment"))]
    assert (await agent.pay(session, "spt_123")).json()["status"] == "completed"


async def test_cancelling(agent: Agent) -> None:
    """It says that it was; what is completed or canceled cannot be canceled."""
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
    assert (await agent.update(other, agent.wanting(("item_123", 2)))).status_code == 409
    assert (await agent.pay(other)).status_code == 409


async def test_a_session_that_has_expired(agent: Agent) -> None:
    """It says so for a while, and is gone after that."""
    session = await agent.create(("item_123", 1))
    await agent.app_fixture.bring(session["id"], "expired")
    expired = (await agent.read(session)).json()
    assert expired["status"] == ("canceled" if agent.is_first else "expired")
    assert expired["messages"]
    await agent.app_fixture.bring(session["id"], "gone")
    assert (await agent.read(session)).status_code == 404


async def test_emptying(agent: Agent) -> None:
    """A session may have nothing in it for a while."""
    session = await agent.create(("item_123", 1))
    emptied = await agent.update(session, agent.wanting())
    assert emptied.json()["status"] == "not_ready_for_payment"
    assert messages(emptied.json()) == [("error", "missing", agent.param(of="items"))]
    assert (await agent.pay(session)).status_code == 400


async def test_the_past_reads_as_it_read_then(agent: Agent) -> None:
    """By version and by instant, byte for byte."""
    session = await agent.create(("item_123", 1))
    then = await agent.read(session)
    version = then.headers["ETag"].strip('"')
    agent.app_fixture.time = OPENED_AT.replace(hour=13)
    await agent.update(session, agent.wanting(("item_456", 1)))
    assert (await agent.read(session, version=version)).content == then.content
    at = OPENED_AT.isoformat().replace("+00:00", "Z")
    assert (await agent.read(session, at=at)).content == then.content


async def test_changes_can_be_meant_for_a_version(agent: Agent) -> None:
    """If-Match is 412 when stale, If-None-Match 304 when not."""
    session = await agent.create(("item_123", 1))
    path = f"{ROOT}/{session['id']}"
    tag = (await agent.read(session)).headers["ETag"]
    body = agent.choosing("shipping_fast")
    changed = await agent.ask("POST", path, body, If_Match=tag)
    assert changed.status_code == 200
    assert (await agent.ask("POST", path, body, If_Match=tag)).status_code == 412
    assert (await agent.ask("GET", path, None, If_None_Match=tag)).status_code == 200
    newer = changed.headers["ETag"]
    assert (await agent.ask("GET", path, None, If_None_Match=newer)).status_code == 304


async def test_a_session_speaks_every_version(app_fixture: AppFixture) -> None:
    """A session opened in one version is read, changed and completed in another."""
    first, second, third = (Agent(app_fixture, version) for version in (V1, V2, V3))
    session = await first.create(("item_123", 1))
    assert (await second.read(session)).json()["fulfillment_details"]["address"] == ADDRESS
    assert (await third.update(session, third.choosing("shipping_fast"))).status_code == 200
    read = (await first.read(session)).json()
    assert read["fulfillment_option_id"] == "shipping_fast"
    assert (await second.pay(session)).json()["status"] == "completed"
    created = await third.create(
        ("item_123", 1), buyer={"email": "a@b.example", "full_name": "A B"}
    )
    assert (await first.read(created)).json()["buyer"]["last_name"] == "B"


@pytest.mark.parametrize("version", [V2, V3])
async def test_items_as_the_official_examples_write_them(
    app_fixture: AppFixture, version: str
) -> None:
    """With the id inside `item`, in an array called `items`, and with a nested selection."""
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
async def test_who_takes_it_in(app_fixture: AppFixture, version: str) -> None:
    """The details of the recipient come back as they were given."""
    agent = Agent(app_fixture, version)
    details = {
        "name": "Jane",
        "phone_number": "15551234567",
        "email": "jane@example.com",
        "address": {**ADDRESS, "line_two": "Apt 4B"},
    }
    session = await agent.create(("item_123", 1), fulfillment_details=details)
    assert session["fulfillment_details"] == details


async def test_a_billing_address(agent: Agent) -> None:
    """It is kept with the customer, and not shown."""
    session = await agent.create(("item_123", 1))
    body = agent.paying(billing_address=ADDRESS)
    paid = await agent.ask("POST", f"{ROOT}/{session['id']}/complete", body)
    assert paid.json()["status"] == "completed"
    checkout = await agent.app_fixture.checkouts.read(
        Target(checkout_id=session["id"], merchant=None)
    )
    assert checkout.customer is not None
    assert checkout.customer.billing_address is not None
    assert checkout.customer.billing_address.state == "CA"


async def test_discovery(app_fixture: AppFixture) -> None:
    """The discovery document needs no key and no version."""
    answer = await app_fixture.client.get("/.well-known/acp.json")
    assert answer.status_code == 200
    validate(V3, "DiscoveryResponse", answer.json())
    assert answer.json()["protocol"]["supported_versions"] == [V1, V2, V3]
    assert answer.json()["api_base_url"] == "https://tillroll.test"


async def test_a_checkout_of_another_api(agent: Agent) -> None:
    """It can be read here, and is changed where it was opened."""
    checkout = await agent.app_fixture.walley_checkout()
    session = {"id": checkout.id}
    read = await agent.read(session)
    assert totals(read.json())["total"] == checkout.total
    refused = await agent.update(session, {"buyer": BUYER})
    assert refused.status_code == 409
