"""Deliveries of a checkout are sent in order, and a slow receiver does not delay others."""

import asyncio
from datetime import timedelta

from application.ports.webhooks.webhook_log import DeliveryState
from interfaces.webhooks.sender import SenderLimits
from tests.interfaces.webhooks.receivers import Gate, hanging_up, receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture, send_due_deliveries


async def test_a_later_delivery_waits_for_an_earlier_one(webhook_fixture: WebhookFixture) -> None:
    """A delivery is not sent while an earlier one of the same checkout waits for a retry."""
    async with receiving(statuses(500, 200)) as shop:
        checkout = await webhook_fixture.purchase(f"{shop.url}/")
        await webhook_fixture.change_reference(checkout, "order-7")
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()

        assert await send_due_deliveries(sender) == 1
        assert await send_due_deliveries(sender) == 0
        webhook_fixture.clock.advance(timedelta(seconds=10))
        assert await send_due_deliveries(sender) == 1
        assert await send_due_deliveries(sender) == 1

    assert [each.body for each in shop.received] == [
        b'{"version": 4, "reference": null}',
        b'{"version": 4, "reference": null}',
        b'{"version": 5, "reference": "order-7"}',
    ]


async def test_a_parked_delivery_does_not_block_the_next(webhook_fixture: WebhookFixture) -> None:
    """After a delivery is parked, the next one of the checkout is sent."""
    async with receiving(statuses(500, 500, 500, 200)) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.change_reference(checkout, "order-7")
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        for seconds in (0, 10, 60):
            webhook_fixture.clock.advance(timedelta(seconds=seconds))
            assert await send_due_deliveries(sender) == 1
        assert await send_due_deliveries(sender) == 1

    states = [delivery.state for delivery in await webhook_fixture.deliveries_of(checkout)]
    assert states == [DeliveryState.PARKED, DeliveryState.DELIVERED]


async def test_a_new_delivery_waits_behind_a_retry(webhook_fixture: WebhookFixture) -> None:
    """A delivery that is derived while an earlier one waits for a retry is sent after it."""
    async with receiving(statuses(500, 200)) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        await send_due_deliveries(sender)
        await webhook_fixture.change_reference(checkout, "order-7")
        await webhook_fixture.derive_deliveries()

        assert await send_due_deliveries(sender) == 0
        webhook_fixture.clock.advance(timedelta(seconds=10))
        assert [
            await send_due_deliveries(sender),
            await send_due_deliveries(sender),
            await send_due_deliveries(sender),
        ] == [1, 1, 0]


async def test_other_receivers_and_checkouts_are_not_blocked(
    webhook_fixture: WebhookFixture,
) -> None:
    """Order is kept for each checkout and receiver. An unreachable receiver delays only its own deliveries."""
    async with receiving(hanging_up) as dead, receiving(statuses(200)) as alive:
        both = await webhook_fixture.purchase(dead.url, alive.url)
        await webhook_fixture.change_reference(both, "order-7")
        await webhook_fixture.purchase(alive.url)
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()

        assert await send_due_deliveries(sender) == 3
        assert await send_due_deliveries(sender) == 1

    assert (len(dead.received), len(alive.received)) == (1, 3)


async def test_a_slow_receiver_has_a_limit_of_concurrent_calls(
    webhook_fixture: WebhookFixture,
) -> None:
    """A slow receiver gets at most its limit of concurrent calls, and others are served meanwhile."""
    gate = Gate()
    async with receiving(gate) as slow, receiving(statuses(200)) as quick:
        for _ in range(12):
            await webhook_fixture.purchase(slow.url)
        for _ in range(12):
            await webhook_fixture.purchase(quick.url)
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender(limits=SenderLimits(together=50, to_each=4))
        while len(quick.received) < 12:
            await sender.send_due()
            await asyncio.sleep(0)
        await slow.has(4)

        assert len(slow.received) == 4
        gate.opened.set()
        await sender.wait_until_idle()
        while await send_due_deliveries(sender):
            pass

    assert len(slow.received) == 12


async def test_an_unreachable_receiver_gets_one_call_at_a_time(
    webhook_fixture: WebhookFixture,
) -> None:
    """After a failed call, a receiver gets one call at a time until it answers."""
    async with receiving(hanging_up) as dead:
        for _ in range(6):
            await webhook_fixture.purchase(dead.url)
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender(limits=SenderLimits(to_each=4))

        assert [
            await send_due_deliveries(sender),
            await send_due_deliveries(sender),
            await send_due_deliveries(sender),
        ] == [4, 1, 1]


async def test_all_receivers_share_a_limit_of_concurrent_calls(
    webhook_fixture: WebhookFixture,
) -> None:
    """No more deliveries are claimed than the limit allows, and the longest due are sent first."""
    gate = Gate()
    async with receiving(gate) as one, receiving(gate) as other:
        await webhook_fixture.purchase(f"{one.url}/1")
        webhook_fixture.clock.advance()
        await webhook_fixture.purchase(f"{other.url}/2")
        webhook_fixture.clock.advance()
        await webhook_fixture.purchase(f"{one.url}/3")
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender(limits=SenderLimits(together=2))

        assert [await sender.send_due(), await sender.send_due()] == [2, 0]
        gate.opened.set()
        await sender.wait_until_idle()
        assert await send_due_deliveries(sender) == 1

    assert (one.paths, other.paths) == (["/1", "/3"], ["/2"])
