"""Listing deliveries and resending them."""

from datetime import timedelta

import pytest

from application.ports.purchase_validation import Approved
from application.ports.webhooks.webhook_log import AttemptOutcome, DeliveryState, WebhookFilter
from application.ports.webhooks.webhook_outbox import AttemptResult
from application.webhooks.callbacks import OutgoingRequest
from interfaces.storage.postgres.outbox.outbox import PostgresOutbox
from tests.interfaces.webhooks.receivers import receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture, send_due_deliveries


async def test_a_parked_delivery_is_resent(webhook_fixture: WebhookFixture) -> None:
    """A resent delivery has all its retries again. Its earlier attempts are kept, and numbering continues."""
    async with receiving(statuses(500, 500, 500, 500, 200)) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        for seconds in (0, 10, 60):
            webhook_fixture.clock.advance(timedelta(seconds=seconds))
            await send_due_deliveries(sender)
        parked = await webhook_fixture.only_delivery_of(checkout)
        assert parked.state is DeliveryState.PARKED

        assert await webhook_fixture.deliveries.resend(parked.id, webhook_fixture.clock())
        assert await send_due_deliveries(sender) == 1
        webhook_fixture.clock.advance(timedelta(seconds=10))
        assert await send_due_deliveries(sender) == 1

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert delivery.state is DeliveryState.DELIVERED
    assert [attempt.status for attempt in delivery.attempts] == [500, 500, 500, 500, 200]


@pytest.mark.parametrize("code", [200, 404])
async def test_a_delivered_delivery_is_resent(webhook_fixture: WebhookFixture, code: int) -> None:
    """A delivery that has ended can be resent."""
    async with receiving(statuses(code)) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        await send_due_deliveries(sender)
        assert await webhook_fixture.deliveries.resend(
            (await webhook_fixture.only_delivery_of(checkout)).id, webhook_fixture.clock()
        )
        assert await send_due_deliveries(sender) == 1
    assert len(shop.received) == 2


async def test_a_waiting_delivery_is_resent_immediately(webhook_fixture: WebhookFixture) -> None:
    """A delivery that waits for a retry is sent at once when it is resent."""
    async with receiving(statuses(500, 200)) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        await send_due_deliveries(sender)
        assert await send_due_deliveries(sender) == 0
        assert await webhook_fixture.deliveries.resend(
            (await webhook_fixture.only_delivery_of(checkout)).id, webhook_fixture.clock()
        )
        assert await send_due_deliveries(sender) == 1


@pytest.mark.parametrize("number", [0, -1, 17, 2**63, 10**30])
async def test_an_unknown_delivery_is_not_found(
    webhook_fixture: WebhookFixture, number: int
) -> None:
    """An unknown number is neither shown nor resent."""
    assert await webhook_fixture.deliveries.one(number) is None
    assert not await webhook_fixture.deliveries.resend(number, webhook_fixture.clock())


async def test_a_validation_request_is_never_resent(webhook_fixture: WebhookFixture) -> None:
    """A synchronous request is listed with its result, and cannot be resent."""
    checkout = await webhook_fixture.purchase()
    request = OutgoingRequest(channel="test.question", method="POST", url="https://shop.example/\0")
    result = AttemptResult(outcome=AttemptOutcome.DELIVERED, milliseconds=12, status=200)
    async with PostgresOutbox(webhook_fixture.url) as outbox:
        await outbox.keep(checkout, request, webhook_fixture.clock(), result, Approved())

    question = await webhook_fixture.only_delivery_of(checkout)
    assert (question.state, question.version) == (DeliveryState.ANSWERED, checkout.version)
    assert [(attempt.status, attempt.milliseconds) for attempt in question.attempts] == [(200, 12)]
    assert not await webhook_fixture.deliveries.resend(question.id, webhook_fixture.clock())
    assert await send_due_deliveries(await webhook_fixture.sender()) == 0


async def test_deliveries_are_paged_and_filtered(webhook_fixture: WebhookFixture) -> None:
    """Deliveries are listed newest first, in pages, and meet every condition."""
    async with receiving(statuses(200)) as shop:
        one = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.purchase(f"{shop.url}/2", "https://other.example:444/x")
        await webhook_fixture.derive_deliveries()
        await send_due_deliveries(await webhook_fixture.sender())

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
