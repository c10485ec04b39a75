"""Strangers in numbers: each repeats one step, whatever the server answers, until the attack is cancelled."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from itertools import cycle, islice

from tests.measure.soak.strangers.attack import Prepared
from tests.measure.soak.strangers.connection import Address, Connection, connected
from tests.measure.soak.strangers.counted import BROKEN, CONNECTIONS

RETRY_SECONDS = 1.0
"""The pause of a stranger whose connection was closed. Without it, the costs of connecting would be measured."""
FAILURES = (OSError, EOFError, ValueError)
Step = Callable[[Connection], Awaitable[None]]


async def repeat(
    strangers: int, address: Address, known: Prepared, answered: Counter[str], step: Step
) -> None:
    """Open a connection for each stranger, take the step on it, and repeat both. Never returns."""
    async with asyncio.TaskGroup() as group:
        for source in islice(cycle(known.sources), strangers):
            group.create_task(_repeat(address, source, answered, step))


async def _repeat(address: Address, source: str, answered: Counter[str], step: Step) -> None:
    while True:
        try:
            async with connected(address, source) as connection:
                answered[CONNECTIONS] += 1
                await step(connection)
        except FAILURES:
            answered[BROKEN] += 1
        await asyncio.sleep(RETRY_SECONDS)
