"""Several processes send from one outbox: none sends a delivery twice without a crash, and none is lost."""

import asyncio
from datetime import timedelta

import psycopg
import pytest

from application.ports.webhooks.webhook_log import AttemptOutcome, DeliveryState
from domain.checkout import Checkout
from interfaces.webhooks.sender import SenderLimits
from tests.application.application_fixture import Clock
from tests.interfaces.webhooks.receivers import Gate, receiving, silent, statuses
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture, send_due_deliveries

LEASE = timedelta(seconds=60)


async def test_two_processes_share_the_deliveries(webhook_fixture: WebhookFixture) -> None:
    """Each delivery is sent once, and both processes send some."""
    async with receiving(statuses(200)) as shop:
        for number in range(40):
            await webhook_fixture.purchase(f"{shop.url}/{number}")
        await webhook_fixture.derive_deliveries()
        senders = [await webhook_fixture.sender(limits=SenderLimits(together=3)) for _ in range(2)]
        counts = [0, 0]
        while sum(counts) < 40:
            for index, count in enumerate(await asyncio.gather(*map(send_due_deliveries, senders))):
                counts[index] += count

    assert sorted(shop.paths) == sorted(f"/{number}" for number in range(40))
    assert min(counts) > 0


async def test_a_locked_delivery_is_skipped(webhook_fixture: WebhookFixture) -> None:
    """A delivery whose row is locked by another process is not waited for, and others are sent."""
    async with receiving(statuses(200)) as shop:
        held = await webhook_fixture.only_delivery_of(
            await _purchase_with_delivery(webhook_fixture, f"{shop.url}/held")
        )
        await _purchase_with_delivery(webhook_fixture, f"{shop.url}/free")
        sender = await webhook_fixture.sender()
        async with await psycopg.AsyncConnection.connect(webhook_fixture.url) as another:
            await another.execute(
                "SELECT FROM tillroll.deliveries WHERE id = %s FOR UPDATE", (held.id,)
            )
            assert await send_due_deliveries(sender) == 1
            assert shop.paths == ["/free"]
        assert await send_due_deliveries(sender) == 1

    assert shop.paths == ["/free", "/held"]


async def test_order_holds_across_processes(webhook_fixture: WebhookFixture) -> None:
    """While one process sends a delivery, another does not send the next one of the checkout."""
    gate = Gate()
    async with receiving(gate) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.change_reference(checkout, "order-7")
        await webhook_fixture.derive_deliveries()
        first, second = await webhook_fixture.sender(), await webhook_fixture.sender()
        assert await first.send_due() == 1
        assert await second.send_due() == 0
        await shop.has(1)
        gate.opened.set()
        await first.wait_until_idle()
        assert await send_due_deliveries(second) == 1

    assert [b"order-7" in each.body for each in shop.received] == [False, True]


async def test_a_delivery_of_a_dead_process_is_sent_again(
    webhook_fixture: WebhookFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the lease expires, the delivery is sent again. The attempt without an outcome is kept."""
    async with receiving(statuses(200)) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        dead = await webhook_fixture.sender(limits=SenderLimits(grace_seconds=0))
        alive = await webhook_fixture.sender()
        monkeypatch.setattr(dead._outbox, "settle", _do_nothing)
        assert await send_due_deliveries(dead) == 1

        webhook_fixture.clock.advance(LEASE - timedelta(seconds=1))
        assert await send_due_deliveries(alive) == 0
        webhook_fixture.clock.advance(timedelta(seconds=1))
        assert await send_due_deliveries(alive) == 1

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert delivery.state is DeliveryState.DELIVERED
    assert [attempt.outcome for attempt in delivery.attempts] == [
        AttemptOutcome.UNDER_WAY,
        AttemptOutcome.DELIVERED,
    ]


async def test_a_late_failure_changes_only_its_attempt(webhook_fixture: WebhookFixture) -> None:
    """If another process has claimed the delivery since, a late failure is recorded only on its attempt."""
    gate, late = Gate(), Clock()
    async with receiving(silent) as dead, receiving(gate) as shop:
        checkout = await webhook_fixture.purchase(dead.url)
        await webhook_fixture.derive_deliveries()
        slow = await webhook_fixture.sender(clock=late, seconds=0.5)
        quick = await webhook_fixture.sender(clock=Clock(late() + LEASE))
        assert await slow.send_due() == 1
        await dead.has(1)
        # Another receiver now answers under this name.
        await _move_receiver(webhook_fixture, dead.url, shop.url)
        assert await quick.send_due() == 1
        await slow.wait_until_idle()
        assert (await webhook_fixture.only_delivery_of(checkout)).state is DeliveryState.WAITING
        gate.opened.set()
        await quick.wait_until_idle()

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert delivery.state is DeliveryState.DELIVERED
    assert [attempt.outcome for attempt in delivery.attempts] == [
        AttemptOutcome.UNANSWERED,
        AttemptOutcome.DELIVERED,
    ]


async def test_a_shutdown_releases_its_deliveries(webhook_fixture: WebhookFixture) -> None:
    """A call that exceeds the grace period is aborted without counting as a failure, and another process sends it at
    once.
    """
    gate = Gate()
    async with receiving(gate) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        leaving = await webhook_fixture.sender(limits=SenderLimits(grace_seconds=0.01))
        leaving.open()
        await shop.has(1)
        await leaving.close()
        gate.opened.set()
        assert await send_due_deliveries(await webhook_fixture.sender()) == 1

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert [attempt.outcome for attempt in delivery.attempts] == [
        AttemptOutcome.BROKEN_OFF,
        AttemptOutcome.DELIVERED,
    ]


async def test_an_open_sender_sends_by_itself(webhook_fixture: WebhookFixture) -> None:
    """A sender polls the outbox, and sends at once when it is woken."""
    async with receiving(statuses(200)) as shop:
        sender = await webhook_fixture.sender()
        sender.open()
        await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        sender.wake()
        await shop.has(1)
        await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        await shop.has(2)
        await sender.close()


async def _purchase_with_delivery(webhook_fixture: WebhookFixture, url: str) -> Checkout:
    """Make a purchase and derive its delivery."""
    checkout = await webhook_fixture.purchase(url)
    await webhook_fixture.derive_deliveries()
    return checkout


async def _do_nothing(*_: object) -> None: ...


async def _move_receiver(webhook_fixture: WebhookFixture, before: str, after: str) -> None:
    await webhook_fixture.storage._pool.rows(
        "UPDATE tillroll.deliveries SET url = $2 WHERE url = $1", (before, after)
    )
