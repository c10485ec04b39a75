"""8,000 small requests at once on each of 100 connections that read no answer. 256 KB arrive as one piece."""

import asyncio
from collections import Counter

from tests.measure.soak.strangers.attack import Attack, Prepared
from tests.measure.soak.strangers.attacks.repeating import repeat
from tests.measure.soak.strangers.connection import Address, Connection

_STRANGERS = 100
_REQUESTS = b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n" * 8_000
_UNREAD_SECONDS = 30


async def _strike(address: Address, known: Prepared, answered: Counter[str]) -> None:
    async def send_all(connection: Connection) -> None:
        await connection.send(_REQUESTS)
        await asyncio.sleep(_UNREAD_SECONDS)
        answered[str((await connection.receive()).status)] += 1

    await repeat(_STRANGERS, address, known, answered, send_all)


PIPELINED = Attack(
    name="pipelined",
    summary="8,000 requests at once on each of 100 connections",
    strike=_strike,
)
