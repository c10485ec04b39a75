"""Real processes, killed with signal 9 in the middle of their work."""

import asyncio
import json
from contextlib import ExitStack

from application.ports.webhook_log import DeliveryState, WebhookFilter
from domain.checkout import Checkout
from interfaces.runtime.clock_and_ids import now
from tests.interfaces.webhooks.processes import serving
from tests.interfaces.webhooks.receivers import Receiver, receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture

SECONDS = 90
DELIVERED = WebhookFilter(state=DeliveryState.DELIVERED)


async def test_nothing_is_lost_whoever_is_killed(webhook_fixture: WebhookFixture) -> None:
    """Every cause has one delivery, every delivery arrives at least once, and for one checkout in order."""
    webhook_fixture.clock.at = now()
    checkouts: list[Checkout] = []
    async with receiving(statuses(200)) as shop:
        for _ in range(4):
            seen = len(shop.received)
            for _ in range(5):
                checkouts.append(
                    await _purchased_and_renamed(webhook_fixture, shop, len(checkouts))
                )
            with ExitStack() as running:
                await asyncio.to_thread(running.enter_context, serving(webhook_fixture.url))
                # Killed as soon as it has sent some of what it has to send.
                await shop.has(seen + 3, SECONDS)
        with ExitStack() as running:
            await asyncio.to_thread(running.enter_context, serving(webhook_fixture.url))
            await _delivered(webhook_fixture, 2 * len(checkouts))

    for number, checkout in enumerate(checkouts):
        assert [delivery.version for delivery in await webhook_fixture.of(checkout)] == [4, 5]
        arrived = _versions(shop, number)
        assert arrived == sorted(arrived)
        assert set(arrived) == {4, 5}


async def test_nothing_is_sent_twice_by_two(webhook_fixture: WebhookFixture) -> None:
    """While nobody dies, two processes send each delivery exactly once."""
    webhook_fixture.clock.at = now()
    async with receiving(statuses(200)) as shop:
        with ExitStack() as running:
            for _ in range(2):
                await asyncio.to_thread(running.enter_context, serving(webhook_fixture.url))
            checkouts = [
                await _purchased_and_renamed(webhook_fixture, shop, number) for number in range(15)
            ]
            await _delivered(webhook_fixture, 2 * len(checkouts))

    for number, checkout in enumerate(checkouts):
        assert _versions(shop, number) == [4, 5]
        assert [len(delivery.attempts) for delivery in await webhook_fixture.of(checkout)] == [1, 1]


async def _purchased_and_renamed(
    webhook_fixture: WebhookFixture, shop: Receiver, number: int
) -> Checkout:
    webhook_fixture.clock.passes()
    checkout = await webhook_fixture.purchased(f"{shop.url}/{number}")
    return await webhook_fixture.renamed(checkout, f"order-{number}")


async def _delivered(webhook_fixture: WebhookFixture, count: int) -> None:
    """Returns when so many deliveries have arrived."""
    async with asyncio.timeout(SECONDS):
        while True:
            if (
                len(await webhook_fixture.deliveries.page(DELIVERED, before=None, limit=count))
                == count
            ):
                return


def _versions(shop: Receiver, number: int) -> list[int]:
    """What arrived about a checkout, in order."""
    return [json.loads(each.body)["version"] for each in shop.received if each.path == f"/{number}"]
