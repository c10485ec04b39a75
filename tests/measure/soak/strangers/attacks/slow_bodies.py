"""1,000 bodies of 1,000 bytes that come a byte a second, on paths that need no credential or take an unknown name."""

import asyncio
from collections import Counter
from itertools import cycle

from tests.measure.soak.strangers.attack import Attack, Prepared
from tests.measure.soak.strangers.attacks.heads import shopper_commit, svea_order, token_form
from tests.measure.soak.strangers.attacks.repeating import repeat
from tests.measure.soak.strangers.connection import Address, Connection

_STRANGERS = 1000
_LENGTH = 1000


async def _strike(address: Address, known: Prepared, answered: Counter[str]) -> None:
    heads = cycle([shopper_commit(_LENGTH), token_form(_LENGTH), svea_order(_LENGTH)])

    async def trickle(connection: Connection) -> None:
        await connection.send(next(heads))
        sending = asyncio.create_task(_send_slowly(connection))
        try:
            answered[str((await connection.receive()).status)] += 1
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    await repeat(_STRANGERS, address, known, answered, trickle)


async def _send_slowly(connection: Connection) -> None:
    for _ in range(_LENGTH):
        await asyncio.sleep(1)
        await connection.send(b" ")


SLOW_BODIES = Attack(name="slow-bodies", summary="1,000 bodies, a byte a second", strike=_strike)
