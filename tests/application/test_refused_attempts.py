"""Refused attempts are kept beside the history."""

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


async def test_a_changed_price_after_the_commitment_is_evidence(app: ApplicationFixture) -> None:
    """Who asked for what, when, at which version, and why it was refused: all of it is kept."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.passes()
    command = ReplaceCart(cart=Cart(lines=(SOCKS,)))
    with pytest.raises(PurchaseCommitmentFound):
        await app.change(checkout.id, command, by=ELSEWHERE)
    (attempt,) = await app.attempts(checkout.id)
    assert (attempt.reason, attempt.operation) == ("PurchaseCommitmentFound", "ReplaceCart")
    assert (attempt.merchant, attempt.version, attempt.at) == ("demo", 3, app.clock.at)
    assert attempt.provenance == ELSEWHERE
    (line,) = json.loads(attempt.command)["cart"]["lines"]
    assert (line["description"], line["unit_price"]) == ("Socks", 3_000)


async def test_the_facts_are_kept(app: ApplicationFixture) -> None:
    """What the rule looked at is kept with the reason."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    too_much = CompletePurchase(
        payment=replace(PAID, amount=10_001),
        order_id="o",
        purchase_id="p",
    )
    with pytest.raises(AmountMismatch):
        await app.change(checkout.id, too_much)
    (attempt,) = await app.attempts(checkout.id)
    assert json.loads(attempt.facts) == {"agreed": 10_000, "paid": 10_001}


async def test_a_refused_attempt_bumps_no_version(app: ApplicationFixture) -> None:
    """It stands beside the history and not in it."""
    checkout = await app.open(SHIRT)
    before = await app.read(checkout.id)
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(1,))
    assert await app.read(checkout.id) == before
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]


async def test_a_stale_version_is_kept_with_both_versions(app: ApplicationFixture) -> None:
    """The caller's and the one that stood."""
    checkout = await app.open(SHIRT)
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(1,))
    (attempt,) = await app.attempts(checkout.id)
    assert attempt.reason == "StaleVersion"
    assert json.loads(attempt.facts) == {"expected": [1], "actual": 2}


async def test_the_loser_of_an_overlap_is_kept(app: ApplicationFixture) -> None:
    """At the version that the winner made."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await hold.reached.wait()
    await app.change(checkout.id, Suspend())
    hold.let_go.set()
    with pytest.raises(Locked):
        await slow
    (attempt,) = await app.attempts(checkout.id)
    assert (attempt.reason, attempt.operation, attempt.version) == ("Locked", "ReplaceCart", 3)


async def test_each_attempt_is_kept(app: ApplicationFixture) -> None:
    """Who tries three times is kept three times, in order."""
    checkout = await app.open(SHIRT)
    for expected in (7, 8, 9):
        with pytest.raises(StaleVersion):
            await app.change(checkout.id, Suspend(), expected=(expected,))
    kept = [json.loads(attempt.facts)["expected"] for attempt in await app.attempts(checkout.id)]
    assert kept == [[7], [8], [9]]


async def test_what_was_accepted_is_not_kept_as_refused(app: ApplicationFixture) -> None:
    """Neither a change nor one that changes nothing."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, Suspend())
    await app.change(checkout.id, Suspend())
    assert await app.attempts(checkout.id) == []


async def test_a_strangers_attempt_is_not_kept(app: ApplicationFixture) -> None:
    """Nobody can write into the record of another merchant's checkout."""
    checkout = await app.open(SHIRT)
    with pytest.raises(CheckoutNotFound):
        await app.change(checkout.id, Suspend(), merchant="other")
    with pytest.raises(CheckoutNotFound):
        await app.change("checkout-9", Suspend())
    assert await app.attempts(checkout.id) == []
    assert await app.attempts("checkout-9") == []
