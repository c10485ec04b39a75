"""Reading a checkout: now, and as it stood."""

from datetime import datetime, timedelta

import pytest

from application.commands.shop import ChangeReference, Suspend
from application.history.as_of import AsOfInstant, AsOfVersion, PastState
from domain.checkout import Checkout
from domain.refusals import BeforeOpening, CheckoutNotFound, InTheFuture, NoSuchVersion
from domain.stage import Stage
from tests.application.till import Till
from tests.domain.happenings import SHIRT

MICROSECOND = timedelta(microseconds=1)


async def test_the_merchant_reads_its_own(till: Till) -> None:
    """As it stands."""
    checkout = await till.open(SHIRT)
    assert await till.read(checkout.id) == checkout


async def test_whose_it_is_may_be_left_open(till: Till) -> None:
    """The customer's page and the payment side ask for a checkout whoever's it is."""
    checkout = await till.open(SHIRT)
    assert await till.read(checkout.id, merchant=None) == checkout


@pytest.mark.parametrize("merchant", ["other", "", "Demo"])
async def test_another_merchants_is_not_found(till: Till, merchant: str) -> None:
    """Exactly as if there were none, so that ids cannot be probed."""
    checkout = await till.open(SHIRT)
    with pytest.raises(CheckoutNotFound) as refused:
        await till.read(checkout.id, merchant=merchant)
    with pytest.raises(CheckoutNotFound) as unknown:
        await till.read("checkout-9", merchant=merchant)
    assert refused.value.facts() == {"checkout_id": checkout.id}
    assert unknown.value.facts() == {"checkout_id": "checkout-9"}


async def test_every_version_can_be_read(till: Till) -> None:
    """At each version it reads as it was answered then, and is settled once there is a later one."""
    answers = [await till.open(SHIRT)]
    checkout_id = answers[0].id
    for n in range(5):
        till.clock.passes()
        answers.append(await till.change(checkout_id, ChangeReference(reference=f"A-{n}")))
    newest = answers[-1].version
    for answer in answers:
        past = await till.past(checkout_id, AsOfVersion(answer.version))
        assert past == PastState(checkout=answer, newest=newest)
        assert past.is_settled == (answer.version < newest)


@pytest.mark.parametrize("version", [-1, 0, 3, 100])
async def test_a_version_that_never_was(till: Till, version: int) -> None:
    """The refusal says how far the history goes."""
    checkout = await till.open(SHIRT)
    with pytest.raises(NoSuchVersion) as refused:
        await till.past(checkout.id, AsOfVersion(version))
    assert refused.value.facts() == {"version": version, "newest": 2}


async def test_every_instant_can_be_read(till: Till) -> None:
    """Each version stands from its own instant to the one before the next one's."""
    first = await till.open(SHIRT)
    opened_at = till.clock()
    till.clock.passes()
    second = await till.change(first.id, ChangeReference(reference="A-1"))
    changed_at = till.clock()
    till.clock.passes()

    async def stood(at: datetime) -> Checkout:
        return (await till.past(first.id, AsOfInstant(at))).checkout

    assert await stood(opened_at) == first
    assert await stood(changed_at - MICROSECOND) == first
    assert await stood(changed_at) == second
    assert await stood(till.clock()) == second


async def test_of_two_events_at_one_instant_the_later_one_stands(till: Till) -> None:
    """So of one request that records several, all are seen together."""
    checkout = await till.open(SHIRT)
    changed = await till.change(checkout.id, ChangeReference(reference="A-1"))
    assert (await till.past(checkout.id, AsOfInstant(till.clock()))).checkout == changed


async def test_there_was_nothing_before_the_opening(till: Till) -> None:
    """The refusal says when the checkout was opened."""
    checkout = await till.open(SHIRT)
    opened_at = till.clock()
    with pytest.raises(BeforeOpening) as refused:
        await till.past(checkout.id, AsOfInstant(opened_at - MICROSECOND))
    assert refused.value.facts() == {
        "at": "2026-01-05T11:59:59.999999Z",
        "opened_at": "2026-01-05T12:00:00Z",
    }


async def test_nobody_knows_the_future(till: Till) -> None:
    """The present instant is not part of it."""
    checkout = await till.open(SHIRT)
    now = till.clock()
    assert (await till.past(checkout.id, AsOfInstant(now))).checkout == checkout
    with pytest.raises(InTheFuture):
        await till.past(checkout.id, AsOfInstant(now + MICROSECOND))


async def test_another_merchants_past_is_not_found_either(till: Till) -> None:
    """The past is as private as the present, whatever moment is asked for."""
    checkout = await till.open(SHIRT)
    future = AsOfInstant(till.clock() + MICROSECOND)
    for moment in (AsOfVersion(1), AsOfVersion(99), AsOfInstant(till.clock()), future):
        with pytest.raises(CheckoutNotFound):
            await till.past(checkout.id, moment, merchant="other")


async def test_reading_the_past_changes_no_present(till: Till) -> None:
    """After a look at version 1 the newest version stands as before."""
    checkout = await till.open(SHIRT)
    changed = await till.change(checkout.id, Suspend())
    await till.past(checkout.id, AsOfVersion(1))
    assert await till.read(checkout.id) == changed
    assert changed.stage is Stage.SUSPENDED
