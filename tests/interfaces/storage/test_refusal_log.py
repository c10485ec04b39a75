"""The contract of every refusal log."""

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
REFUSED = RefusedCommand(
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


async def test_a_refused_command_is_read_as_recorded(storage: Storage) -> None:
    """All fields are stored. The command is JSON whose decimals keep their digits."""
    await storage.refusals.keep(REFUSED)
    (kept,) = await storage.refusals.of("a")
    assert kept.checkout_id == REFUSED.checkout_id
    assert kept.merchant == REFUSED.merchant
    assert kept.version == REFUSED.version
    assert kept.at == REFUSED.at
    assert kept.reason == REFUSED.reason
    assert kept.operation == REFUSED.operation
    assert kept.provenance == REFUSED.provenance
    assert kept.facts == '{"total":-1}'
    command = json.loads(kept.command, parse_float=Decimal)
    assert str(command["cart"]["lines"][0]["quantity"]) == "2.50"


async def test_refused_commands_are_ordered_by_time(storage: Storage) -> None:
    """The oldest comes first, and commands of other checkouts are not included."""
    for version in range(5):
        await storage.refusals.keep(dataclasses.replace(REFUSED, version=version))
        await storage.refusals.keep(dataclasses.replace(REFUSED, checkout_id="b"))
    assert [kept.version for kept in await storage.refusals.of("a")] == [0, 1, 2, 3, 4]


async def test_equal_refused_commands_are_recorded_separately(storage: Storage) -> None:
    """Equal refused commands are never merged into one record."""
    await asyncio.gather(*(storage.refusals.keep(REFUSED) for _ in range(20)))
    assert len(await storage.refusals.of("a")) == 20


async def test_a_nul_character_is_stored(storage: Storage) -> None:
    """Texts with a NUL character are stored, as an escape in JSON."""
    refused = dataclasses.replace(
        REFUSED,
        command=ReplaceMetadata(metadata="a\0b"),
        facts={"article": "a\0b"},
        provenance=dataclasses.replace(BY, user_agent="a\0b"),
    )
    await storage.refusals.keep(refused)
    (kept,) = await storage.refusals.of("a")
    assert json.loads(kept.command) == {"metadata": "a\0b"}
    assert json.loads(kept.facts) == {"article": "a\0b"}
    assert kept.provenance == refused.provenance


async def test_a_checkout_without_refusals_has_none(storage: Storage) -> None:
    """An unknown id and an id that no database could store have no refused commands."""
    await storage.refusals.keep(REFUSED)
    assert list(await storage.refusals.of("b")) == []
    assert list(await storage.refusals.of("a\0b")) == []


async def test_the_reasons_of_several_checkouts_are_read_at_once(storage: Storage) -> None:
    """Each checkout with refused commands has its distinct reasons, counted attempts included; others are left out."""
    await storage.refusals.keep(REFUSED)
    await storage.refusals.keep(REFUSED)
    await storage.refusals.keep_counted(dataclasses.replace(REFUSED, reason="InvalidBody"))
    await storage.refusals.keep(dataclasses.replace(REFUSED, checkout_id="b"))
    await storage.refusals.keep(dataclasses.replace(REFUSED, checkout_id="c"))
    assert await storage.refusals.reasons_of(["a", "b", "unknown", "\0"]) == {
        "a": {"NegativeTotal", "InvalidBody"},
        "b": {"NegativeTotal"},
    }
    assert await storage.refusals.reasons_of([]) == {}
