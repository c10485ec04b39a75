"""The sweep: it ends what was not purchased in time, though nobody looks, and it comes to an end itself."""

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
from tests.application.application_fixture import A_MOMENT, LIFETIME, ApplicationFixture, Clock
from tests.domain.event_builders import NOW, PAID, SHIRT


async def swept(app: ApplicationFixture, *, clock: Clock | None = None) -> int:
    """How many the sweep looked at."""
    return await sweep(app.checkouts, app.storage.deadlines, clock or app.clock)


async def next_deadlines(
    app: ApplicationFixture, within: timedelta = timedelta(days=3650)
) -> list[str]:
    """The checkouts that will be looked at again."""
    return list(await app.storage.deadlines.due(app.clock() + within, 1_000))


async def test_before_the_deadline_it_looks_at_nothing(app: ApplicationFixture) -> None:
    """A checkout is left alone until its time is over."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within - A_MOMENT)
    assert await swept(app) == 0
    assert await next_deadlines(app) == [checkout.id]


@pytest.mark.parametrize("frozen", [False, True])
async def test_it_ends_what_is_overdue(app: ApplicationFixture, frozen: bool) -> None:
    """Open or suspended: the history says that it expired, and it is not looked at again."""
    checkout = await app.open(SHIRT)
    if frozen:
        await app.change(checkout.id, Suspend())
    app.clock.passes(LIFETIME.purchase_within)
    assert await swept(app) == 1
    assert (await app.history(checkout.id))[-1] == "Expired"
    assert await next_deadlines(app) == []


async def test_a_second_sweep_finds_nothing(app: ApplicationFixture) -> None:
    """What is settled stays settled."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within)
    await swept(app)
    assert await swept(app) == 0
    assert (await app.history(checkout.id)).count("Expired") == 1


async def test_a_committed_purchase_is_looked_at_again(app: ApplicationFixture) -> None:
    """Not in this sweep, but in a while: its payment may fail yet."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.passes(LIFETIME.purchase_within)
    await app.storage.deadlines.settle(checkout.id, NOW)
    assert await swept(app) == 1
    assert await next_deadlines(app, within=timedelta(0)) == []
    assert await next_deadlines(app) == [checkout.id]


async def test_a_payment_that_fails_late_lets_it_expire(app: ApplicationFixture) -> None:
    """Released after its deadline, it is ended when it is looked at again."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.passes(LIFETIME.purchase_within)
    await swept(app)
    await app.change(checkout.id, ReleaseCommitment(reason=None))
    app.clock.passes(timedelta(hours=1))
    assert await swept(app) == 1
    assert (await app.read(checkout.id)).stage is Stage.EXPIRED


async def test_completed_and_cancelled_ones_are_settled(app: ApplicationFixture) -> None:
    """What ended otherwise is not looked at again, and nothing is recorded."""
    bought = await app.open(SHIRT, token="public-SE-1")
    left = await app.open(SHIRT, token="public-SE-2")
    await app.change(bought.id, CommitPurchase(shown_version=2))
    await app.change(bought.id, CompletePurchase(payment=PAID, order_id="o", purchase_id="p"))
    await app.change(left.id, CancelCheckout(reason=None))
    app.clock.passes(LIFETIME.payment_within)
    assert await swept(app) == 2
    assert await next_deadlines(app) == []
    assert (await app.history(bought.id))[-1] == "Completed"
    assert (await app.history(left.id))[-1] == "Cancelled"


async def test_what_a_reader_marked_before_is_settled(app: ApplicationFixture) -> None:
    """Also when it is gone already."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within)
    await app.read(checkout.id)
    app.clock.passes(LIFETIME.readable_after_expiry)
    assert await swept(app) == 1
    assert await next_deadlines(app) == []


async def test_a_deadline_of_nothing_is_settled(app: ApplicationFixture) -> None:
    """A deadline without a checkout is removed, and does not stop the others."""
    checkout = await app.open(SHIRT)
    await app.storage.deadlines.settle("checkout-9", NOW)
    app.clock.passes(LIFETIME.purchase_within)
    assert await swept(app) == 2
    assert (await app.history(checkout.id))[-1] == "Expired"


async def test_more_than_a_batch(app: ApplicationFixture) -> None:
    """It goes on until nothing is due."""
    for n in range(BATCH + 5):
        await app.open(SHIRT, token=f"public-SE-{n}")
    app.clock.passes(LIFETIME.purchase_within)
    assert await swept(app) == BATCH + 5
    assert await next_deadlines(app) == []


async def test_it_sweeps_what_other_processes_opened(app: ApplicationFixture) -> None:
    """One process is enough for all."""
    checkout = await app.start_process().open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within)
    assert await swept(app) == 1
    assert (await app.history(checkout.id))[-1] == "Expired"


async def test_two_sweeps_record_one_end(app: ApplicationFixture) -> None:
    """Sweeping in every process is safe."""
    other = app.start_process()
    checkout = await app.open(SHIRT)
    await other.read(checkout.id)
    app.clock.passes(LIFETIME.purchase_within)
    await app.storage.deadlines.settle(checkout.id, NOW)
    await swept(app)
    await app.storage.deadlines.settle(checkout.id, NOW)
    await swept(other)
    assert (await app.history(checkout.id)).count("Expired") == 1
    assert await app.attempts(checkout.id) == []


async def test_it_ends_though_a_checkout_does_not(app: ApplicationFixture) -> None:
    """A checkout that is due by the sweep's clock and not by the other is seen once, and left for later."""
    checkout = await app.open(SHIRT)
    ahead = Clock(NOW + LIFETIME.purchase_within)
    assert await swept(app, clock=ahead) == 1
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]
    assert await next_deadlines(app) == [checkout.id]


async def test_a_deadline_that_is_too_early(app: ApplicationFixture) -> None:
    """It is moved to when the checkout's time is really over."""
    checkout = await app.open(SHIRT)
    await app.storage.deadlines.settle(checkout.id, NOW)
    assert await swept(app) == 1
    assert await next_deadlines(app, within=LIFETIME.purchase_within - A_MOMENT) == []
    assert await next_deadlines(app, within=LIFETIME.purchase_within) == [checkout.id]
