"""Closing a sender while it is woken."""

import asyncio
from datetime import datetime

import pytest

from application.ports.webhooks.webhook_outbox import Claim
from interfaces.runtime.clock_and_ids import now
from interfaces.webhooks.http_caller import HttpCaller
from interfaces.webhooks.sender import Sender
from tests.interfaces.webhooks.webhook_fixture import HOME


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
