"""Exactly one delivery of each cause, whoever derives, however often, and whatever goes wrong."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from application.ports.webhook_log import AttemptOutcome, DeliveryState, WebhookFilter
from application.webhooks.callbacks import OutgoingRequest
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.postgres.outbox.projection import OutboxIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from tests.interfaces.webhooks.desk import TEST_DIALECT, Desk, sent
from tests.interfaces.webhooks.receivers import receiving, statuses

URL = "https://shop.example/"
_ALL = WebhookFilter()


async def test_one_of_each_cause(desk: Desk) -> None:
    """Each event has its own, with the state as that event left it; deriving again adds nothing."""
    checkout = await desk.purchased(URL, f"{URL}other")
    await desk.renamed(checkout, "order-7")
    await desk.derived()
    await desk.derived()

    found = [(delivery.version, delivery.url) for delivery in await desk.of(checkout)]
    assert found == [(4, URL), (4, f"{URL}other"), (5, URL), (5, f"{URL}other")]


async def test_what_nobody_is_told_of(desk: Desk) -> None:
    """Events without a dialect's interest, and checkouts of a dialect without callbacks, cause nothing."""
    await desk.purchased()
    await desk.purchased(URL, dialect="silent")
    await desk.derived()
    assert await desk.deliveries.page(_ALL, before=None, limit=10) == []


async def test_who_sends_hears_of_new_deliveries_only(desk: Desk) -> None:
    """Events that cause nothing wake nobody up, and a step that records deliveries does so once."""
    heard: list[str] = []

    def derive() -> None:
        with ProjectionDatastore(desk.url, schema="tillroll") as datastore:
            deriver = OutboxIndexer(datastore, [TEST_DIALECT], lambda: heard.append("caused"))
            while deriver.step():
                pass

    await desk.purchased()
    await asyncio.to_thread(derive)
    assert heard == []
    await desk.purchased(URL, f"{URL}other")
    await asyncio.to_thread(derive)
    assert heard == ["caused"]


async def test_two_who_derive_at_once(desk: Desk) -> None:
    """One that lost its turn and does not know yet cannot record anything a second time, and then goes on."""
    checkouts = [await desk.purchased(URL) for _ in range(3)]

    def derive() -> None:
        with (
            ProjectionDatastore(desk.url, schema="tillroll") as ours,
            ProjectionDatastore(desk.url, schema="tillroll") as theirs,
        ):
            one, other = (
                OutboxIndexer(each, [TEST_DIALECT], lambda: None) for each in (ours, theirs)
            )
            assert other._view.position() == 0
            other._position = 0
            while one.step():
                pass
            assert other.step() == 0, "somebody else was faster"
            assert other.step() == 0, "and there is nothing left to do"

    await asyncio.to_thread(derive)

    for checkout in checkouts:
        assert (await desk.only(checkout)).url == URL


async def test_a_dialect_that_stumbles(desk: Desk) -> None:
    """Its delivery is parked with the reason, and everybody else's goes on."""

    def stumbles(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
        if checkout.id == "checkout-1":
            raise KeyError("urls")
        return TEST_DIALECT.requests_for(event, checkout)

    one, other = await desk.purchased(URL), await desk.purchased(URL)
    await desk.derived([replace(TEST_DIALECT, requests_for=stumbles)])

    parked = await desk.only(one)
    assert parked.state is DeliveryState.PARKED
    (attempt,) = parked.attempts
    assert (attempt.number, attempt.outcome) == (0, AttemptOutcome.NOT_SENT)
    assert "KeyError('urls')" in (attempt.problem or "")
    assert not await desk.deliveries.resend(parked.id, desk.clock())
    assert (await desk.only(other)).state is DeliveryState.WAITING


async def test_a_long_history(desk: Desk) -> None:
    """The state is that of the event, however much was recorded before and after it."""
    async with receiving(statuses(200)) as shop:
        checkout = await desk.purchased(shop.url)
        await desk.derived()
        await desk.renamed(checkout, "order-7")
        await sent(await desk.sender())
    assert shop.received[0].body == b'{"version": 4, "reference": null}'
