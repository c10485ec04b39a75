"""Errors and cancellations in the middle of a change: the next request finds everything in order."""

import asyncio

import pytest

from application.commands.shop import ChangeReference, Resume, Suspend
from application.ports.event_store import StoreUnavailable
from domain.refusals import StaleVersion
from tests.application.till import Till
from tests.domain.happenings import SHIRT


async def lag_behind(till: Till, checkout_id: str) -> None:
    """Another process records a change, so that this one's copy is old and only an overlap could lock it."""
    till.clock.passes()
    await till.beside().change(checkout_id, ChangeReference(reference="A-1"))
    till.clock.passes()


async def test_after_a_store_that_was_away(till: Till) -> None:
    """A failed change is over: the next one does not overlap with it."""
    checkout = await till.open(SHIRT)
    till.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await till.change(checkout.id, Suspend())
    await lag_behind(till, checkout.id)
    assert (await till.change(checkout.id, Suspend())).version == 4


async def test_a_store_that_was_away_is_nobodys_refusal(till: Till) -> None:
    """No rule said no, so no attempt is kept."""
    checkout = await till.open(SHIRT)
    till.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await till.change(checkout.id, Suspend())
    assert await till.attempts(checkout.id) == []


async def test_after_a_refusal(till: Till) -> None:
    """A refused change is over too."""
    checkout = await till.open(SHIRT)
    with pytest.raises(StaleVersion):
        await till.change(checkout.id, Suspend(), expected=(1,))
    await lag_behind(till, checkout.id)
    assert (await till.change(checkout.id, Suspend())).version == 4


async def test_cancelled_before_it_is_recorded(till: Till) -> None:
    """A request that is given up before its append leaves nothing, and is in nobody's way."""
    checkout = await till.open(SHIRT)
    hold = till.store.hold_next_append()
    given_up = till.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    assert await till.history(checkout.id) == ["Opened", "CartReplaced"]
    await lag_behind(till, checkout.id)
    assert (await till.change(checkout.id, Suspend())).version == 4


async def test_cancelled_after_it_is_recorded(till: Till) -> None:
    """What was recorded stands, though nobody waited for the answer: the next change is decided on it."""
    checkout = await till.open(SHIRT)
    hold = till.store.hold_next_append(recorded=True)
    given_up = till.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    till.clock.passes()
    assert (await till.read(checkout.id)).version == 3
    assert (await till.change(checkout.id, Resume())).version == 4
    assert await till.attempts(checkout.id) == []


async def test_cancelled_after_it_is_recorded_and_asked_again_at_once(till: Till) -> None:
    """A client that lost its answer may repeat the request: it changes nothing more."""
    checkout = await till.open(SHIRT)
    hold = till.store.hold_next_append(recorded=True)
    given_up = till.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    till.clock.passes()
    assert (await till.change(checkout.id, Suspend())).version == 3
    assert await till.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_an_opening_that_fails(till: Till) -> None:
    """There is no checkout then, in the cache either, and opening again works."""
    till.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await till.open(SHIRT)
    assert till.cache.get("checkout-1") is None
    assert (await till.open(SHIRT)).id == "checkout-2"
