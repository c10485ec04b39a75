"""Completing a session hands the checkout on from step to step."""

import pytest

from application.selling.purchases import Purchase
from domain.checkout import Checkout
from domain.stage import Stage
from tests.application.selling.agency import PAYING, Agency, target
from tests.domain.event_builders import SHOP


async def test_completing_reads_the_session_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The purchase is read, validated, committed and completed from one read of the history."""
    agency = Agency()
    await agency.stock()
    session = await agency.open(("mug", 1))
    store = agency.app.store
    events = store.events
    reads: list[str] = []

    async def count(checkout_id: str, *, after: int = 0, up_to: int | None = None) -> object:
        reads.append(checkout_id)
        return await events(checkout_id, after=after, up_to=up_to)

    monkeypatch.setattr(store, "events", count)
    completed = await agency.complete(session)
    assert completed.stage is Stage.COMPLETED
    assert reads == [session.id]


async def test_an_unreadable_purchase_commits_nothing() -> None:
    """What the reader of the purchase raises ends the request before the commitment."""
    agency = Agency()
    await agency.stock()
    session = await agency.open(("mug", 1))

    def refuse(checkout: Checkout) -> Purchase:
        raise ValueError(checkout.version)

    with pytest.raises(ValueError, match=str(session.version)):
        await agency.purchases.complete(target(session), refuse, SHOP)
    assert (await agency.complete(session, PAYING)).stage is Stage.COMPLETED
