"""Completing a session that costs nothing, in both dialects."""

from typing import Any

import pytest

from application.ports.catalogue import Offer
from tests.interfaces.dialects.acp.agent import VERSIONS, Agent
from tests.interfaces.dialects.session.app_fixture import BUYER, AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY

FREE = {"items": [{"id": "item_book", "quantity": 1}], "buyer": BUYER}
BODIES: list[Any] = [
    None,
    {},
    {"payment_data": None},
    {"payment_data": {}},
    {"payment_data": {"token": "tok_decline", "provider": "stripe"}},
    {"payment_data": {"handler_id": "another"}},
    {"payment_data": "none"},
]


@pytest.fixture(autouse=True)
async def _free(app_fixture: AppFixture) -> None:
    await app_fixture.put("item_book", unit_price=0)
    for merchant in app_fixture.merchants:
        await app_fixture.storage.catalogue.put(merchant.id, Offer(tax_rates=[]))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("body", BODIES, ids=str)
async def test_a_free_order_in_acp_needs_no_payment(
    app_fixture: AppFixture, version: str, body: Any
) -> None:
    """A free order completes with a declined token or without payment data, and the provider gets no request."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_book", 1), address=None)
    path = f"/checkout_sessions/{session['id']}/complete"
    answer = await agent.ask("POST", path, body)
    assert (answer.status_code, answer.json()["status"]) == (200, "completed")
    assert app_fixture.provider.requests == {}


@pytest.mark.parametrize("body", BODIES, ids=str)
async def test_a_free_order_in_stateset_has_a_payment_of_0(
    app_fixture: AppFixture, body: Any
) -> None:
    """The response has a payment of 0."""
    created = await app_fixture.client.post("/v1/checkouts", headers=KEY, json=FREE)
    path = f"/v1/checkouts/{created.json()['id']}/complete"
    given = {} if body is None else {"json": body}
    answer = await app_fixture.client.post(path, headers=KEY, **given)
    assert (answer.status_code, answer.json()["status"]) == (200, "completed")
    payment = answer.json()["payment"]
    assert (payment["amount"], payment["provider"]) == (0, "none")
    assert app_fixture.provider.requests == {}


async def test_the_buyer_of_a_free_order_is_validated(app_fixture: AppFixture) -> None:
    """An invalid buyer or billing address is refused for a free order too."""
    created = await app_fixture.client.post("/v1/checkouts", headers=KEY, json=FREE)
    path = f"/v1/checkouts/{created.json()['id']}/complete"
    body = {"buyer": 1, "payment_data": {"billing_address": "here"}}
    answer = await app_fixture.client.post(path, headers=KEY, json=body)
    assert answer.status_code == 400
