"""1,000 tokens whose pages are suspended and resumed in turn, from 50 connections as fast as the answers come."""

from collections import Counter
from itertools import cycle

from tests.measure.soak.strangers.attack import Attack, Prepared
from tests.measure.soak.strangers.attacks.repeating import repeat
from tests.measure.soak.strangers.connection import Address, Connection, request
from tests.measure.soak.strangers.shop import Shop

_TOKENS = 1000
_STRANGERS = 50
_JSON = {"Content-Type": "application/json"}


def _prepare(shop: Shop) -> Prepared:
    return Prepared(tokens=[each.public_token for each in shop.open_checkouts(_TOKENS)])


async def _strike(address: Address, known: Prepared, answered: Counter[str]) -> None:
    paths = cycle(
        f"/shopper/{token}/{verb}" for verb in ("suspend", "resume") for token in known.tokens
    )

    async def change(connection: Connection) -> None:
        is_kept_open = True
        while is_kept_open:
            answer = await connection.ask(request("POST", next(paths), _JSON))
            answered[str(answer.status)] += 1
            is_kept_open = answer.is_kept_open

    await repeat(_STRANGERS, address, known, answered, change)


SUSPENDS = Attack(
    name="suspends",
    summary="1,000 tokens' suspends and resumes from 50 connections",
    strike=_strike,
    prepare=_prepare,
    evidence="200",
)
