"""The process of the strangers, so that they do not share the event loop that measures the merchant.

`python -m tests.measure.soak.strangers.attacker NAME ADDRESS PREPARED` prints a line when it begins, attacks until its
standard input is closed, and then prints the answers that it got, by status, as JSON.
"""

import asyncio
import os
import sys
from collections import Counter

import msgspec
import uvloop

from tests.measure.soak.strangers.attack import Prepared
from tests.measure.soak.strangers.attacks.registry import ATTACKS
from tests.measure.soak.strangers.connection import Address

STARTED = "attacking"
# Strangers run on other machines. Here they may only use what the measured processes leave of the processors.
_NICENESS = 10


def main(name: str, address: str, prepared: str) -> None:
    """Attack until standard input is closed."""
    os.nice(_NICENESS)
    answered: Counter[str] = Counter()
    known = msgspec.json.decode(prepared, type=Prepared)
    uvloop.run(_attack(name, Address.parse(address), known, answered))
    _say(msgspec.json.encode(answered).decode())


async def _attack(name: str, address: Address, known: Prepared, answered: Counter[str]) -> None:
    strike = asyncio.ensure_future(ATTACKS[name].strike(address, known, answered))
    _say(STARTED)
    ending = asyncio.ensure_future(asyncio.to_thread(sys.stdin.read))
    await asyncio.wait([strike, ending], return_when=asyncio.FIRST_COMPLETED)
    if strike.done():
        strike.result()
    strike.cancel()
    await asyncio.gather(strike, return_exceptions=True)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
