"""The sweep releases a commitment that nobody paid in time."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from application.checkouts.admission import Target
from application.commands.purchase import CommitPurchase, CompletePurchase, ReleaseCommitment
from application.commands.shop import Suspend
from application.jobs.expiry import sweep
from domain.events import CheckoutEvent, CommitmentReleased
from domain.stage import Stage
from tests.application.application_fixture import A_MILLISECOND, LIFETIME, ApplicationFixture
from tests.domain.event_builders import NOW, PAID, SHIRT, SHOP

WITHIN = LIFETIME.payment_within
COMMIT = CommitPurchase(shown_version=2)


async def run_sweep(app: ApplicationFixture) -> int:
    """Sweep, and return the number of checkouts that were checked."""
    return await sweep(app.checkouts, app.storage.deadlines, app.clock)


async def commit(app: ApplicationFixture, *, attempt: str | None = None) -> str:
    """Open a checkout, commit it, and return its id."""
    checkout = await app.open(SHIRT)
    change = CommitPurchase(shown_version=2, payment_attempt=attempt)
    await app.change(checkout.id, change)
    return checkout.id


async def events_of(app: ApplicationFixture, checkout_id: str) -> Sequence[CheckoutEvent]:
    """Return the recorded events."""
    return await app.storage.events.events(checkout_id)


async def test_nobody_paid(app: ApplicationFixture) -> None:
    """The event says that the time ran out, when, and that the sweep recorded it; no request was refused."""
    checkout_id = await commit(app)
    app.clock.advance(WITHIN)
    await run_sweep(app)

    released = (await events_of(app, checkout_id))[3]
    assert isinstance(released, CommitmentReleased)
    assert (released.reason, released.due) == ("No payment was reported in time.", NOW + WITHIN)
    assert (released.provenance.actor, released.provenance.operation) == (
        "system:expiry",
        "release commitment",
    )
    assert await app.refused_commands(checkout_id) == []


async def test_the_time_is_not_over(app: ApplicationFixture) -> None:
    """A commitment waits until its time is over, however long the checkout's own deadline has passed."""
    checkout_id = await commit(app)
    app.clock.advance(WITHIN - A_MILLISECOND)
    await run_sweep(app)

    assert (await app.history(checkout_id))[-1] == "PurchaseCommitted"


async def test_a_release_after_the_deadline(app: ApplicationFixture) -> None:
    """A checkout whose own deadline has passed expires in the next check after the release."""
    checkout_id = await commit(app)
    app.clock.advance(WITHIN)
    await run_sweep(app)
    app.clock.advance(timedelta(minutes=1))
    await run_sweep(app)

    assert (await app.history(checkout_id))[-2:] == ["CommitmentReleased", "Expired"]


async def test_a_commitment_just_before_the_deadline(app: ApplicationFixture) -> None:
    """The time runs from the commitment, and the sweep finds the checkout at that time without earlier checks."""
    checkout = await app.open(SHIRT)
    app.clock.advance(timedelta(days=6))
    await app.change(checkout.id, COMMIT)
    assert app.store.deadlines[-1] == NOW + timedelta(days=6) + WITHIN
    app.clock.advance(WITHIN)
    assert await run_sweep(app) > 0

    assert "CommitmentReleased" in await app.history(checkout.id)


async def test_a_payment_that_tillroll_requested(app: ApplicationFixture) -> None:
    """A commitment with a payment attempt is never released by time."""
    checkout_id = await commit(app, attempt="attempt-1")
    app.clock.advance(WITHIN * 10)
    await run_sweep(app)

    assert (await app.history(checkout_id))[-1] == "PurchaseCommitted"


async def test_a_payment_in_time(app: ApplicationFixture) -> None:
    """A purchase that was paid is left alone."""
    checkout_id = await commit(app)
    await app.change(checkout_id, CompletePurchase(payment=PAID, order_id="o", purchase_id="p"))
    app.clock.advance(WITHIN)
    await run_sweep(app)

    assert (await app.read(checkout_id)).stage is Stage.COMPLETED


async def test_a_payment_after_the_release(app: ApplicationFixture) -> None:
    """A payment that is reported after the release is recorded as due back."""
    checkout_id = await commit(app)
    app.clock.advance(WITHIN)
    await run_sweep(app)
    late = CompletePurchase(payment=PAID, order_id="o", purchase_id="p", commitment=3)
    target = Target(checkout_id=checkout_id, merchant="demo", ignores_expiry=True)
    await app.checkouts.change(target, late, SHOP)

    assert "SurplusPaymentReceived" in await app.history(checkout_id)
    assert "Completed" not in await app.history(checkout_id)


async def test_a_payment_long_after_the_release(app: ApplicationFixture) -> None:
    """A payment is recorded as due back although the checkout has expired and can no longer be read."""
    checkout_id = await commit(app)
    app.clock.advance(WITHIN)
    await run_sweep(app)
    app.clock.advance(timedelta(minutes=1))
    await run_sweep(app)
    app.clock.advance(timedelta(days=30))
    late = CompletePurchase(payment=PAID, order_id="o", purchase_id="p", commitment=3)
    target = Target(checkout_id=checkout_id, merchant="demo", ignores_expiry=True)
    await app.checkouts.change(target, late, SHOP)

    assert (await app.history(checkout_id))[-2:] == ["Expired", "SurplusPaymentReceived"]


async def test_a_payment_that_another_process_records(app: ApplicationFixture) -> None:
    """Of a release and a payment at the same time, one is recorded: here the payment, so there is no release."""
    checkout_id = await commit(app)
    app.clock.advance(WITHIN)
    other = app.start_process()
    hold = app.store.hold_next_append()
    task = asyncio.create_task(app.checkouts.release_unpaid(checkout_id))
    await hold.reached.wait()
    await other.change(checkout_id, CompletePurchase(payment=PAID, order_id="o", purchase_id="p"))
    hold.resumed.set()

    assert (await task).stage is Stage.COMPLETED
    assert "CommitmentReleased" not in await app.history(checkout_id)


async def test_two_sweeps(app: ApplicationFixture) -> None:
    """Two processes that sweep at the same time record one release."""
    other = app.start_process()
    checkout_id = await commit(app)
    app.clock.advance(WITHIN)
    await app.checkouts.release_unpaid(checkout_id)
    await other.checkouts.release_unpaid(checkout_id)

    assert (await app.history(checkout_id)).count("CommitmentReleased") == 1


async def test_a_payment_that_failed_sets_the_deadline_again(app: ApplicationFixture) -> None:
    """After a failed payment the checkout is checked at its own deadline, not at that of the commitment."""
    checkout_id = await commit(app)
    await app.change(checkout_id, ReleaseCommitment(reason="declined"))
    await app.change(checkout_id, Suspend())
    app.clock.advance(LIFETIME.purchase_within)
    assert await run_sweep(app) == 1

    assert (await app.history(checkout_id))[-1] == "Expired"
