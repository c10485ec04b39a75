"""Reading a checkout: now, and as it stood."""

import pytest

from application.checkouts import Target
from application.commands import ChangeReference, Suspend
from domain.refusals import CheckoutNotFound
from domain.stages import Stage
from tests.application.till import Till
from tests.domain.happenings import SHIRT


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
    """At each version it reads as it was answered then."""
    answers = [await till.open(SHIRT)]
    checkout_id = answers[0].id
    for n in range(5):
        till.clock.passes()
        answers.append(await till.change(checkout_id, ChangeReference(reference=f"A-{n}")))
    for answer in answers:
        at = Target(checkout_id=checkout_id, merchant="demo")
        assert await till.checkouts.read_version(at, answer.version) == answer


@pytest.mark.parametrize("version", [-1, 0, 3, 100])
async def test_a_version_that_never_was(till: Till, version: int) -> None:
    """It is not found."""
    checkout = await till.open(SHIRT)
    at = Target(checkout_id=checkout.id, merchant="demo")
    with pytest.raises(CheckoutNotFound):
        await till.checkouts.read_version(at, version)


async def test_another_merchants_past_is_not_found_either(till: Till) -> None:
    """The past is as private as the present."""
    checkout = await till.open(SHIRT)
    at = Target(checkout_id=checkout.id, merchant="other")
    with pytest.raises(CheckoutNotFound):
        await till.checkouts.read_version(at, 1)


async def test_reading_the_past_changes_no_present(till: Till) -> None:
    """After a look at version 1 the newest version stands as before."""
    checkout = await till.open(SHIRT)
    changed = await till.change(checkout.id, Suspend())
    await till.checkouts.read_version(Target(checkout_id=checkout.id, merchant="demo"), 1)
    assert await till.read(checkout.id) == changed
    assert changed.stage is Stage.SUSPENDED
