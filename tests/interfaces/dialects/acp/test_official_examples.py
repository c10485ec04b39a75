"""Bodies as in the official examples of "create" in the versions of 2026."""

from typing import Any

import pytest

from tests.interfaces.dialects.acp.agent import ROOT, V2, V3, Agent
from tests.interfaces.dialects.session.app_fixture import ADDRESS, AppFixture

HANDLER = {
    "id": "handler_card",
    "name": "dev.acp.tokenized.card",
    "version": "2026-01-30",
    "spec": "https://agent.example/handler",
    "requires_delegate_payment": True,
    "requires_pci_compliance": False,
    "psp": "stripe",
    "config_schema": "https://agent.example/config",
    "instrument_schemas": ["https://agent.example/instrument"],
    "config": {},
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "minimal": {"items": [{"id": "item_123", "quantity": 1}]},
    "with an address": {
        "items": [{"id": "item_123", "quantity": 1}],
        "fulfillment_details": {
            "name": "test",
            "phone_number": "15551234567",
            "email": "test@shop.example",
            "address": {**ADDRESS, "line_two": "Apt 401"},
        },
    },
    "with an attribution": {
        "items": [{"id": "item_123", "quantity": 1}],
        "affiliate_attribution": {
            "provider": "agent.example",
            "token": "atp_123",
            "publisher_id": "pub_123",
            "touchpoint": "first",
        },
    },
    "line items without a quantity": {
        "line_items": [{"id": "item_123", "name": "Headphones", "unit_amount": 7999}],
        "currency": "usd",
        "capabilities": {
            "payment": {"handlers": [HANDLER]},
            "interventions": {"supported": ["3ds"]},
            "extensions": ["discount"],
        },
    },
    "products": {
        "items": [{"product_id": "item_123", "quantity": 1}],
        "currency": "usd",
        "capabilities": {},
    },
}


@pytest.mark.parametrize("version", [V2, V3])
@pytest.mark.parametrize("example", EXAMPLES)
async def test_each_example_creates_a_session(
    app_fixture: AppFixture, version: str, example: str
) -> None:
    """Each example creates a session with one item, in the shop's currency."""
    answer = await Agent(app_fixture, version).ask("POST", ROOT, EXAMPLES[example])
    assert answer.status_code == 201, answer.text
    session = answer.json()
    (line,) = session["line_items"]
    assert (line["id"], line["quantity"]) == ("item_123", 1)
    assert session["currency"] == "usd"


@pytest.mark.parametrize("version", [V2, V3])
async def test_items_of_an_update_may_omit_the_quantity(
    app_fixture: AppFixture, version: str
) -> None:
    """An item of an update without a quantity counts as one, with its id inside `item` or next to it."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 3))
    for item in ({"id": "item_123"}, {"item": {"id": "item_123"}}):
        await agent.update(session, agent.items_body(("item_123", 3)))
        updated = await agent.update(session, {"line_items": [item]})
        assert updated.json()["line_items"][0]["quantity"] == 1


@pytest.mark.parametrize("version", [V2, V3])
async def test_a_null_quantity_is_refused(app_fixture: AppFixture, version: str) -> None:
    """A quantity of null is refused. It is not treated as absent."""
    agent = Agent(app_fixture, version)
    body = {**agent.creation(), "line_items": [{"id": "item_123", "quantity": None}]}
    answer = await agent.ask("POST", ROOT, body)
    assert (answer.status_code, answer.json()["param"]) == (400, "$.line_items[0].quantity")
