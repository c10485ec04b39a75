"""The parts of an attack: what the shop prepares for it, and what the strangers do."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.measure.soak.strangers.connection import Address
from tests.measure.soak.strangers.counted import CONNECTIONS
from tests.measure.soak.strangers.shop import Shop


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """What strangers know: public tokens, the version of their checkouts, the port of the shop.

    `sources` are the addresses that they connect from.
    """

    tokens: list[str] = field(default_factory=list)
    version: int = 0
    port: int = 0
    sources: list[str] = field(default_factory=list)


def nothing(_: Shop) -> Prepared:
    """Prepare nothing: the strangers need to know only the address."""
    return Prepared()


@dataclass(frozen=True, kw_only=True)
class Attack:
    """An attack. `strike` runs until it is cancelled, and counts connections, and answers by status.

    `evidence` is the key of the count without which the attack did not happen: an attack that the server never felt
    must not pass.
    """

    name: str
    summary: str
    strike: Callable[[Address, Prepared, Counter[str]], Awaitable[None]]
    prepare: Callable[[Shop], Prepared] = nothing
    evidence: str = CONNECTIONS
