"""Errors and cancellations during a change do not affect the next request."""

import asyncio

import pytest

from application.commands.shop import ChangeReference, Resume, Suspend
from application.ports.event_store import StoreUnavailable
from domain.refusals import StaleVersion
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT


async def outdate_the_cache(app: ApplicationFixture, checkout_id: str) -> None:
    """Another process records a change, so that the cached copy is outdated."""
    app.clock.advance()
    await app.start_process().change(checkout_id, ChangeReference(reference="A-1"))
    app.clock.advance()


async def test_a_change_after_a_store_failure_succeeds(app: ApplicationFixture) -> None:
    """A failed change does not lock the next one."""
    checkout = await app.open(SHIRT)
    app.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await app.change(checkout.id, Suspend())
    await outdate_the_cache(app, checkout.id)
    assert (await app.change(checkout.id, Suspend())).version == 4


async def test_a_store_failure_is_not_a_refusal(app: ApplicationFixture) -> None:
    """StoreUnavailable records no refused command."""
    checkout = await app.open(SHIRT)
    app.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await app.change(checkout.id, Suspend())
    assert await app.refused_commands(checkout.id) == []


async def test_a_change_after_a_refusal_succeeds(app: ApplicationFixture) -> None:
    """A refused change does not lock the next one."""
    checkout = await app.open(SHIRT)
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(1,))
    await outdate_the_cache(app, checkout.id)
    assert (await app.change(checkout.id, Suspend())).version == 4


async def test_a_change_cancelled_before_it_is_recorded(app: ApplicationFixture) -> None:
    """A request that is cancelled before its append records nothing, and does not lock the next change."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    cancelled = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]
    await outdate_the_cache(app, checkout.id)
    assert (await app.change(checkout.id, Suspend())).version == 4


async def test_a_change_cancelled_after_it_is_recorded(app: ApplicationFixture) -> None:
    """Recorded events stay, and the next change is decided on them."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append(recorded=True)
    cancelled = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    app.clock.advance()
    assert (await app.read(checkout.id)).version == 3
    assert (await app.change(checkout.id, Resume())).version == 4
    assert await app.refused_commands(checkout.id) == []


async def test_a_recorded_change_can_be_repeated(
    app: ApplicationFixture,
) -> None:
    """A client that lost the response may repeat the request, which records nothing more."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append(recorded=True)
    cancelled = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    app.clock.advance()
    assert (await app.change(checkout.id, Suspend())).version == 3
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_a_failed_opening_leaves_no_checkout(app: ApplicationFixture) -> None:
    """The checkout is neither recorded nor cached, and another can be opened."""
    app.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await app.open(SHIRT)
    assert app.cache.get("checkout-1") is None
    assert (await app.open(SHIRT)).id == "checkout-2"
