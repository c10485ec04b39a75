"""In order for one checkout, and nobody waits for anybody else's receiver."""

import asyncio
from datetime import timedelta

from application.ports.webhook_log import DeliveryState
from interfaces.webhooks.sender import SenderLimits
from tests.interfaces.webhooks.receivers import Gate, hanging_up, receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture, sent


async def test_later_ones_wait(webhook_fixture: WebhookFixture) -> None:
    """A callback about a checkout is not sent while an earlier one about it waits for its next attempt."""
    async with receiving(statuses(500, 200)) as shop:
        checkout = await webhook_fixture.purchased(f"{shop.url}/")
        await webhook_fixture.renamed(checkout, "order-7")
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()

        assert await sent(sender) == 1
        assert await sent(sender) == 0
        webhook_fixture.clock.passes(timedelta(seconds=10))
        assert await sent(sender) == 1
        assert await sent(sender) == 1

    assert [each.body for each in shop.received] == [
        b'{"version": 4, "reference": null}',
        b'{"version": 4, "reference": null}',
        b'{"version": 5, "reference": "order-7"}',
    ]


async def test_one_that_is_parked_lets_the_next_go(webhook_fixture: WebhookFixture) -> None:
    """What is given up on is waited for no more."""
    async with receiving(statuses(500, 500, 500, 200)) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.renamed(checkout, "order-7")
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()
        for seconds in (0, 10, 60):
            webhook_fixture.clock.passes(timedelta(seconds=seconds))
            assert await sent(sender) == 1
        assert await sent(sender) == 1

    states = [delivery.state for delivery in await webhook_fixture.of(checkout)]
    assert states == [DeliveryState.PARKED, DeliveryState.DELIVERED]


async def test_one_that_comes_while_another_waits(webhook_fixture: WebhookFixture) -> None:
    """It is put at the end of the line, however long the first one of it waits still."""
    async with receiving(statuses(500, 200)) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()
        await sent(sender)
        await webhook_fixture.renamed(checkout, "order-7")
        await webhook_fixture.derived()

        assert await sent(sender) == 0
        webhook_fixture.clock.passes(timedelta(seconds=10))
        assert [await sent(sender), await sent(sender), await sent(sender)] == [1, 1, 0]


async def test_another_receiver_and_another_checkout_go_on(webhook_fixture: WebhookFixture) -> None:
    """Order is kept for one checkout and one receiver; a dead receiver holds up its own line only."""
    async with receiving(hanging_up) as dead, receiving(statuses(200)) as alive:
        both = await webhook_fixture.purchased(dead.url, alive.url)
        await webhook_fixture.renamed(both, "order-7")
        await webhook_fixture.purchased(alive.url)
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()

        assert await sent(sender) == 3
        assert await sent(sender) == 1

    assert (len(dead.received), len(alive.received)) == (1, 3)


async def test_a_slow_receiver_has_its_own_room(webhook_fixture: WebhookFixture) -> None:
    """It is sent a few at once; all others are sent theirs meanwhile, however long its line is."""
    gate = Gate()
    async with receiving(gate) as slow, receiving(statuses(200)) as quick:
        for _ in range(12):
            await webhook_fixture.purchased(slow.url)
        for _ in range(12):
            await webhook_fixture.purchased(quick.url)
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender(limits=SenderLimits(together=50, to_each=4))
        while len(quick.received) < 12:
            await sender.send_due()
            await asyncio.sleep(0)
        await slow.has(4)

        assert len(slow.received) == 4
        gate.opened.set()
        await sender.wait_until_idle()
        while await sent(sender):
            pass

    assert len(slow.received) == 12


async def test_dead_receivers_are_tried_one_at_a_time(webhook_fixture: WebhookFixture) -> None:
    """Once it did not answer, a receiver takes no more room than for one call, until it answers again."""
    async with receiving(hanging_up) as dead:
        for _ in range(6):
            await webhook_fixture.purchased(dead.url)
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender(limits=SenderLimits(to_each=4))

        assert [await sent(sender), await sent(sender), await sent(sender)] == [4, 1, 1]


async def test_room_for_all_together(webhook_fixture: WebhookFixture) -> None:
    """No more is claimed than there is room for; the longest due go first."""
    gate = Gate()
    async with receiving(gate) as one, receiving(gate) as other:
        await webhook_fixture.purchased(f"{one.url}/1")
        webhook_fixture.clock.passes()
        await webhook_fixture.purchased(f"{other.url}/2")
        webhook_fixture.clock.passes()
        await webhook_fixture.purchased(f"{one.url}/3")
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender(limits=SenderLimits(together=2))

        assert [await sender.send_due(), await sender.send_due()] == [2, 0]
        gate.opened.set()
        await sender.wait_until_idle()
        assert await sent(sender) == 1

    assert (one.paths, other.paths) == (["/1", "/3"], ["/2"])
