"""Observe the server while the load is on: its memory, and what `/readyz` answers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from tests.measure.bench.services import Service
from tests.measure.soak.strangers.connection import Address, connected, request
from tests.measure.soak.strangers.merchant import FAILURES
from tests.measure.soak.strangers.verdicts import Readiness

_MEMORY_SECONDS = 0.1
_READY_SECONDS = 0.5
_READY_TIMEOUT = 5.0
_READY = request("GET", "/readyz", {"Connection": "close"})


@dataclass
class Observed:
    """The highest memory in bytes, and the answers of `/readyz`."""

    peak: int = 0
    asked: int = 0
    ready: int = 0
    not_ready: int = 0

    def readiness(self) -> Readiness:
        """Return the answers of `/readyz`."""
        return Readiness(asked=self.asked, ready=self.ready, not_ready=self.not_ready)


@contextlib.asynccontextmanager
async def observing(service: Service, observed: Observed) -> AsyncIterator[None]:
    """Observe during the block."""
    tasks = [
        asyncio.create_task(_sample_memory(service, observed)),
        asyncio.create_task(_ask_ready(Address.parse(service.address), observed)),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _sample_memory(service: Service, observed: Observed) -> None:
    while True:
        observed.peak = max(observed.peak, service.memory())
        await asyncio.sleep(_MEMORY_SECONDS)


async def _ask_ready(address: Address, observed: Observed) -> None:
    while True:
        with contextlib.suppress(*FAILURES):
            async with asyncio.timeout(_READY_TIMEOUT), connected(address) as connection:
                status = (await connection.ask(_READY)).status
                observed.ready += status == 200
                observed.not_ready += status == 503
        observed.asked += 1
        await asyncio.sleep(_READY_SECONDS)
