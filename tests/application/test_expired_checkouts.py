"""Checkouts that are not purchased before their deadline."""

import asyncio
from datetime import timedelta

import pytest

from application.commands.purchase import CommitPurchase, ReleaseCommitment
from application.commands.shop import Suspend
from domain.refusals import CheckoutExpired, CheckoutNotFound
from domain.stage import Stage
from tests.application.application_fixture import A_MILLISECOND, LIFETIME, ApplicationFixture
from tests.domain.event_builders import SHIRT


async def test_reading_an_overdue_checkout_expires_it(app: ApplicationFixture) -> None:
    """The first read after the deadline records the Expired event."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within)
    read = await app.read(checkout.id)
    assert read.stage is Stage.EXPIRED
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Expired"]


async def test_the_actor_of_an_expiry_is_the_system(app: ApplicationFixture) -> None:
    """The event names no reader as its actor, and has the time of the read."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within)
    await app.read(checkout.id)
    (event,) = await app.storage.events.events(checkout.id, after=2)
    assert (event.provenance.actor, event.timestamp) == ("system:expiry", app.clock.at)


async def test_an_expiry_is_not_recorded_twice(app: ApplicationFixture) -> None:
    """Repeated reads record no further Expired event."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within)
    for _ in range(3):
        await app.read(checkout.id)
    assert (await app.history(checkout.id)).count("Expired") == 1


@pytest.mark.parametrize("processes", [1, 2])
async def test_concurrent_reads_record_one_expiry(app: ApplicationFixture, processes: int) -> None:
    """Two concurrent reads return the expired checkout. One event and no refused command is recorded."""
    checkout = await app.open(SHIRT)
    other = app if processes == 1 else app.start_process()
    await other.read(checkout.id)
    app.clock.advance(LIFETIME.purchase_within)
    holds = [app.store.hold_next_append(), other.store.hold_next_append()]
    readers = [asyncio.create_task(process.read(checkout.id)) for process in (app, other)]
    for hold in holds:
        await hold.reached.wait()
    for hold in holds:
        hold.resumed.set()
    assert [read.stage for read in await asyncio.gather(*readers)] == [Stage.EXPIRED] * 2
    assert (await app.history(checkout.id)).count("Expired") == 1
    assert await app.refused_commands(checkout.id) == []


async def test_an_expired_checkout_is_readable_for_a_period(app: ApplicationFixture) -> None:
    """The checkout can be read until just before the end of the period."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within + LIFETIME.readable_after_expiry - A_MILLISECOND)
    assert (await app.read(checkout.id)).stage is Stage.EXPIRED


async def test_an_expired_checkout_is_not_found_after_the_period(app: ApplicationFixture) -> None:
    """The checkout is not found, whether its Expired event was recorded before or by this read."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within + LIFETIME.readable_after_expiry)
    for _ in range(2):
        with pytest.raises(CheckoutNotFound):
            await app.read(checkout.id)
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Expired"]


async def test_a_change_after_the_deadline_is_refused(app: ApplicationFixture) -> None:
    """The change is refused and recorded as such, although no read has expired the checkout before."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within)
    with pytest.raises(CheckoutExpired):
        await app.change(checkout.id, Suspend())
    (record,) = await app.refused_commands(checkout.id)
    assert record.reason == "CheckoutExpired"


async def test_a_change_after_the_period_is_not_found(app: ApplicationFixture) -> None:
    """A checkout that can no longer be read cannot be changed."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within)
    await app.read(checkout.id)
    app.clock.advance(LIFETIME.readable_after_expiry)
    with pytest.raises(CheckoutNotFound):
        await app.change(checkout.id, Suspend())


async def test_expiry_is_not_decided_on_an_outdated_copy(app: ApplicationFixture) -> None:
    """A checkout that another process has committed in time is found, although the cached copy is overdue."""
    checkout = await app.open(SHIRT)
    await app.start_process().change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.advance(LIFETIME.purchase_within + LIFETIME.readable_after_expiry)
    released = await app.change(checkout.id, ReleaseCommitment(reason=None))
    assert released.version == 4


async def test_a_committed_purchase_does_not_expire(app: ApplicationFixture) -> None:
    """The deadline of a committed purchase passes without an event."""
    checkout = await app.open(SHIRT)
    committed = await app.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.advance(LIFETIME.purchase_within + timedelta(days=30))
    assert await app.read(checkout.id) == committed


async def test_a_payment_that_fails_after_the_deadline_expires_the_checkout(
    app: ApplicationFixture,
) -> None:
    """After the commitment is released, the next read expires the checkout."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.advance(LIFETIME.purchase_within)
    await app.change(checkout.id, ReleaseCommitment(reason=None))
    assert (await app.read(checkout.id)).stage is Stage.EXPIRED


async def test_a_read_by_another_merchant_records_no_expiry(app: ApplicationFixture) -> None:
    """A read that is not found records no event."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within)
    with pytest.raises(CheckoutNotFound):
        await app.read(checkout.id, merchant="other")
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]
