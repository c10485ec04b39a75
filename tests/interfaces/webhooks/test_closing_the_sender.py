"""Closing a sender while it is woken."""

import asyncio
from datetime import datetime

import pytest

from application.ports.webhooks.webhook_log import DeliveryState
from application.ports.webhooks.webhook_outbox import Claim
from interfaces.runtime.clock_and_ids import now
from interfaces.webhooks.http_caller import HttpCaller
from interfaces.webhooks.sender import Sender
from tests.interfaces.webhooks.receivers import receiving, silent
from tests.interfaces.webhooks.webhook_fixture import HOME, WebhookFixture


class EmptyOutbox:
    """An outbox without deliveries."""

    async def claim(
        self, *, at: datetime, until: datetime, most: int, each: int, busy: dict[str, int]
    ) -> list[Claim]:
        """Return no deliveries."""
        return []


@pytest.mark.parametrize("iterations", range(6))
async def test_a_sender_closes_while_it_is_woken(iterations: int) -> None:
    """A sender that is woken a few event loop iterations before it is closed ends."""
    async with HttpCaller(HOME) as caller:
        sender = Sender(
            outbox=EmptyOutbox(),  # type: ignore[arg-type]
            caller=caller,
            channels=(),
            clock=now,
            chance=lambda: 0.0,
        )
        sender.open()
        await asyncio.sleep(0.05)
        sender.wake()
        for _ in range(iterations):
            await asyncio.sleep(0)
        await asyncio.wait_for(sender.close(), 30)


@pytest.mark.parametrize("iterations", [1, 2, 20])
async def test_a_cancelled_closing_cancels_the_deliveries(
    webhook_fixture: WebhookFixture, iterations: int
) -> None:
    """No task of the sender is left, and the delivery is recorded as one to be sent again."""
    async with receiving(silent) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        before = asyncio.all_tasks()
        sender.open()
        await shop.has(1)
        closing = asyncio.create_task(sender.close())
        for _ in range(iterations):
            await asyncio.sleep(0)
        closing.cancel()
        await asyncio.wait([closing])
        assert {each for each in asyncio.all_tasks() - before if _is_of_sender(each)} == set()
    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert delivery.state is DeliveryState.WAITING


def _is_of_sender(task: "asyncio.Task[None]") -> bool:
    return "Sender" in getattr(task.get_coro(), "__qualname__", "")
