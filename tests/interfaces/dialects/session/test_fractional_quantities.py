"""Fractional quantities, as in an official example of ACP 2025-09-29."""

from typing import Any

import pytest

from tests.interfaces.dialects.acp.agent import ROOT, VERSIONS, Agent
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY

WHOLE = "must be a whole number of pieces from 1 to 1000000."


@pytest.mark.parametrize("quantity", [2.5, 0.5])
@pytest.mark.parametrize("version", VERSIONS)
async def test_acp_refuses_a_fractional_quantity(
    app_fixture: AppFixture, version: str, quantity: Any
) -> None:
    """A fractional quantity is refused, and the message states that quantities are whole numbers."""
    agent = Agent(app_fixture, version)
    answer = await agent.ask("POST", ROOT, agent.creation(("item_123", quantity)))
    assert answer.status_code == 400
    assert answer.json()["message"].endswith(f"items[0].quantity: {WHOLE}")


async def test_stateset_refuses_a_fractional_quantity(app_fixture: AppFixture) -> None:
    """StateSet refuses a fractional quantity, and accepts 2.0."""
    body: dict[str, Any] = {"items": [{"id": "item_123", "quantity": 2.5}]}
    answer = await app_fixture.client.post("/v1/checkouts", headers=KEY, json=body)
    assert WHOLE in answer.json()["error"]["message"]
    body["items"][0]["quantity"] = 2.0
    assert (
        await app_fixture.client.post("/v1/checkouts", headers=KEY, json=body)
    ).status_code == 201
