"""Reading a checkout: now, and as it stood."""

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


async def test_the_merchant_reads_its_own(app: ApplicationFixture) -> None:
    """As it stands."""
    checkout = await app.open(SHIRT)
    assert await app.read(checkout.id) == checkout


async def test_whose_it_is_may_be_left_open(app: ApplicationFixture) -> None:
    """The customer's page and the payment side ask for a checkout whoever's it is."""
    checkout = await app.open(SHIRT)
    assert await app.read(checkout.id, merchant=None) == checkout


@pytest.mark.parametrize("merchant", ["other", "", "Demo"])
async def test_another_merchants_is_not_found(app: ApplicationFixture, merchant: str) -> None:
    """Exactly as if there were none, so that ids cannot be probed."""
    checkout = await app.open(SHIRT)
    with pytest.raises(CheckoutNotFound) as refused:
        await app.read(checkout.id, merchant=merchant)
    with pytest.raises(CheckoutNotFound) as unknown:
        await app.read("checkout-9", merchant=merchant)
    assert refused.value.facts() == {"checkout_id": checkout.id}
    assert unknown.value.facts() == {"checkout_id": "checkout-9"}


async def test_every_version_can_be_read(app: ApplicationFixture) -> None:
    """At each version it reads as it was answered then, and is settled once there is a later one."""
    answers = [await app.open(SHIRT)]
    checkout_id = answers[0].id
    for n in range(5):
        app.clock.passes()
        answers.append(await app.change(checkout_id, ChangeReference(reference=f"A-{n}")))
    newest = answers[-1].version
    for answer in answers:
        past = await app.past(checkout_id, AsOfVersion(answer.version))
        assert past == PastState(checkout=answer, newest=newest)
        assert past.is_settled == (answer.version < newest)


@pytest.mark.parametrize("version", [-1, 0, 3, 100])
async def test_a_version_that_never_was(app: ApplicationFixture, version: int) -> None:
    """The refusal says how far the history goes."""
    checkout = await app.open(SHIRT)
    with pytest.raises(NoSuchVersion) as refused:
        await app.past(checkout.id, AsOfVersion(version))
    assert refused.value.facts() == {"version": version, "newest": 2}


async def test_every_instant_can_be_read(app: ApplicationFixture) -> None:
    """Each version stands from its own instant to the one before the next one's."""
    first = await app.open(SHIRT)
    opened_at = app.clock()
    app.clock.passes()
    second = await app.change(first.id, ChangeReference(reference="A-1"))
    changed_at = app.clock()
    app.clock.passes()

    async def stood(at: datetime) -> Checkout:
        return (await app.past(first.id, AsOfInstant(at))).checkout

    assert await stood(opened_at) == first
    assert await stood(changed_at - MICROSECOND) == first
    assert await stood(changed_at) == second
    assert await stood(app.clock()) == second


async def test_of_two_events_at_one_instant_the_later_one_stands(app: ApplicationFixture) -> None:
    """So of one request that records several, all are seen together."""
    checkout = await app.open(SHIRT)
    changed = await app.change(checkout.id, ChangeReference(reference="A-1"))
    assert (await app.past(checkout.id, AsOfInstant(app.clock()))).checkout == changed


async def test_there_was_nothing_before_the_opening(app: ApplicationFixture) -> None:
    """The refusal says when the checkout was opened."""
    checkout = await app.open(SHIRT)
    opened_at = app.clock()
    with pytest.raises(BeforeOpening) as refused:
        await app.past(checkout.id, AsOfInstant(opened_at - MICROSECOND))
    assert refused.value.facts() == {
        "at": "2026-01-05T11:59:59.999999Z",
        "opened_at": "2026-01-05T12:00:00Z",
    }


async def test_nobody_knows_the_future(app: ApplicationFixture) -> None:
    """The present instant is not part of it."""
    checkout = await app.open(SHIRT)
    now = app.clock()
    assert (await app.past(checkout.id, AsOfInstant(now))).checkout == checkout
    with pytest.raises(InTheFuture):
        await app.past(checkout.id, AsOfInstant(now + MICROSECOND))


async def test_another_merchants_past_is_not_found_either(app: ApplicationFixture) -> None:
    """The past is as private as the present, whatever moment is asked for."""
    checkout = await app.open(SHIRT)
    future = AsOfInstant(app.clock() + MICROSECOND)
    for moment in (AsOfVersion(1), AsOfVersion(99), AsOfInstant(app.clock()), future):
        with pytest.raises(CheckoutNotFound):
            await app.past(checkout.id, moment, merchant="other")


async def test_reading_the_past_changes_no_present(app: ApplicationFixture) -> None:
    """After a look at version 1 the newest version stands as before."""
    checkout = await app.open(SHIRT)
    changed = await app.change(checkout.id, Suspend())
    await app.past(checkout.id, AsOfVersion(1))
    assert await app.read(checkout.id) == changed
    assert changed.stage is Stage.SUSPENDED
