"""What becomes of a checkout that nobody buys in time."""

import asyncio
from datetime import timedelta

import pytest

from application.commands.purchase import CommitPurchase, ReleaseCommitment
from application.commands.shop import Suspend
from domain.refusals import CheckoutExpired, CheckoutNotFound
from domain.stage import Stage
from tests.application.application_fixture import A_MOMENT, LIFETIME, ApplicationFixture
from tests.domain.event_builders import SHIRT


async def test_reading_marks_an_overdue_checkout(app: ApplicationFixture) -> None:
    """Whoever reads it first at its deadline leaves the event that says so."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within)
    read = await app.read(checkout.id)
    assert read.stage is Stage.EXPIRED
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Expired"]


async def test_time_itself_is_the_actor(app: ApplicationFixture) -> None:
    """The event names no reader: nobody asked for it."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within)
    await app.read(checkout.id)
    (event,) = await app.storage.events.events(checkout.id, after=2)
    assert (event.provenance.actor, event.timestamp) == ("system:expiry", app.clock.at)


async def test_it_is_marked_once(app: ApplicationFixture) -> None:
    """However often it is read."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within)
    for _ in range(3):
        await app.read(checkout.id)
    assert (await app.history(checkout.id)).count("Expired") == 1


@pytest.mark.parametrize("processes", [1, 2])
async def test_it_is_marked_once_when_readers_race(app: ApplicationFixture, processes: int) -> None:
    """Two readers at the same time both see it expired, and one event says so; that is nobody's refusal."""
    checkout = await app.open(SHIRT)
    other = app if processes == 1 else app.start_process()
    await other.read(checkout.id)
    app.clock.passes(LIFETIME.purchase_within)
    holds = [app.store.hold_next_append(), other.store.hold_next_append()]
    readers = [asyncio.create_task(process.read(checkout.id)) for process in (app, other)]
    for hold in holds:
        await hold.reached.wait()
    for hold in holds:
        hold.let_go.set()
    assert [read.stage for read in await asyncio.gather(*readers)] == [Stage.EXPIRED] * 2
    assert (await app.history(checkout.id)).count("Expired") == 1
    assert await app.attempts(checkout.id) == []


async def test_it_can_be_read_for_a_while(app: ApplicationFixture) -> None:
    """Until just before the end of that while."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within + LIFETIME.readable_after_expiry - A_MOMENT)
    assert (await app.read(checkout.id)).stage is Stage.EXPIRED


async def test_then_it_is_gone(app: ApplicationFixture) -> None:
    """It is not found, whether it was marked before or is only now."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within + LIFETIME.readable_after_expiry)
    for _ in range(2):
        with pytest.raises(CheckoutNotFound):
            await app.read(checkout.id)
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Expired"]


async def test_a_change_after_the_deadline(app: ApplicationFixture) -> None:
    """It is refused and kept, and needs no reader to have marked the checkout before."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within)
    with pytest.raises(CheckoutExpired):
        await app.change(checkout.id, Suspend())
    (attempt,) = await app.attempts(checkout.id)
    assert attempt.reason == "CheckoutExpired"


async def test_a_change_when_it_is_gone(app: ApplicationFixture) -> None:
    """What cannot be read cannot be changed: not found is the answer to both."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within)
    await app.read(checkout.id)
    app.clock.passes(LIFETIME.readable_after_expiry)
    with pytest.raises(CheckoutNotFound):
        await app.change(checkout.id, Suspend())


async def test_gone_is_not_decided_on_an_old_copy(app: ApplicationFixture) -> None:
    """Here it was never bought, there it was committed in time: it stands, and says so."""
    checkout = await app.open(SHIRT)
    await app.start_process().change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.passes(LIFETIME.purchase_within + LIFETIME.readable_after_expiry)
    released = await app.change(checkout.id, ReleaseCommitment(reason=None))
    assert released.version == 4


async def test_a_committed_purchase_is_waited_for(app: ApplicationFixture) -> None:
    """Its deadline passes without a trace."""
    checkout = await app.open(SHIRT)
    committed = await app.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.passes(LIFETIME.purchase_within + timedelta(days=30))
    assert await app.read(checkout.id) == committed


async def test_a_payment_that_fails_too_late(app: ApplicationFixture) -> None:
    """Once released, the next reader finds its time over."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.passes(LIFETIME.purchase_within)
    await app.change(checkout.id, ReleaseCommitment(reason=None))
    assert (await app.read(checkout.id)).stage is Stage.EXPIRED


async def test_a_stranger_marks_nothing(app: ApplicationFixture) -> None:
    """A read that is answered "not found" leaves no event."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within)
    with pytest.raises(CheckoutNotFound):
        await app.read(checkout.id, merchant="other")
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]
