"""Sessions in a shop with taxes for one state, in both dialects."""

from typing import Any

import pytest

from application.ports.catalogue import Offer, TaxedOn, TaxRate
from tests.interfaces.dialects.acp.agent import V1, V3, Agent
from tests.interfaces.dialects.session.app_fixture import ADDRESS, AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY, create

RATES = [
    TaxRate(name="Tax", rate=1000, on=TaxedOn.ORDER, country="US", state="California"),
    TaxRate(name="Tax", rate=100, on=TaxedOn.ORDER, country="US"),
]
WHERE = {V1: "$.fulfillment_address.state", V3: "$.fulfillment_details.address.state"}


async def tax(app_fixture: AppFixture) -> None:
    for merchant in app_fixture.merchants:
        await app_fixture.storage.catalogue.put(merchant.id, Offer(tax_rates=RATES))


def messages(session: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["code"], each["param"]) for each in session["messages"]]


@pytest.mark.parametrize("version", [V1, V3])
async def test_an_unknown_state_blocks_the_payment_in_acp(
    app_fixture: AppFixture, version: str
) -> None:
    """A session with an unknown state reports it and cannot be completed. A known state makes it ready."""
    await tax(app_fixture)
    agent = Agent(app_fixture, version)
    lost = await agent.create(("item_123", 1), address={**ADDRESS, "state": "Calfornia"})
    assert lost["status"] == "not_ready_for_payment"
    assert messages(lost) == [("invalid", WHERE[version])]
    refused = await agent.pay(lost)
    assert (refused.status_code, refused.json()["code"]) == (400, "missing")
    address = {**ADDRESS, "state": "us-ca"}
    found = agent.creation(address=address)
    found.pop("items", found.pop("line_items", None))
    mended = (await agent.update(lost, found)).json()
    assert mended["status"] == "ready_for_payment"
    assert mended["messages"] == []
    (taxed,) = [each["amount"] for each in mended["totals"] if each["type"] == "tax"]
    assert taxed == 100
    assert '"us-ca"' in (await agent.read(lost)).text


async def test_a_missing_state_is_reported_in_stateset(app_fixture: AppFixture) -> None:
    """A missing state is reported if the price depends on it."""
    await tax(app_fixture)
    path = await create(app_fixture, fulfillment_address={**ADDRESS, "state": ""})
    session = (await app_fixture.client.get(path, headers=KEY)).json()
    assert session["status"] == "not_ready_for_payment"
    assert messages(session) == [("missing", WHERE[V1])]
