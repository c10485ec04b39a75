"""Errors and cancellations in the middle of a change: the next request finds everything in order."""

import asyncio

import pytest

from application.commands.shop import ChangeReference, Resume, Suspend
from application.ports.event_store import StoreUnavailable
from domain.refusals import StaleVersion
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT


async def lag_behind(app: ApplicationFixture, checkout_id: str) -> None:
    """Another process records a change, so that this one's copy is old and only an overlap could lock it."""
    app.clock.passes()
    await app.start_process().change(checkout_id, ChangeReference(reference="A-1"))
    app.clock.passes()


async def test_after_a_store_that_was_away(app: ApplicationFixture) -> None:
    """A failed change is over: the next one does not overlap with it."""
    checkout = await app.open(SHIRT)
    app.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await app.change(checkout.id, Suspend())
    await lag_behind(app, checkout.id)
    assert (await app.change(checkout.id, Suspend())).version == 4


async def test_a_store_that_was_away_is_nobodys_refusal(app: ApplicationFixture) -> None:
    """No rule said no, so no attempt is kept."""
    checkout = await app.open(SHIRT)
    app.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await app.change(checkout.id, Suspend())
    assert await app.attempts(checkout.id) == []


async def test_after_a_refusal(app: ApplicationFixture) -> None:
    """A refused change is over too."""
    checkout = await app.open(SHIRT)
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(1,))
    await lag_behind(app, checkout.id)
    assert (await app.change(checkout.id, Suspend())).version == 4


async def test_cancelled_before_it_is_recorded(app: ApplicationFixture) -> None:
    """A request that is given up before its append leaves nothing, and is in nobody's way."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    given_up = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]
    await lag_behind(app, checkout.id)
    assert (await app.change(checkout.id, Suspend())).version == 4


async def test_cancelled_after_it_is_recorded(app: ApplicationFixture) -> None:
    """What was recorded stands, though nobody waited for the answer: the next change is decided on it."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append(recorded=True)
    given_up = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    app.clock.passes()
    assert (await app.read(checkout.id)).version == 3
    assert (await app.change(checkout.id, Resume())).version == 4
    assert await app.attempts(checkout.id) == []


async def test_cancelled_after_it_is_recorded_and_asked_again_at_once(
    app: ApplicationFixture,
) -> None:
    """A client that lost its answer may repeat the request: it changes nothing more."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append(recorded=True)
    given_up = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    app.clock.passes()
    assert (await app.change(checkout.id, Suspend())).version == 3
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_an_opening_that_fails(app: ApplicationFixture) -> None:
    """There is no checkout then, in the cache either, and opening again works."""
    app.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await app.open(SHIRT)
    assert app.cache.get("checkout-1") is None
    assert (await app.open(SHIRT)).id == "checkout-2"
