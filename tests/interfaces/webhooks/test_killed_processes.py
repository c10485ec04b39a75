"""Sending processes that are killed with SIGKILL in the middle of their work."""

import asyncio
import json
from contextlib import ExitStack

from application.ports.webhooks.webhook_log import DeliveryState, WebhookFilter
from domain.checkout import Checkout
from interfaces.runtime.clock_and_ids import now
from tests.interfaces.webhooks.processes import serving
from tests.interfaces.webhooks.receivers import Receiver, receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture

SECONDS = 90
DELIVERED = WebhookFilter(state=DeliveryState.DELIVERED)


async def test_killed_processes_lose_no_delivery(webhook_fixture: WebhookFixture) -> None:
    """Each event has one delivery, which arrives at least once, and in order for each checkout."""
    webhook_fixture.clock.at = now()
    checkouts: list[Checkout] = []
    async with receiving(statuses(200)) as shop:
        for _ in range(4):
            seen = len(shop.received)
            for _ in range(5):
                checkouts.append(
                    await _purchase_and_change_reference(webhook_fixture, shop, len(checkouts))
                )
            with ExitStack() as running:
                await asyncio.to_thread(running.enter_context, serving(webhook_fixture.url))
                # Kill the process after it has sent some of its deliveries.
                await shop.has(seen + 3, SECONDS)
        with ExitStack() as running:
            await asyncio.to_thread(running.enter_context, serving(webhook_fixture.url))
            await _wait_until_delivered(webhook_fixture, 2 * len(checkouts))

    for number, checkout in enumerate(checkouts):
        assert [delivery.version for delivery in await webhook_fixture.deliveries_of(checkout)] == [
            4,
            5,
        ]
        received_versions = _versions(shop, number)
        assert received_versions == sorted(received_versions)
        assert set(received_versions) == {4, 5}


async def test_two_processes_send_no_delivery_twice(webhook_fixture: WebhookFixture) -> None:
    """Without a crash, two processes send each delivery exactly once."""
    webhook_fixture.clock.at = now()
    async with receiving(statuses(200)) as shop:
        with ExitStack() as running:
            for _ in range(2):
                await asyncio.to_thread(running.enter_context, serving(webhook_fixture.url))
            checkouts = [
                await _purchase_and_change_reference(webhook_fixture, shop, number)
                for number in range(15)
            ]
            await _wait_until_delivered(webhook_fixture, 2 * len(checkouts))

    for number, checkout in enumerate(checkouts):
        assert _versions(shop, number) == [4, 5]
        assert [
            len(delivery.attempts) for delivery in await webhook_fixture.deliveries_of(checkout)
        ] == [1, 1]


async def _purchase_and_change_reference(
    webhook_fixture: WebhookFixture, shop: Receiver, number: int
) -> Checkout:
    webhook_fixture.clock.advance()
    checkout = await webhook_fixture.purchase(f"{shop.url}/{number}")
    return await webhook_fixture.change_reference(checkout, f"order-{number}")


async def _wait_until_delivered(webhook_fixture: WebhookFixture, count: int) -> None:
    """Return when this number of deliveries has been delivered."""
    async with asyncio.timeout(SECONDS):
        while True:
            if (
                len(await webhook_fixture.deliveries.page(DELIVERED, before=None, limit=count))
                == count
            ):
                return


def _versions(shop: Receiver, number: int) -> list[int]:
    """Return the versions received for a checkout, in order."""
    return [json.loads(each.body)["version"] for each in shop.received if each.path == f"/{number}"]
