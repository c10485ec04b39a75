"""The check of histories finds no difference in purchases with discounts, groups and several lines of one article."""

from application.history.consistency import HistoryCheck
from application.ports.catalogue import Discount, Offer
from domain.values.discounts import DiscountKind
from interfaces.dialects.arithmetic import TAX_ON_TOP
from tests.interfaces.dialects.acp.agent import V3, Agent
from tests.interfaces.dialects.session.app_fixture import ADDRESS, AppFixture


async def test_a_purchase_with_everything_is_consistent(app_fixture: AppFixture) -> None:
    """The agreed total is that of the recorded parts, and each line follows from its price and its discount."""
    half = Discount(id="half", title="Half", kind=DiscountKind.PERCENTAGE, value=3333)
    free = Discount(id="free", title="Free shipping", kind=DiscountKind.FREE_SHIPPING)
    await app_fixture.storage.catalogue.put("demo-shop", Offer(discounts=(half, free)))
    agent = Agent(app_fixture, V3)
    items = [
        {"id": "a", "item": {"id": "item_123"}, "quantity": 3},
        {"id": "b", "item": {"id": "item_123"}, "quantity": 1},
        {"id": "c", "item": {"id": "item_456"}, "quantity": 1, "parent_id": "a"},
    ]
    group = {"id": "g", "destination_type": "shipping", "item_ids": ["a", "b", "c"]}
    session = await agent.create(address=ADDRESS, line_items=items, fulfillment_groups=[group])
    option = {"type": "shipping", "option_id": "g/shipping_fast", "item_ids": []}
    chosen = {"selected_fulfillment_options": [option]}
    session = (await agent.update(session, chosen)).json()
    assert (await agent.pay(session)).json()["status"] == "completed"
    check = HistoryCheck({"acp": TAX_ON_TOP})
    for event in await app_fixture.storage.events.events(session["id"]):
        assert check.replay(event) == []
    assert check.checkout is not None
    assert check.checkout.payment is not None
    assert check.checkout.payment.amount == check.checkout.total
