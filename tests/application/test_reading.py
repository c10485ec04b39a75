"""Reading the current state and past states of a checkout."""

from datetime import datetime, timedelta

import pytest

from application.commands.shop import ChangeReference, Suspend
from application.history.as_of import AsOfInstant, AsOfVersion, PastState
from domain.checkout import Checkout
from domain.refusals import BeforeOpening, CheckoutNotFound, InTheFuture, NoSuchVersion
from domain.stage import Stage
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT

MICROSECOND = timedelta(microseconds=1)


async def test_a_merchant_reads_its_own_checkout(app: ApplicationFixture) -> None:
    """A read by the merchant returns the current state."""
    checkout = await app.open(SHIRT)
    assert await app.read(checkout.id) == checkout


async def test_a_read_without_a_merchant_finds_the_checkout(app: ApplicationFixture) -> None:
    """The customer's page and the payment side read checkouts of any merchant."""
    checkout = await app.open(SHIRT)
    assert await app.read(checkout.id, merchant=None) == checkout


@pytest.mark.parametrize("merchant", ["other", "", "Demo"])
async def test_another_merchants_checkout_is_not_found(
    app: ApplicationFixture, merchant: str
) -> None:
    """The result is that of an unknown id, so that ids cannot be probed."""
    checkout = await app.open(SHIRT)
    with pytest.raises(CheckoutNotFound) as refused:
        await app.read(checkout.id, merchant=merchant)
    with pytest.raises(CheckoutNotFound) as unknown:
        await app.read("checkout-9", merchant=merchant)
    assert refused.value.facts() == {"checkout_id": checkout.id}
    assert unknown.value.facts() == {"checkout_id": "checkout-9"}


async def test_every_version_can_be_read(app: ApplicationFixture) -> None:
    """Each past version equals the state returned then, and is settled if there is a later one."""
    answers = [await app.open(SHIRT)]
    checkout_id = answers[0].id
    for n in range(5):
        app.clock.advance()
        answers.append(await app.change(checkout_id, ChangeReference(reference=f"A-{n}")))
    newest = answers[-1].version
    for answer in answers:
        past = await app.past(checkout_id, AsOfVersion(answer.version))
        assert past == PastState(checkout=answer, newest=newest)
        assert past.is_settled == (answer.version < newest)


@pytest.mark.parametrize("version", [-1, 0, 3, 100])
async def test_an_unknown_version_is_refused(app: ApplicationFixture, version: int) -> None:
    """The refusal has the newest version."""
    checkout = await app.open(SHIRT)
    with pytest.raises(NoSuchVersion) as refused:
        await app.past(checkout.id, AsOfVersion(version))
    assert refused.value.facts() == {"version": version, "newest": 2}


async def test_every_point_in_time_can_be_read(app: ApplicationFixture) -> None:
    """A version is returned from its own time until just before the time of the next one."""
    first = await app.open(SHIRT)
    opened_at = app.clock()
    app.clock.advance()
    second = await app.change(first.id, ChangeReference(reference="A-1"))
    changed_at = app.clock()
    app.clock.advance()

    async def state_at(at: datetime) -> Checkout:
        return (await app.past(first.id, AsOfInstant(at))).checkout

    assert await state_at(opened_at) == first
    assert await state_at(changed_at - MICROSECOND) == first
    assert await state_at(changed_at) == second
    assert await state_at(app.clock()) == second


async def test_the_later_of_two_events_at_one_time_is_read(app: ApplicationFixture) -> None:
    """Events with the same time are seen together."""
    checkout = await app.open(SHIRT)
    changed = await app.change(checkout.id, ChangeReference(reference="A-1"))
    assert (await app.past(checkout.id, AsOfInstant(app.clock()))).checkout == changed


async def test_a_time_before_the_opening_is_refused(app: ApplicationFixture) -> None:
    """The refusal has the time at which the checkout was opened."""
    checkout = await app.open(SHIRT)
    opened_at = app.clock()
    with pytest.raises(BeforeOpening) as refused:
        await app.past(checkout.id, AsOfInstant(opened_at - MICROSECOND))
    assert refused.value.facts() == {
        "at": "2026-01-05T11:59:59.999999Z",
        "opened_at": "2026-01-05T12:00:00Z",
    }


async def test_a_future_time_is_refused(app: ApplicationFixture) -> None:
    """The present time is accepted, and a later one is refused."""
    checkout = await app.open(SHIRT)
    now = app.clock()
    assert (await app.past(checkout.id, AsOfInstant(now))).checkout == checkout
    with pytest.raises(InTheFuture):
        await app.past(checkout.id, AsOfInstant(now + MICROSECOND))


async def test_another_merchants_past_is_not_found(app: ApplicationFixture) -> None:
    """Past states of another merchant's checkout are not found, for any version and time."""
    checkout = await app.open(SHIRT)
    future = AsOfInstant(app.clock() + MICROSECOND)
    for as_of in (AsOfVersion(1), AsOfVersion(99), AsOfInstant(app.clock()), future):
        with pytest.raises(CheckoutNotFound):
            await app.past(checkout.id, as_of, merchant="other")


async def test_reading_the_past_does_not_change_the_present(app: ApplicationFixture) -> None:
    """After a read of version 1, the current state is unchanged."""
    checkout = await app.open(SHIRT)
    changed = await app.change(checkout.id, Suspend())
    await app.past(checkout.id, AsOfVersion(1))
    assert await app.read(checkout.id) == changed
    assert changed.stage is Stage.SUSPENDED
