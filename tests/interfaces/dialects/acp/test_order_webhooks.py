"""ACP's order webhooks, each validated against the official specification of its version."""

import json
import re

from interfaces.configuration.merchants import selling_merchants
from interfaces.dialects.acp.webhooks import acp_callbacks
from interfaces.runtime.live import Live
from tests.interfaces.dialects.acp.agent import V3, Agent
from tests.interfaces.dialects.acp.schemas import validate_webhook
from tests.interfaces.dialects.session.app_fixture import ADDRESS, AppFixture
from tests.interfaces.dialects.session.order_calls import (
    SIGNED_AT,
    URL,
    calls,
    current_checkout,
    is_signed,
    merchants,
)

CALLBACKS = acp_callbacks(Live(selling_merchants(merchants())))


async def test_a_paid_order_causes_a_webhook(agent: Agent) -> None:
    """A paid session causes one POST with the whole order as JSON, valid in the session's version."""
    session = await agent.create(("item_123", 2))
    await agent.update(session, agent.option_body("shipping_fast"))
    assert await calls(agent.app_fixture, CALLBACKS, session["id"]) == []
    paid = (await agent.pay(session)).json()

    (call,) = await calls(agent.app_fixture, CALLBACKS, session["id"])

    assert (call.channel, call.method, call.url) == ("acp.order", "POST", URL)
    version = (await current_checkout(agent.app_fixture, session["id"])).version
    assert call.headers == (
        ("Content-Type", "application/json"),
        ("Request-Id", f"{session['id']}@{version}"),
    )
    event = json.loads(call.body)
    validate_webhook(agent.version, event)
    assert event["type"] == "order_create"
    assert event["data"] == {
        "type": "order",
        "checkout_session_id": session["id"],
        "permalink_url": paid["order"]["permalink_url"],
        "status": "confirmed",
    } | (
        {"adjustments": [], "fulfillments": event["data"]["fulfillments"]}
        | {name: paid["order"][name] for name in ("id", "line_items", "totals")}
        if agent.version == V3
        else {"refunds": []}
    )


async def test_the_totals_of_an_order_are_those_of_its_session(app_fixture: AppFixture) -> None:
    """The order of 2026-04-17 has the session's totals, with fulfilment and taxes."""
    agent = Agent(app_fixture, V3)
    session = await agent.create(("item_123", 2), address=ADDRESS)
    paid = (await agent.pay(session)).json()
    (call,) = await calls(app_fixture, CALLBACKS, session["id"])
    assert json.loads(call.body)["data"]["totals"] == paid["totals"]


async def test_sessions_without_an_order_cause_no_webhook(agent: Agent) -> None:
    """A canceled session and a declined payment cause no webhook."""
    cancelled = await agent.create(("item_123", 1))
    await agent.cancel(cancelled)
    declined = await agent.create(("item_123", 1))
    await agent.pay(declined, "tok_decline")
    for session in (cancelled, declined):
        assert await calls(agent.app_fixture, CALLBACKS, session["id"]) == []


async def test_a_merchant_without_a_webhook_gets_none(agent: Agent) -> None:
    """A merchant without a webhook gets none, and its orders are not sent to another merchant's webhook."""
    other = Agent(agent.app_fixture, agent.version, key="sk_test_other")
    session = await other.create(("item_123", 1))
    assert (await other.pay(session)).json()["status"] == "completed"
    assert await calls(agent.app_fixture, CALLBACKS, session["id"]) == []


async def test_the_signature_covers_time_and_body(agent: Agent) -> None:
    """The signature has the specified format, and covers the time of the delivery attempt and the body."""
    session = await agent.create(("item_123", 1))
    await agent.pay(session)
    (call,) = await calls(agent.app_fixture, CALLBACKS, session["id"])
    (channel,) = CALLBACKS.channels

    header = channel.sign("demo-shop", call, SIGNED_AT)["Merchant-Signature"]

    assert re.fullmatch(r"t=\d+,v1=[a-fA-F0-9]{64}", header)
    assert header.startswith(f"t={int(SIGNED_AT.timestamp())},")
    assert is_signed(header, call.body)
    assert not is_signed(header, call.body + b" ")
    assert not is_signed(header, call.body, "whsec_other")
    assert not is_signed(header.replace("t=1", "t=2"), call.body)
    assert channel.sign("demo-shop", call, SIGNED_AT)["Timestamp"] == "2026-03-01T12:00:00.999999Z"
