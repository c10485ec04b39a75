"""Completing a session passes the checkout from step to step, without reading it again."""

import pytest

from application.selling.payments import Purchase
from domain.checkout import Checkout
from domain.stage import Stage
from tests.application.selling.selling_fixture import PAYING, SellingFixture, target
from tests.domain.event_builders import SHOP


async def test_completing_a_session_needs_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The purchase is read, validated, committed and completed from one read of the history."""
    selling = SellingFixture()
    await selling.stock()
    session = await selling.open(("mug", 1))
    store = selling.app.store
    events = store.events
    reads: list[str] = []

    async def count(checkout_id: str, *, after: int = 0, up_to: int | None = None) -> object:
        reads.append(checkout_id)
        return await events(checkout_id, after=after, up_to=up_to)

    monkeypatch.setattr(store, "events", count)
    completed = await selling.complete(session)
    assert completed.stage is Stage.COMPLETED
    assert reads == [session.id]


async def test_an_unreadable_purchase_commits_nothing() -> None:
    """An error of the function that reads the purchase ends the request before the commitment."""
    selling = SellingFixture()
    await selling.stock()
    session = await selling.open(("mug", 1))

    def refuse(checkout: Checkout) -> Purchase:
        raise ValueError(checkout.version)

    with pytest.raises(ValueError, match=str(session.version)):
        await selling.purchases.complete(target(session), refuse, SHOP)
    assert (await selling.complete(session, PAYING)).stage is Stage.COMPLETED
