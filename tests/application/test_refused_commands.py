"""Refused commands are recorded outside the history."""

import json
from dataclasses import replace

import pytest

from application.commands.purchase import CommitPurchase, CompletePurchase
from application.commands.shop import ReplaceCart, Suspend
from domain.provenance import Provenance
from domain.refusals import (
    AmountMismatch,
    CheckoutNotFound,
    Locked,
    PurchaseCommitmentFound,
    StaleVersion,
)
from domain.values.cart import Cart
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import PAID, SHIRT, SOCKS

ELSEWHERE = Provenance(
    actor="shop:demo", dialect="walley", operation="update cart", request_id="r-9", address="::1"
)


async def test_a_refused_command_is_recorded_completely(app: ApplicationFixture) -> None:
    """The record has the command, the actor, the time, the version and the reason."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.advance()
    command = ReplaceCart(cart=Cart(lines=(SOCKS,)))
    with pytest.raises(PurchaseCommitmentFound):
        await app.change(checkout.id, command, by=ELSEWHERE)
    (refused,) = await app.refused_commands(checkout.id)
    assert (refused.reason, refused.operation) == ("PurchaseCommitmentFound", "ReplaceCart")
    assert (refused.merchant, refused.version, refused.at) == ("demo", 3, app.clock.at)
    assert refused.provenance == ELSEWHERE
    (line,) = json.loads(refused.command)["cart"]["lines"]
    assert (line["description"], line["unit_price"]) == ("Socks", 3_000)


async def test_the_facts_of_a_refusal_are_recorded(app: ApplicationFixture) -> None:
    """The values that the rule compared are recorded with the reason."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    too_much = CompletePurchase(
        payment=replace(PAID, amount=10_001),
        order_id="o",
        purchase_id="p",
    )
    with pytest.raises(AmountMismatch):
        await app.change(checkout.id, too_much)
    (refused,) = await app.refused_commands(checkout.id)
    assert json.loads(refused.facts) == {"agreed": 10_000, "paid": 10_001, "currency": "SEK"}


async def test_a_refused_command_changes_no_version(app: ApplicationFixture) -> None:
    """A refused command is not an event of the history."""
    checkout = await app.open(SHIRT)
    before = await app.read(checkout.id)
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(1,))
    assert await app.read(checkout.id) == before
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]


async def test_a_stale_version_is_recorded_with_both_versions(app: ApplicationFixture) -> None:
    """The record has the expected and the actual version."""
    checkout = await app.open(SHIRT)
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(1,))
    (refused,) = await app.refused_commands(checkout.id)
    assert refused.reason == "StaleVersion"
    assert json.loads(refused.facts) == {"expected": [1], "actual": 2}


async def test_a_locked_change_is_recorded(app: ApplicationFixture) -> None:
    """A change that lost an overlap is recorded with the version of the one that won."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await hold.reached.wait()
    await app.change(checkout.id, Suspend())
    hold.resumed.set()
    with pytest.raises(Locked):
        await slow
    (refused,) = await app.refused_commands(checkout.id)
    assert (refused.reason, refused.operation, refused.version) == ("Locked", "ReplaceCart", 3)


async def test_each_refused_command_is_recorded(app: ApplicationFixture) -> None:
    """Repeated refusals are recorded separately, in order."""
    checkout = await app.open(SHIRT)
    for expected in (7, 8, 9):
        with pytest.raises(StaleVersion):
            await app.change(checkout.id, Suspend(), expected=(expected,))
    kept = [
        json.loads(refused.facts)["expected"] for refused in await app.refused_commands(checkout.id)
    ]
    assert kept == [[7], [8], [9]]


async def test_an_accepted_change_is_not_recorded_as_refused(app: ApplicationFixture) -> None:
    """Neither a change nor one without effect is recorded as a refused command."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, Suspend())
    await app.change(checkout.id, Suspend())
    assert await app.refused_commands(checkout.id) == []


async def test_a_command_of_another_merchant_is_not_recorded(app: ApplicationFixture) -> None:
    """Commands of other merchants and for unknown ids leave no record."""
    checkout = await app.open(SHIRT)
    with pytest.raises(CheckoutNotFound):
        await app.change(checkout.id, Suspend(), merchant="other")
    with pytest.raises(CheckoutNotFound):
        await app.change("checkout-9", Suspend())
    assert await app.refused_commands(checkout.id) == []
    assert await app.refused_commands("checkout-9") == []
