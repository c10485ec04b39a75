"""Measure one attack: phases of the merchant's load in turns without and with strangers."""

import asyncio
import time
from collections import Counter
from dataclasses import replace

from tests.measure.bench.load import LoadFailed
from tests.measure.bench.services import Service
from tests.measure.soak.strangers.attack import Attack, Prepared
from tests.measure.soak.strangers.attacker_process import attacking
from tests.measure.soak.strangers.connection import Address
from tests.measure.soak.strangers.merchant import Merchant
from tests.measure.soak.strangers.observer import Observed, observing
from tests.measure.soak.strangers.phase import Phase
from tests.measure.soak.strangers.shop import measured_shop, other_shop
from tests.measure.soak.strangers.verdicts import Memory, Run

_CHECKOUTS = 64
_WARM_UP_SECONDS = 3.0
_LEAD_SECONDS = 2.0
"""How long strangers attack before the measurement begins, so that they have taken what they can."""
_REST_SECONDS = 3.0
_RECOVERY_SECONDS = 60.0
_GIVING_BACK_SECONDS = 15.0


def measure(
    attack: Attack, service: Service, *, rounds: int, seconds: float, addresses: int
) -> Run:
    """Measure an attack from so many addresses on a server that was started for it.

    The merchant connects from 127.0.0.1, and strangers from other loopback addresses: a limit for each address is to
    stop them and not the merchant.
    """
    prepared = replace(
        attack.prepare(other_shop(service.address)),
        sources=[f"127.0.1.{number}" for number in range(1, 1 + addresses)],
    )
    shop = measured_shop(service.address)
    ids = [each.private_id for each in shop.open_checkouts(_CHECKOUTS)]
    merchant = Merchant(Address.parse(service.address), ids, shop.tokens())
    return asyncio.run(_measure(attack, prepared, service, merchant, rounds, seconds))


async def _measure(
    attack: Attack,
    prepared: Prepared,
    service: Service,
    merchant: Merchant,
    rounds: int,
    seconds: float,
) -> Run:
    await merchant.load(_WARM_UP_SECONDS)
    await asyncio.sleep(_REST_SECONDS)
    before = service.memory()
    alone: list[Phase] = []
    attacked: list[Phase] = []
    observed = Observed()
    strangers: Counter[str] = Counter()
    for _ in range(rounds):
        alone.append(await merchant.load(seconds))
        async with observing(service, observed):
            with attacking(attack, service.address, prepared, strangers):
                await asyncio.sleep(_LEAD_SECONDS)
                attacked.append(await merchant.load(seconds))
        await _recover(attack, merchant)
    await asyncio.sleep(_GIVING_BACK_SECONDS)
    return Run(
        attack=attack.name,
        evidence=attack.evidence,
        alone=alone,
        attacked=attacked,
        memory=Memory(before=before, peak=observed.peak, after=service.memory()),
        readiness=observed.readiness(),
        strangers=strangers,
    )


async def _recover(attack: Attack, merchant: Merchant) -> None:
    """Wait until the merchant is served again. Raises LoadFailed if that takes more than a minute."""
    await asyncio.sleep(_REST_SECONDS)
    give_up = time.monotonic() + _RECOVERY_SECONDS
    while not await merchant.is_served():
        if time.monotonic() > give_up:
            raise LoadFailed(
                f"the server serves nobody {_RECOVERY_SECONDS:g} s after {attack.name}"
            )
        await asyncio.sleep(_REST_SECONDS)
