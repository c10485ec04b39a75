"""Carts of ACP: created, read, updated, cancelled, and turned into a session."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.interfaces.dialects.acp.agent import ROOT, V2, V3, Agent
from tests.interfaces.dialects.acp.schemas import validate
from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, AppFixture

CARTS = "/carts"
MUGS = {"line_items": [{"id": "item_123", "quantity": 2}], "buyer": BUYER}


class CartAgent:
    """An agent with carts. It checks the parts of a cart that a session has too against the official schema."""

    def __init__(self, app_fixture: AppFixture) -> None:
        self.sessions = Agent(app_fixture, V3)
        self._client = app_fixture.client
        self._number = 0

    async def ask(
        self, method: str, path: str, body: Any = None, version: str = V3
    ) -> httpx.Response:
        """Send a request, with a new key if it changes something."""
        self._number += 1
        headers = {"Authorization": "Bearer sk_test_demo", "API-Version": version}
        if method == "POST":
            headers["Idempotency-Key"] = f"cart-{self._number}"
        given = {} if body is None else {"json": body}
        answer = await self._client.request(method, CARTS + path, headers=headers, **given)
        if answer.status_code < 300:
            for line in answer.json()["line_items"]:
                validate(V3, "LineItem", line)
            for row in answer.json()["totals"]:
                validate(V3, "Total", row)
        else:
            validate(V3, "Error", answer.json())
        return answer

    async def create(self, **more: Any) -> dict[str, Any]:
        """Create a cart with two mugs."""
        answer = await self.ask("POST", "", {**MUGS, **more})
        assert answer.status_code == 201, answer.text
        cart: dict[str, Any] = answer.json()
        return cart

    async def convert(self, cart: dict[str, Any], **more: Any) -> httpx.Response:
        """Create a session of a cart."""
        body = {"cart_id": cart["id"], "line_items": [], "currency": "usd", "capabilities": {}}
        return await self.sessions.ask("POST", ROOT, {**body, **more})


@pytest.fixture
def agent(app_fixture: AppFixture) -> CartAgent:
    return CartAgent(app_fixture)


async def test_a_cart_has_estimates_and_no_delivery(agent: CartAgent) -> None:
    """It has goods and their taxes, and neither a status nor options."""
    cart = await agent.create()
    assert set(cart) == {
        "id", "line_items", "buyer", "currency", "totals", "messages", "expires_at"
    }  # fmt: skip
    assert {row["type"]: row["amount"] for row in cart["totals"]} == {
        "items_base_amount": 2000,
        "subtotal": 2000,
        "tax": 57,
        "total": 2057,
    }
    assert cart["messages"] == []
    assert (await agent.ask("GET", f"/{cart['id']}")).json() == cart


async def test_an_update_replaces_the_items(agent: CartAgent) -> None:
    """The items are required and replaced; the buyer is kept; codes apply as in a session."""
    cart = await agent.create()
    path = f"/{cart['id']}"
    codes = {"discounts": {"codes": ["WELCOME10", "NOPE"]}}
    body = {"line_items": [{"id": "item_456", "quantity": 1}], **codes}
    updated = (await agent.ask("POST", path, body)).json()
    assert [line["id"] for line in updated["line_items"]] == ["item_456"]
    assert updated["buyer"] == cart["buyer"]
    assert updated["discounts"]["applied"][0]["amount"] == 50
    assert [each["code"] for each in updated["messages"]] == ["discount_code_invalid"]
    answer = await agent.ask("POST", path, {"buyer": BUYER})
    assert (answer.status_code, answer.json()["param"]) == (400, "$.line_items")


async def test_a_cancelled_cart_is_gone(agent: CartAgent) -> None:
    """The answer has the cart as it was; afterwards it is not found, and no session is made of it."""
    cart = await agent.create()
    cancelled = await agent.ask("POST", f"/{cart['id']}/cancel", {})
    assert (cancelled.status_code, cancelled.json()["line_items"]) == (200, cart["line_items"])
    assert (await agent.ask("GET", f"/{cart['id']}")).status_code == 404
    assert (await agent.ask("POST", f"/{cart['id']}", MUGS)).status_code == 404
    assert (await agent.ask("POST", f"/{cart['id']}/cancel")).status_code == 404
    assert (await agent.convert(cart)).status_code == 404


async def test_an_expired_cart_is_gone(agent: CartAgent, app_fixture: AppFixture) -> None:
    """A cart whose time has passed is not found."""
    cart = await agent.create()
    await app_fixture.bring(cart["id"], "expired")
    assert (await agent.ask("GET", f"/{cart['id']}")).status_code == 404


async def test_a_cart_becomes_a_session(agent: CartAgent) -> None:
    """The session has the cart's items, buyer and codes, whatever else the request says of them."""
    cart = await agent.create(discounts={"codes": ["WELCOME10"]})
    more = {
        "line_items": [{"id": "item_456"}],
        "buyer": {"email": "other@example.com"},
        "fulfillment_details": {"address": ADDRESS},
    }
    answer = await agent.convert(cart, **more)
    session = answer.json()
    assert answer.status_code == 201
    assert [(line["id"], line["quantity"]) for line in session["line_items"]] == [("item_123", 2)]
    assert session["buyer"]["email"] == BUYER["email"]
    assert session["discounts"]["codes"] == ["WELCOME10"]
    assert (await agent.sessions.pay(session)).json()["status"] == "completed"
    assert (await agent.convert(cart)).status_code == 404


async def test_a_session_adds_what_its_cart_has_not(agent: CartAgent) -> None:
    """The buyer and the codes of the request are used where the cart has none."""
    answer = await agent.ask("POST", "", {"line_items": MUGS["line_items"]})
    session = (
        await agent.convert(answer.json(), buyer=BUYER, discounts={"codes": ["WELCOME10"]})
    ).json()
    assert session["buyer"]["email"] == BUYER["email"]
    assert session["discounts"]["codes"] == ["WELCOME10"]


async def test_a_cart_has_one_session_at_a_time(agent: CartAgent) -> None:
    """A second request answers the open session, also at the same time; after a cancellation it opens a new one."""
    cart = await agent.create()
    answers = await asyncio.gather(*(agent.convert(cart) for _ in range(5)))
    ids = {answer.json()["id"] for answer in answers}
    assert len(ids) == 1
    session = answers[0].json()
    await agent.sessions.cancel(session)
    again = (await agent.convert(cart)).json()
    assert again["id"] not in ids
    assert (await agent.convert(cart)).json()["id"] == again["id"]


async def test_carts_and_sessions_are_told_apart(agent: CartAgent) -> None:
    """A cart is no session, a session is no cart, and a cart cannot be completed."""
    cart = await agent.create()
    session = (await agent.convert(cart)).json()
    assert (await agent.sessions.read(cart)).status_code == 404
    assert (await agent.sessions.pay(cart)).status_code == 404
    assert (await agent.ask("GET", f"/{session['id']}")).status_code == 404
    assert (await agent.convert(session)).status_code == 404
    assert (await agent.convert({"id": "cart_unknown"})).status_code == 404


async def test_older_versions_have_no_carts(agent: CartAgent) -> None:
    """In 2026-01-30 the path does not exist, and `cart_id` is ignored."""
    assert (await agent.ask("POST", "", MUGS, V2)).status_code == 404
    cart = await agent.create()
    body = {"cart_id": cart["id"], **MUGS}
    session = await agent.sessions.ask("POST", ROOT, body, API_Version=V2)
    assert session.status_code == 201
