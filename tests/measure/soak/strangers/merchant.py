"""The load of a merchant: a fixed number of keep-alive connections that replace carts, each after its last answer."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from tests.measure.bench import carts
from tests.measure.soak.strangers.configuration import CONNECTIONS
from tests.measure.soak.strangers.connection import Address, Connection, connected
from tests.measure.soak.strangers.counted import BROKEN
from tests.measure.soak.strangers.phase import Phase

PAUSE_SECONDS = 0.02
"""The pause of a connection between an answer and its next request. It keeps the load below the server's highest."""
TIMEOUT_SECONDS = 10.0
_RETRY_SECONDS = 0.1
FAILURES = (OSError, EOFError, TimeoutError, ValueError)


@dataclass
class _Tally:
    """What is counted during a phase."""

    statuses: Counter[str] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)
    in_flight: dict[int, float] = field(default_factory=dict)


class Merchant:
    """A shop that replaces the carts of its checkouts."""

    def __init__(self, address: Address, ids: Sequence[str], tokens: Sequence[str]) -> None:
        self._address = address
        self._requests = [
            _requests(ids[number::CONNECTIONS], token) for number, token in enumerate(tokens)
        ]

    async def load(self, seconds: float) -> Phase:
        """Apply the load for some seconds."""
        tally = _Tally()
        began = time.monotonic()
        tasks = [asyncio.create_task(self._repeat(tally, each)) for each in range(CONNECTIONS)]
        await asyncio.sleep(seconds)
        ended = time.monotonic()
        pending = [ended - sent for sent in tally.in_flight.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return Phase(
            seconds=ended - began,
            statuses=dict(tally.statuses),
            latencies=[*tally.latencies, *pending],
        )

    async def is_served(self) -> bool:
        """Return whether one change is answered with a success."""
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS), connected(self._address) as connection:
                return (await connection.ask(next(self._requests[0]))).status == 200
        except FAILURES:
            return False

    async def _repeat(self, tally: _Tally, number: int) -> None:
        while True:
            try:
                async with connected(self._address) as connection:
                    is_kept_open = True
                    while is_kept_open:
                        is_kept_open = await self._change(connection, tally, number)
                        await asyncio.sleep(PAUSE_SECONDS)
            except FAILURES:
                _record_break(tally, number)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _change(self, connection: Connection, tally: _Tally, number: int) -> bool:
        """Send one change, and return whether the connection stays open."""
        tally.in_flight[number] = sent = time.monotonic()
        async with asyncio.timeout(TIMEOUT_SECONDS):
            answer = await connection.ask(next(self._requests[number]))
        del tally.in_flight[number]
        tally.statuses[str(answer.status)] += 1
        if 200 <= answer.status < 300:
            tally.latencies.append(time.monotonic() - sent)
        return answer.is_kept_open


def _record_break(tally: _Tally, number: int) -> None:
    tally.statuses[BROKEN] += 1
    sent = tally.in_flight.pop(number, None)
    if sent is not None:
        tally.latencies.append(time.monotonic() - sent)


def _requests(ids: Sequence[str], token: str) -> Iterator[bytes]:
    """Generate changes round the checkouts, with a quantity that differs from the last one of its checkout."""
    for quantity in count(3):
        for checkout_id in ids:
            yield carts.put(f"/checkouts/{checkout_id}/cart", quantity, token)
