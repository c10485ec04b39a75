"""What every refusal log does."""

import asyncio
import dataclasses
import json
from decimal import Decimal

from application.commands.shop import ReplaceCart, ReplaceMetadata
from application.ports.refusal_log import RefusedCommand
from domain.values.cart import Cart, Line
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT, BY

CART = Cart(
    lines=(
        Line.with_tax_inside(
            article="1",
            description="Skjorta å",
            quantity=Decimal("2.50"),
            unit_price=10_000,
            tax_rate=2500,
        ),
    )
)
ATTEMPT = RefusedCommand(
    checkout_id="a",
    merchant="demo-shop",
    version=3,
    at=AT,
    reason="NegativeTotal",
    facts={"total": -1},
    operation="ReplaceCart",
    command=ReplaceCart(cart=CART),
    provenance=BY,
)


async def test_an_attempt_is_read_as_it_was_made(storage: Storage) -> None:
    """All fields are stored; the command is JSON whose decimals keep their digits."""
    await storage.refusals.keep(ATTEMPT)
    (kept,) = await storage.refusals.of("a")
    assert kept.checkout_id == ATTEMPT.checkout_id
    assert kept.merchant == ATTEMPT.merchant
    assert kept.version == ATTEMPT.version
    assert kept.at == ATTEMPT.at
    assert kept.reason == ATTEMPT.reason
    assert kept.operation == ATTEMPT.operation
    assert kept.provenance == ATTEMPT.provenance
    assert kept.facts == '{"total":-1}'
    asked = json.loads(kept.command, parse_float=Decimal)
    assert str(asked["cart"]["lines"][0]["quantity"]) == "2.50"


async def test_attempts_are_read_in_the_order_in_which_they_were_made(storage: Storage) -> None:
    """The oldest comes first, and another checkout's are not among them."""
    for version in range(5):
        await storage.refusals.keep(dataclasses.replace(ATTEMPT, version=version))
        await storage.refusals.keep(dataclasses.replace(ATTEMPT, checkout_id="b"))
    assert [kept.version for kept in await storage.refusals.of("a")] == [0, 1, 2, 3, 4]


async def test_the_same_attempt_made_twice_is_kept_twice(storage: Storage) -> None:
    """Nobody decides that two attempts were one."""
    await asyncio.gather(*(storage.refusals.keep(ATTEMPT) for _ in range(20)))
    assert len(await storage.refusals.of("a")) == 20


async def test_a_nul_in_the_command_is_kept(storage: Storage) -> None:
    """PostgreSQL keeps no NUL in a text; JSON does, as an escape, in all that comes from outside."""
    attempt = dataclasses.replace(
        ATTEMPT,
        command=ReplaceMetadata(metadata="a\0b"),
        facts={"article": "a\0b"},
        provenance=dataclasses.replace(BY, user_agent="a\0b"),
    )
    await storage.refusals.keep(attempt)
    (kept,) = await storage.refusals.of("a")
    assert json.loads(kept.command) == {"metadata": "a\0b"}
    assert json.loads(kept.facts) == {"article": "a\0b"}
    assert kept.provenance == attempt.provenance


async def test_a_checkout_without_attempts_has_none(storage: Storage) -> None:
    """Neither has an id that nothing can have."""
    await storage.refusals.keep(ATTEMPT)
    assert list(await storage.refusals.of("b")) == []
    assert list(await storage.refusals.of("a\0b")) == []
