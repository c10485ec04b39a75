"""Several processes send from one outbox: nothing twice in the normal case, and nothing lost in any other."""

import asyncio
from datetime import timedelta

import psycopg
import pytest

from application.ports.webhook_log import AttemptOutcome, DeliveryState
from domain.checkout import Checkout
from interfaces.webhooks.sender import SenderLimits
from tests.application.application_fixture import Clock
from tests.interfaces.webhooks.receivers import Gate, receiving, silent, statuses
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture, sent

LEASE = timedelta(seconds=60)


async def test_two_share_the_work(webhook_fixture: WebhookFixture) -> None:
    """Each delivery is sent once, by one of them, and each does some of it."""
    async with receiving(statuses(200)) as shop:
        for number in range(40):
            await webhook_fixture.purchased(f"{shop.url}/{number}")
        await webhook_fixture.derived()
        senders = [await webhook_fixture.sender(limits=SenderLimits(together=3)) for _ in range(2)]
        counts = [0, 0]
        while sum(counts) < 40:
            for index, count in enumerate(await asyncio.gather(*map(sent, senders))):
                counts[index] += count

    assert sorted(shop.paths) == sorted(f"/{number}" for number in range(40))
    assert min(counts) > 0


async def test_what_another_is_claiming_is_passed_over(webhook_fixture: WebhookFixture) -> None:
    """A row that somebody holds locked is not waited for: everything else is sent meanwhile."""
    async with receiving(statuses(200)) as shop:
        held = await webhook_fixture.only(await _waiting(webhook_fixture, f"{shop.url}/held"))
        await _waiting(webhook_fixture, f"{shop.url}/free")
        sender = await webhook_fixture.sender()
        async with await psycopg.AsyncConnection.connect(webhook_fixture.url) as another:
            await another.execute(
                "SELECT FROM tillroll.deliveries WHERE id = %s FOR UPDATE", (held.id,)
            )
            assert await sent(sender) == 1
            assert shop.paths == ["/free"]
        assert await sent(sender) == 1

    assert shop.paths == ["/free", "/held"]


async def test_order_holds_across_processes(webhook_fixture: WebhookFixture) -> None:
    """What one process is sending holds up what follows it in the other."""
    gate = Gate()
    async with receiving(gate) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.renamed(checkout, "order-7")
        await webhook_fixture.derived()
        first, second = await webhook_fixture.sender(), await webhook_fixture.sender()
        assert await first.send_due() == 1
        assert await second.send_due() == 0
        await shop.has(1)
        gate.opened.set()
        await first.wait_until_idle()
        assert await sent(second) == 1

    assert [b"order-7" in each.body for each in shop.received] == [False, True]


async def test_one_whose_process_died(
    webhook_fixture: WebhookFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the claim has run out it is sent again; that the first attempt was begun is kept, and not its outcome."""
    async with receiving(statuses(200)) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        dead = await webhook_fixture.sender(limits=SenderLimits(grace_seconds=0))
        alive = await webhook_fixture.sender()
        monkeypatch.setattr(dead._outbox, "settle", _nobody_hears)
        assert await sent(dead) == 1

        webhook_fixture.clock.passes(LEASE - timedelta(seconds=1))
        assert await sent(alive) == 0
        webhook_fixture.clock.passes(timedelta(seconds=1))
        assert await sent(alive) == 1

    delivery = await webhook_fixture.only(checkout)
    assert delivery.state is DeliveryState.DELIVERED
    assert [attempt.outcome for attempt in delivery.attempts] == [
        AttemptOutcome.UNDER_WAY,
        AttemptOutcome.DELIVERED,
    ]


async def test_a_failure_that_is_told_too_late(webhook_fixture: WebhookFixture) -> None:
    """By then the delivery is somebody else's: the attempt gets its outcome, and nothing else changes."""
    gate, late = Gate(), Clock()
    async with receiving(silent) as dead, receiving(gate) as shop:
        checkout = await webhook_fixture.purchased(dead.url)
        await webhook_fixture.derived()
        slow = await webhook_fixture.sender(clock=late, seconds=0.5)
        quick = await webhook_fixture.sender(clock=Clock(late() + LEASE))
        assert await slow.send_due() == 1
        await dead.has(1)
        # The receiver's name leads to another machine by now.
        await _moved(webhook_fixture, dead.url, shop.url)
        assert await quick.send_due() == 1
        await slow.wait_until_idle()
        assert (await webhook_fixture.only(checkout)).state is DeliveryState.WAITING
        gate.opened.set()
        await quick.wait_until_idle()

    delivery = await webhook_fixture.only(checkout)
    assert delivery.state is DeliveryState.DELIVERED
    assert [attempt.outcome for attempt in delivery.attempts] == [
        AttemptOutcome.UNANSWERED,
        AttemptOutcome.DELIVERED,
    ]


async def test_a_server_that_is_shut_down(webhook_fixture: WebhookFixture) -> None:
    """What does not end within the grace is broken off, which is no failure, and another process sends it at once."""
    gate = Gate()
    async with receiving(gate) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        leaving = await webhook_fixture.sender(limits=SenderLimits(grace_seconds=0.01))
        leaving.open()
        await shop.has(1)
        await leaving.close()
        gate.opened.set()
        assert await sent(await webhook_fixture.sender()) == 1

    delivery = await webhook_fixture.only(checkout)
    assert [attempt.outcome for attempt in delivery.attempts] == [
        AttemptOutcome.BROKEN_OFF,
        AttemptOutcome.DELIVERED,
    ]


async def test_a_server_that_sends_by_itself(webhook_fixture: WebhookFixture) -> None:
    """It looks now and then, and at once when it is woken."""
    async with receiving(statuses(200)) as shop:
        sender = await webhook_fixture.sender()
        sender.open()
        await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        sender.wake()
        await shop.has(1)
        await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        await shop.has(2)
        await sender.close()


async def _waiting(webhook_fixture: WebhookFixture, url: str) -> Checkout:
    """A purchase that a shop is to be told of."""
    checkout = await webhook_fixture.purchased(url)
    await webhook_fixture.derived()
    return checkout


async def _nobody_hears(*_: object) -> None: ...


async def _moved(webhook_fixture: WebhookFixture, before: str, after: str) -> None:
    await webhook_fixture.storage._pool.rows(
        "UPDATE tillroll.deliveries SET url = $2 WHERE url = $1", (before, after)
    )
