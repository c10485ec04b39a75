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
from tests.interfaces.webhooks.receivers import receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import TEST_DIALECT, WebhookFixture, sent

URL = "https://shop.example/"
_ALL = WebhookFilter()


async def test_one_of_each_cause(webhook_fixture: WebhookFixture) -> None:
    """Each event has its own, with the state as that event left it; deriving again adds nothing."""
    checkout = await webhook_fixture.purchased(URL, f"{URL}other")
    await webhook_fixture.renamed(checkout, "order-7")
    await webhook_fixture.derived()
    await webhook_fixture.derived()

    found = [(delivery.version, delivery.url) for delivery in await webhook_fixture.of(checkout)]
    assert found == [(4, URL), (4, f"{URL}other"), (5, URL), (5, f"{URL}other")]


async def test_what_nobody_is_told_of(webhook_fixture: WebhookFixture) -> None:
    """Events without a dialect's interest, and checkouts of a dialect without callbacks, cause nothing."""
    await webhook_fixture.purchased()
    await webhook_fixture.purchased(URL, dialect="silent")
    await webhook_fixture.derived()
    assert await webhook_fixture.deliveries.page(_ALL, before=None, limit=10) == []


async def test_who_sends_hears_of_new_deliveries_only(webhook_fixture: WebhookFixture) -> None:
    """Events that cause nothing wake nobody up, and a step that records deliveries does so once."""
    heard: list[str] = []

    def derive() -> None:
        with ProjectionDatastore(webhook_fixture.url, schema="tillroll") as datastore:
            deriver = OutboxIndexer(datastore, [TEST_DIALECT], lambda: heard.append("caused"))
            while deriver.step():
                pass

    await webhook_fixture.purchased()
    await asyncio.to_thread(derive)
    assert heard == []
    await webhook_fixture.purchased(URL, f"{URL}other")
    await asyncio.to_thread(derive)
    assert heard == ["caused"]


async def test_two_who_derive_at_once(webhook_fixture: WebhookFixture) -> None:
    """One that lost its turn and does not know yet cannot record anything a second time, and then goes on."""
    checkouts = [await webhook_fixture.purchased(URL) for _ in range(3)]

    def derive() -> None:
        with (
            ProjectionDatastore(webhook_fixture.url, schema="tillroll") as ours,
            ProjectionDatastore(webhook_fixture.url, schema="tillroll") as theirs,
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
        assert (await webhook_fixture.only(checkout)).url == URL


async def test_a_dialect_that_stumbles(webhook_fixture: WebhookFixture) -> None:
    """Its delivery is parked with the reason, and everybody else's goes on."""

    def stumbles(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
        if checkout.id == "checkout-1":
            raise KeyError("urls")
        return TEST_DIALECT.requests_for(event, checkout)

    one, other = await webhook_fixture.purchased(URL), await webhook_fixture.purchased(URL)
    await webhook_fixture.derived([replace(TEST_DIALECT, requests_for=stumbles)])

    parked = await webhook_fixture.only(one)
    assert parked.state is DeliveryState.PARKED
    (attempt,) = parked.attempts
    assert (attempt.number, attempt.outcome) == (0, AttemptOutcome.NOT_SENT)
    assert "KeyError('urls')" in (attempt.problem or "")
    assert not await webhook_fixture.deliveries.resend(parked.id, webhook_fixture.clock())
    assert (await webhook_fixture.only(other)).state is DeliveryState.WAITING


async def test_a_long_history(webhook_fixture: WebhookFixture) -> None:
    """The state is that of the event, however much was recorded before and after it."""
    async with receiving(statuses(200)) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        await webhook_fixture.renamed(checkout, "order-7")
        await sent(await webhook_fixture.sender())
    assert shop.received[0].body == b'{"version": 4, "reference": null}'
