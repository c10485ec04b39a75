"""A shop that keeps changing its checkouts during failures, and records which changes were acknowledged."""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import httpx

from tests.system.service.server import authorised, item, new_checkout

TIMEOUT_SECONDS = 20.0
_PAUSE_SECONDS = 0.02
_WAIT_SECONDS = 30.0


@dataclass
class Shop:
    """One writer for each checkout. Every change has three parts and a unique number.

    `acknowledged` has the numbers of the changes with the response 200, by checkout. `answers` counts all responses
    by status, with 0 for no response. `acknowledged_at` has the time of each response 200, by
    `time.monotonic`.
    """

    address: str
    writers: int = 8
    tried: int = 0
    acknowledged: dict[str, list[int]] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    acknowledged_at: list[float] = field(default_factory=list)
    _headers: dict[str, str] = field(default_factory=dict)
    _answered: asyncio.Event = field(default_factory=asyncio.Event)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(2))

    def open(self) -> None:
        """Opens the checkouts. It is called before any failure."""
        self.log_in()
        for _ in range(self.writers):
            checkout_id: str = new_checkout(self.address, self._headers)["privateId"]
            self.acknowledged[checkout_id] = []

    def log_in(self) -> None:
        """Requests a token."""
        self._headers = authorised(self.address)

    @asynccontextmanager
    async def selling(self) -> AsyncIterator["Shop"]:
        """All writers write until the block ends, and complete their last requests before it returns."""
        limits = httpx.Limits(max_connections=self.writers)
        async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, limits=limits) as client:
            ending = asyncio.Event()
            writing = [
                asyncio.create_task(self._write(client, checkout_id, ending))
                for checkout_id in self.acknowledged
            ]
            try:
                yield self
            finally:
                ending.set()
                await asyncio.gather(*writing)

    async def more(self, changes: int = 50) -> None:
        """Returns when this number of further changes is acknowledged, and fails after a timeout."""
        target = self.sold + changes
        async with asyncio.timeout(_WAIT_SECONDS):
            while self.sold < target:
                await self._wait_for_a_response()

    async def refused(self, status: int, times: int = 1) -> None:
        """Returns when this number of further requests has the status."""
        target = self.answers[status] + times
        async with asyncio.timeout(_WAIT_SECONDS):
            while self.answers[status] < target:
                await self._wait_for_a_response()

    @property
    def sold(self) -> int:
        """The number of acknowledged changes."""
        return sum(map(len, self.acknowledged.values()))

    async def _wait_for_a_response(self) -> None:
        self._answered.clear()
        await self._answered.wait()

    async def _write(
        self, client: httpx.AsyncClient, checkout_id: str, ending: asyncio.Event
    ) -> None:
        while not ending.is_set():
            number = next(self._numbers)
            self.tried += 1
            status = 0
            with suppress(httpx.TransportError):
                answer = await client.put(
                    f"{self.address}/checkouts/{checkout_id}",
                    headers=self._headers,
                    json=change(number),
                )
                status = answer.status_code
            self.answers[status] += 1
            self._answered.set()
            if status == httpx.codes.OK:
                self.acknowledged[checkout_id].append(number)
                self.acknowledged_at.append(time.monotonic())
            else:
                await asyncio.sleep(_PAUSE_SECONDS)


def change(number: int) -> dict[str, object]:
    """A change of cart, reference and metadata, which is three events in one append."""
    return {"cart": [item(number)], "reference": f"order {number}", "metadata": {"number": number}}
