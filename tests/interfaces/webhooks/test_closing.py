"""A sender that is closed ends, whatever it hears at that moment."""

import asyncio
from datetime import datetime

import pytest

from application.ports.webhook_outbox import Claim
from interfaces.runtime.clock_and_ids import now
from interfaces.webhooks.http_caller import HttpCaller
from interfaces.webhooks.sender import Sender
from tests.interfaces.webhooks.webhook_fixture import HOME


class EmptyOutbox:
    """There is never anything to send."""

    async def claim(
        self, *, at: datetime, until: datetime, most: int, each: int, busy: dict[str, int]
    ) -> list[Claim]:
        """Nothing, at once."""
        return []


@pytest.mark.parametrize("turns", range(6))
async def test_closing_while_there_is_news(turns: int) -> None:
    """Woken so many turns of the loop before it is closed, it is not so busy with that as to miss its end."""
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
        for _ in range(turns):
            await asyncio.sleep(0)
        await asyncio.wait_for(sender.close(), 30)
