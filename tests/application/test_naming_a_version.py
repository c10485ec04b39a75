"""A caller who names the version that the change is meant for."""

import pytest

from application.commands.shop import CommitPurchase, Resume, Suspend
from domain.refusals import CheckoutNotFound, StaleVersion
from tests.application.till import Till
from tests.domain.happenings import SHIRT


async def test_the_version_that_stands(till: Till) -> None:
    """The change is made."""
    checkout = await till.open(SHIRT)
    assert (await till.change(checkout.id, Suspend(), expected=(2,))).version == 3


async def test_one_of_several(till: Till) -> None:
    """It is enough that one of the versions named stands."""
    checkout = await till.open(SHIRT)
    assert (await till.change(checkout.id, Suspend(), expected=(1, 2))).version == 3


@pytest.mark.parametrize("expected", [(), (1,), (3,), (1, 3)])
async def test_a_version_that_does_not_stand(till: Till, expected: tuple[int, ...]) -> None:
    """The change is refused, and both are told: what was expected and what stands."""
    checkout = await till.open(SHIRT)
    with pytest.raises(StaleVersion) as refused:
        await till.change(checkout.id, Suspend(), expected=expected)
    assert refused.value.facts() == {"expected": expected, "actual": 2}
    assert await till.history(checkout.id) == ["Opened", "CartReplaced"]


async def test_a_stale_caller_is_told_so_before_anything_else(till: Till) -> None:
    """Even where nothing would change, or the verb would refuse."""
    checkout = await till.open()
    for change in (Resume(), CommitPurchase(shown_version=1)):
        with pytest.raises(StaleVersion):
            await till.change(checkout.id, change, expected=(7,))


async def test_an_overlap_with_a_version_named(till: Till) -> None:
    """The one that loses is told that its version no longer stands, and which one does."""
    checkout = await till.open(SHIRT)
    hold = till.store.hold_next_append()
    slow = till.begin_change(checkout.id, Suspend(), expected=(2,))
    await hold.reached.wait()
    await till.change(checkout.id, Suspend())
    hold.let_go.set()
    with pytest.raises(StaleVersion) as refused:
        await slow
    assert refused.value.facts() == {"expected": (2,), "actual": 3}


async def test_a_version_that_another_process_knows(till: Till) -> None:
    """A version is compared with what stands, not with this process's copy."""
    other = till.beside()
    checkout = await till.open(SHIRT)
    await other.change(checkout.id, Suspend())
    till.clock.passes()
    assert (await till.change(checkout.id, Resume(), expected=(3,))).version == 4
    assert await till.attempts(checkout.id) == []


async def test_a_version_that_only_an_old_copy_has(till: Till) -> None:
    """A change meant for the version of an old copy is refused for what stands."""
    other = till.beside()
    checkout = await till.open(SHIRT)
    await other.change(checkout.id, Suspend())
    till.clock.passes()
    for change in (Suspend(), Resume()):
        with pytest.raises(StaleVersion) as refused:
            await till.change(checkout.id, change, expected=(2,))
        assert refused.value.actual == 3


async def test_a_stranger_learns_no_version(till: Till) -> None:
    """Another merchant's checkout is not found, whichever version is named."""
    checkout = await till.open(SHIRT)
    with pytest.raises(CheckoutNotFound):
        await till.change(checkout.id, Suspend(), expected=(7,), merchant="other")
