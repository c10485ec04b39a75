"""100 Svea bodies of 3.9 MB that are never finished, signed by a merchant that does not exist."""

from collections import Counter

from tests.measure.soak.strangers.attack import Attack, Prepared
from tests.measure.soak.strangers.attacks.heads import svea_order
from tests.measure.soak.strangers.attacks.repeating import repeat
from tests.measure.soak.strangers.connection import Address, Connection

_STRANGERS = 100
_DECLARED = 3_999_999
_SENT = 3_900_000
_PART = b" " * 65_000


async def _strike(address: Address, known: Prepared, answered: Counter[str]) -> None:
    opening = svea_order(_DECLARED)

    async def send_most(connection: Connection) -> None:
        await connection.send(opening)
        for _ in range(_SENT // len(_PART)):
            await connection.send(_PART)
        answered[str((await connection.receive()).status)] += 1

    await repeat(_STRANGERS, address, known, answered, send_most)


BIG_BODIES = Attack(
    name="big-bodies", summary="100 bodies of 3.9 MB, never finished", strike=_strike
)
