"""The sweep: it ends what was not purchased in time, though nobody looks, and it comes to an end itself."""

from datetime import timedelta

import pytest

from application.commands.shop import (
    CancelCheckout,
    CommitPurchase,
    CompletePurchase,
    ReleaseCommitment,
    Suspend,
)
from application.jobs.expiry import BATCH, sweep
from domain.stage import Stage
from tests.application.till import A_MOMENT, LIFETIME, Clock, Till
from tests.domain.happenings import NOW, PAID, SHIRT


async def swept(till: Till, *, clock: Clock | None = None) -> int:
    """How many the sweep looked at."""
    return await sweep(till.checkouts, till.storage.deadlines, clock or till.clock)


async def next_deadlines(till: Till, within: timedelta = timedelta(days=3650)) -> list[str]:
    """The checkouts that will be looked at again."""
    return list(await till.storage.deadlines.due(till.clock() + within, 1_000))


async def test_before_the_deadline_it_looks_at_nothing(till: Till) -> None:
    """A checkout is left alone until its time is over."""
    checkout = await till.open(SHIRT)
    till.clock.passes(LIFETIME.purchase_within - A_MOMENT)
    assert await swept(till) == 0
    assert await next_deadlines(till) == [checkout.id]


@pytest.mark.parametrize("frozen", [False, True])
async def test_it_ends_what_is_overdue(till: Till, frozen: bool) -> None:
    """Open or suspended: the history says that it expired, and it is not looked at again."""
    checkout = await till.open(SHIRT)
    if frozen:
        await till.change(checkout.id, Suspend())
    till.clock.passes(LIFETIME.purchase_within)
    assert await swept(till) == 1
    assert (await till.history(checkout.id))[-1] == "Expired"
    assert await next_deadlines(till) == []


async def test_a_second_sweep_finds_nothing(till: Till) -> None:
    """What is settled stays settled."""
    checkout = await till.open(SHIRT)
    till.clock.passes(LIFETIME.purchase_within)
    await swept(till)
    assert await swept(till) == 0
    assert (await till.history(checkout.id)).count("Expired") == 1


async def test_a_committed_purchase_is_looked_at_again(till: Till) -> None:
    """Not in this sweep, but in a while: its payment may fail yet."""
    checkout = await till.open(SHIRT)
    await till.change(checkout.id, CommitPurchase(shown_version=2))
    till.clock.passes(LIFETIME.purchase_within)
    assert await swept(till) == 1
    assert await next_deadlines(till, within=timedelta(0)) == []
    assert await next_deadlines(till) == [checkout.id]


async def test_a_payment_that_fails_late_lets_it_expire(till: Till) -> None:
    """Released after its deadline, it is ended when it is looked at again."""
    checkout = await till.open(SHIRT)
    await till.change(checkout.id, CommitPurchase(shown_version=2))
    till.clock.passes(LIFETIME.purchase_within)
    await swept(till)
    await till.change(checkout.id, ReleaseCommitment(reason=None))
    till.clock.passes(timedelta(hours=1))
    assert await swept(till) == 1
    assert (await till.read(checkout.id)).stage is Stage.EXPIRED


async def test_completed_and_cancelled_ones_are_settled(till: Till) -> None:
    """What ended otherwise is not looked at again, and nothing is recorded."""
    bought = await till.open(SHIRT, token="public-SE-1")
    left = await till.open(SHIRT, token="public-SE-2")
    await till.change(bought.id, CommitPurchase(shown_version=2))
    await till.change(bought.id, CompletePurchase(payment=PAID, order_id="o", purchase_id="p"))
    await till.change(left.id, CancelCheckout(reason=None))
    till.clock.passes(LIFETIME.purchase_within)
    assert await swept(till) == 2
    assert await next_deadlines(till) == []
    assert (await till.history(bought.id))[-1] == "Completed"
    assert (await till.history(left.id))[-1] == "Cancelled"


async def test_what_a_reader_marked_before_is_settled(till: Till) -> None:
    """Also when it is gone already."""
    checkout = await till.open(SHIRT)
    till.clock.passes(LIFETIME.purchase_within)
    await till.read(checkout.id)
    till.clock.passes(LIFETIME.readable_after_expiry)
    assert await swept(till) == 1
    assert await next_deadlines(till) == []


async def test_a_deadline_of_nothing_is_settled(till: Till) -> None:
    """A deadline without a checkout is removed, and does not stop the others."""
    checkout = await till.open(SHIRT)
    await till.storage.deadlines.settle("checkout-9", NOW)
    till.clock.passes(LIFETIME.purchase_within)
    assert await swept(till) == 2
    assert (await till.history(checkout.id))[-1] == "Expired"


async def test_more_than_a_batch(till: Till) -> None:
    """It goes on until nothing is due."""
    for n in range(BATCH + 5):
        await till.open(SHIRT, token=f"public-SE-{n}")
    till.clock.passes(LIFETIME.purchase_within)
    assert await swept(till) == BATCH + 5
    assert await next_deadlines(till) == []


async def test_it_sweeps_what_other_processes_opened(till: Till) -> None:
    """One process is enough for all."""
    checkout = await till.beside().open(SHIRT)
    till.clock.passes(LIFETIME.purchase_within)
    assert await swept(till) == 1
    assert (await till.history(checkout.id))[-1] == "Expired"


async def test_two_sweeps_record_one_end(till: Till) -> None:
    """Sweeping in every process is safe."""
    other = till.beside()
    checkout = await till.open(SHIRT)
    await other.read(checkout.id)
    till.clock.passes(LIFETIME.purchase_within)
    await till.storage.deadlines.settle(checkout.id, NOW)
    await swept(till)
    await till.storage.deadlines.settle(checkout.id, NOW)
    await swept(other)
    assert (await till.history(checkout.id)).count("Expired") == 1
    assert await till.attempts(checkout.id) == []


async def test_it_ends_though_a_checkout_does_not(till: Till) -> None:
    """A checkout that is due by the sweep's clock and not by the other is seen once, and left for later."""
    checkout = await till.open(SHIRT)
    ahead = Clock(NOW + LIFETIME.purchase_within)
    assert await swept(till, clock=ahead) == 1
    assert await till.history(checkout.id) == ["Opened", "CartReplaced"]
    assert await next_deadlines(till) == [checkout.id]


async def test_a_deadline_that_is_too_early(till: Till) -> None:
    """It is moved to when the checkout's time is really over."""
    checkout = await till.open(SHIRT)
    await till.storage.deadlines.settle(checkout.id, NOW)
    assert await swept(till) == 1
    assert await next_deadlines(till, within=LIFETIME.purchase_within - A_MOMENT) == []
    assert await next_deadlines(till, within=LIFETIME.purchase_within) == [checkout.id]
