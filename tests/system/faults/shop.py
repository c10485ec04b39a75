"""A shop that goes on changing its checkouts whatever happens, and remembers what it was told."""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import httpx

from tests.system.service.server import authorised, item, new_checkout

PATIENCE_SECONDS = 20.0
_PAUSE_SECONDS = 0.02
_WAIT_SECONDS = 30.0


@dataclass
class Shop:
    """One writer for each checkout. Every change has three parts, and a number that is never used again.

    `acknowledged` are the numbers of the changes that were answered 200, by checkout; `answers` counts all answers by
    their status, and 0 for none.
    """

    address: str
    writers: int = 8
    tried: int = 0
    acknowledged: dict[str, list[int]] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    _headers: dict[str, str] = field(default_factory=dict)
    _answered: asyncio.Event = field(default_factory=asyncio.Event)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(2))

    def open(self) -> None:
        """Opens the checkouts. Has to be called before there is a fault."""
        self.log_in()
        for _ in range(self.writers):
            checkout_id: str = new_checkout(self.address, self._headers)["privateId"]
            self.acknowledged[checkout_id] = []

    def log_in(self) -> None:
        """Fetches a token."""
        self._headers = authorised(self.address)

    @asynccontextmanager
    async def selling(self) -> AsyncIterator["Shop"]:
        """All writers write until the block ends, and their last requests have ended by then."""
        limits = httpx.Limits(max_connections=self.writers)
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS, limits=limits) as client:
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
        """Returns when so many more changes were acknowledged; fails where that takes far too long."""
        until = self.sold + changes
        async with asyncio.timeout(_WAIT_SECONDS):
            while self.sold < until:
                await self._next_answer()

    async def refused(self, status: int, times: int = 1) -> None:
        """Returns when so many more requests were answered so."""
        until = self.answers[status] + times
        async with asyncio.timeout(_WAIT_SECONDS):
            while self.answers[status] < until:
                await self._next_answer()

    @property
    def sold(self) -> int:
        """How many changes were acknowledged."""
        return sum(map(len, self.acknowledged.values()))

    async def _next_answer(self) -> None:
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
            else:
                await asyncio.sleep(_PAUSE_SECONDS)


def change(number: int) -> dict[str, object]:
    """A change of cart, reference and metadata, which is three events in one append."""
    return {"cart": [item(number)], "reference": f"order {number}", "metadata": {"number": number}}
