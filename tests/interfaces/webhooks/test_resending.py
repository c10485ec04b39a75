"""Deliveries, listed and sent again."""

from datetime import timedelta

import pytest

from application.ports.purchase_validation import Approved
from application.ports.webhook_log import AttemptOutcome, DeliveryState, WebhookFilter
from application.ports.webhook_outbox import AttemptResult
from application.webhooks.callbacks import OutgoingRequest
from interfaces.storage.postgres.outbox.outbox import PostgresOutbox
from tests.interfaces.webhooks.receivers import receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture, sent


async def test_a_parked_one_is_sent_again(webhook_fixture: WebhookFixture) -> None:
    """With all its retries anew; its attempts before that stay, and are counted on."""
    async with receiving(statuses(500, 500, 500, 500, 200)) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()
        for seconds in (0, 10, 60):
            webhook_fixture.clock.passes(timedelta(seconds=seconds))
            await sent(sender)
        parked = await webhook_fixture.only(checkout)
        assert parked.state is DeliveryState.PARKED

        assert await webhook_fixture.deliveries.resend(parked.id, webhook_fixture.clock())
        assert await sent(sender) == 1
        webhook_fixture.clock.passes(timedelta(seconds=10))
        assert await sent(sender) == 1

    delivery = await webhook_fixture.only(checkout)
    assert delivery.state is DeliveryState.DELIVERED
    assert [attempt.status for attempt in delivery.attempts] == [500, 500, 500, 500, 200]


@pytest.mark.parametrize("code", [200, 404])
async def test_one_that_arrived_is_sent_again(webhook_fixture: WebhookFixture, code: int) -> None:
    """A shop that lost what it was told may be told once more."""
    async with receiving(statuses(code)) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()
        await sent(sender)
        assert await webhook_fixture.deliveries.resend(
            (await webhook_fixture.only(checkout)).id, webhook_fixture.clock()
        )
        assert await sent(sender) == 1
    assert len(shop.received) == 2


async def test_one_that_waits_is_sent_at_once(webhook_fixture: WebhookFixture) -> None:
    """Nobody has to wait for hours for a receiver that is known to be back."""
    async with receiving(statuses(500, 200)) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()
        await sent(sender)
        assert await sent(sender) == 0
        assert await webhook_fixture.deliveries.resend(
            (await webhook_fixture.only(checkout)).id, webhook_fixture.clock()
        )
        assert await sent(sender) == 1


@pytest.mark.parametrize("number", [0, -1, 17, 2**63, 10**30])
async def test_one_that_does_not_exist(webhook_fixture: WebhookFixture, number: int) -> None:
    """Is neither shown nor sent."""
    assert await webhook_fixture.deliveries.one(number) is None
    assert not await webhook_fixture.deliveries.resend(number, webhook_fixture.clock())


async def test_a_question_is_never_sent_again(webhook_fixture: WebhookFixture) -> None:
    """The customer who waited for the answer is gone; it is listed with what came of it."""
    checkout = await webhook_fixture.purchased()
    asked = OutgoingRequest(channel="test.question", method="POST", url="https://shop.example/\0")
    made = AttemptResult(outcome=AttemptOutcome.DELIVERED, milliseconds=12, status=200)
    async with PostgresOutbox(webhook_fixture.url) as outbox:
        await outbox.keep(checkout, asked, webhook_fixture.clock(), made, Approved())

    question = await webhook_fixture.only(checkout)
    assert (question.state, question.version) == (DeliveryState.ANSWERED, checkout.version)
    assert [(attempt.status, attempt.milliseconds) for attempt in question.attempts] == [(200, 12)]
    assert not await webhook_fixture.deliveries.resend(question.id, webhook_fixture.clock())
    assert await sent(await webhook_fixture.sender()) == 0


async def test_pages_and_conditions(webhook_fixture: WebhookFixture) -> None:
    """Newest first, from before a delivery on, and each condition has to hold."""
    async with receiving(statuses(200)) as shop:
        one = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.purchased(f"{shop.url}/2", "https://other.example:444/x")
        await webhook_fixture.derived()
        await sent(await webhook_fixture.sender())

    async def ids(before: int | None = None, limit: int = 10, **wanted: object) -> list[int]:
        found = WebhookFilter(**wanted)  # type: ignore[arg-type]
        return [
            each.id
            for each in await webhook_fixture.deliveries.page(found, before=before, limit=limit)
        ]

    first, second, third = sorted(await ids())
    assert await ids() == [third, second, first]
    assert await ids(limit=2) == [third, second]
    assert await ids(before=second) == [first]
    assert await ids(before=0) == []
    assert await ids(state=DeliveryState.DELIVERED) == [second, first]
    assert await ids(checkout_id=one.id) == [first]
    assert await ids(merchant="other-shop") == []
    assert await ids(receiver="https://other.example:444") == [third]
    assert await ids(receiver="\0") == []
