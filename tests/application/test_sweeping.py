"""The sweep expires checkouts that were not purchased in time, and ends."""

from datetime import timedelta

import pytest

from application.commands.purchase import (
    CancelCheckout,
    CommitPurchase,
    CompletePurchase,
    ReleaseCommitment,
)
from application.commands.shop import Suspend
from application.jobs.expiry import BATCH, sweep
from domain.stage import Stage
from tests.application.application_fixture import A_MILLISECOND, LIFETIME, ApplicationFixture, Clock
from tests.domain.event_builders import NOW, PAID, SHIRT


async def run_sweep(app: ApplicationFixture, *, clock: Clock | None = None) -> int:
    """Run the sweep, and return the number of deadlines that it has processed."""
    return await sweep(app.checkouts, app.storage.deadlines, clock or app.clock)


async def next_deadlines(
    app: ApplicationFixture, within: timedelta = timedelta(days=3650)
) -> list[str]:
    """The checkouts whose deadlines are still stored."""
    return list(await app.storage.deadlines.due(app.clock() + within, 1_000))


async def test_a_checkout_before_its_deadline_is_not_processed(app: ApplicationFixture) -> None:
    """The sweep ignores a checkout until its deadline."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within - A_MILLISECOND)
    assert await run_sweep(app) == 0
    assert await next_deadlines(app) == [checkout.id]


@pytest.mark.parametrize("suspended", [False, True])
async def test_an_overdue_checkout_expires(app: ApplicationFixture, suspended: bool) -> None:
    """An open or suspended checkout expires, and its deadline is removed."""
    checkout = await app.open(SHIRT)
    if suspended:
        await app.change(checkout.id, Suspend())
    app.clock.advance(LIFETIME.purchase_within)
    assert await run_sweep(app) == 1
    assert (await app.history(checkout.id))[-1] == "Expired"
    assert await next_deadlines(app) == []


async def test_a_second_sweep_processes_nothing(app: ApplicationFixture) -> None:
    """After a sweep nothing is due."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within)
    await run_sweep(app)
    assert await run_sweep(app) == 0
    assert (await app.history(checkout.id)).count("Expired") == 1


async def test_a_committed_purchase_is_checked_again_later(app: ApplicationFixture) -> None:
    """The deadline of a committed purchase is moved, because its payment may still fail."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.advance(LIFETIME.purchase_within)
    await app.storage.deadlines.settle(checkout.id, NOW)
    assert await run_sweep(app) == 1
    assert await next_deadlines(app, within=timedelta(0)) == []
    assert await next_deadlines(app) == [checkout.id]


async def test_a_checkout_released_after_its_deadline_expires(app: ApplicationFixture) -> None:
    """A commitment that is released after the deadline lets the next sweep expire the checkout."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.advance(LIFETIME.purchase_within)
    await run_sweep(app)
    await app.change(checkout.id, ReleaseCommitment(reason=None))
    app.clock.advance(timedelta(hours=1))
    assert await run_sweep(app) == 1
    assert (await app.read(checkout.id)).stage is Stage.EXPIRED


async def test_completed_and_cancelled_checkouts_are_settled(app: ApplicationFixture) -> None:
    """Their deadlines are removed, and no event is recorded."""
    bought = await app.open(SHIRT, token="public-SE-1")
    left = await app.open(SHIRT, token="public-SE-2")
    await app.change(bought.id, CommitPurchase(shown_version=2))
    await app.change(bought.id, CompletePurchase(payment=PAID, order_id="o", purchase_id="p"))
    await app.change(left.id, CancelCheckout(reason=None))
    app.clock.advance(LIFETIME.payment_within)
    assert await run_sweep(app) == 2
    assert await next_deadlines(app) == []
    assert (await app.history(bought.id))[-1] == "Completed"
    assert (await app.history(left.id))[-1] == "Cancelled"


async def test_a_checkout_expired_by_a_read_is_settled(app: ApplicationFixture) -> None:
    """The deadline is removed, also if the checkout is no longer found."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within)
    await app.read(checkout.id)
    app.clock.advance(LIFETIME.readable_after_expiry)
    assert await run_sweep(app) == 1
    assert await next_deadlines(app) == []


async def test_a_deadline_without_a_checkout_is_removed(app: ApplicationFixture) -> None:
    """A deadline of an unknown checkout is removed, and does not stop the sweep."""
    checkout = await app.open(SHIRT)
    await app.storage.deadlines.settle("checkout-9", NOW)
    app.clock.advance(LIFETIME.purchase_within)
    assert await run_sweep(app) == 2
    assert (await app.history(checkout.id))[-1] == "Expired"


async def test_a_sweep_processes_more_than_a_batch(app: ApplicationFixture) -> None:
    """The sweep continues until nothing is due."""
    for n in range(BATCH + 5):
        await app.open(SHIRT, token=f"public-SE-{n}")
    app.clock.advance(LIFETIME.purchase_within)
    assert await run_sweep(app) == BATCH + 5
    assert await next_deadlines(app) == []


async def test_a_sweep_processes_checkouts_of_other_processes(app: ApplicationFixture) -> None:
    """One sweeping process is enough for all processes."""
    checkout = await app.start_process().open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within)
    assert await run_sweep(app) == 1
    assert (await app.history(checkout.id))[-1] == "Expired"


async def test_two_sweeps_record_one_expiry(app: ApplicationFixture) -> None:
    """Sweeps in several processes record one Expired event and no refused command."""
    other = app.start_process()
    checkout = await app.open(SHIRT)
    await other.read(checkout.id)
    app.clock.advance(LIFETIME.purchase_within)
    await app.storage.deadlines.settle(checkout.id, NOW)
    await run_sweep(app)
    await app.storage.deadlines.settle(checkout.id, NOW)
    await run_sweep(other)
    assert (await app.history(checkout.id)).count("Expired") == 1
    assert await app.refused_commands(checkout.id) == []


async def test_a_sweep_ends_although_a_checkout_stays_due(app: ApplicationFixture) -> None:
    """A checkout that is due only by the clock of the sweep is processed once, and its deadline is kept."""
    checkout = await app.open(SHIRT)
    ahead = Clock(NOW + LIFETIME.purchase_within)
    assert await run_sweep(app, clock=ahead) == 1
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]
    assert await next_deadlines(app) == [checkout.id]


async def test_an_early_deadline_is_moved(app: ApplicationFixture) -> None:
    """A deadline that is earlier than the checkout's is moved to it."""
    checkout = await app.open(SHIRT)
    await app.storage.deadlines.settle(checkout.id, NOW)
    assert await run_sweep(app) == 1
    assert await next_deadlines(app, within=LIFETIME.purchase_within - A_MILLISECOND) == []
    assert await next_deadlines(app, within=LIFETIME.purchase_within) == [checkout.id]
