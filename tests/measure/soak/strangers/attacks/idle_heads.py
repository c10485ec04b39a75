"""1,000 heads whose bodies never come. Each is 110 bytes and needs no credential."""

from collections import Counter

from tests.measure.soak.strangers.attack import Attack, Prepared
from tests.measure.soak.strangers.attacks.heads import shopper_commit
from tests.measure.soak.strangers.attacks.repeating import repeat
from tests.measure.soak.strangers.connection import Address, Connection

_STRANGERS = 1000


async def _strike(address: Address, known: Prepared, answered: Counter[str]) -> None:
    idle = shopper_commit(10)

    async def wait(connection: Connection) -> None:
        answered[str((await connection.ask(idle)).status)] += 1

    await repeat(_STRANGERS, address, known, answered, wait)


IDLE_HEADS = Attack(name="idle-heads", summary="1,000 heads without their bodies", strike=_strike)
