"""A caller who names the version that the change is meant for."""

import pytest

from application.commands.purchase import CommitPurchase
from application.commands.shop import Resume, Suspend
from domain.refusals import CheckoutNotFound, StaleVersion
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT


async def test_the_version_that_stands(app: ApplicationFixture) -> None:
    """The change is made."""
    checkout = await app.open(SHIRT)
    assert (await app.change(checkout.id, Suspend(), expected=(2,))).version == 3


async def test_one_of_several(app: ApplicationFixture) -> None:
    """It is enough that one of the versions named stands."""
    checkout = await app.open(SHIRT)
    assert (await app.change(checkout.id, Suspend(), expected=(1, 2))).version == 3


@pytest.mark.parametrize("expected", [(), (1,), (3,), (1, 3)])
async def test_a_version_that_does_not_stand(
    app: ApplicationFixture, expected: tuple[int, ...]
) -> None:
    """The change is refused, and both are told: what was expected and what stands."""
    checkout = await app.open(SHIRT)
    with pytest.raises(StaleVersion) as refused:
        await app.change(checkout.id, Suspend(), expected=expected)
    assert refused.value.facts() == {"expected": expected, "actual": 2}
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]


async def test_a_stale_caller_is_told_so_before_anything_else(app: ApplicationFixture) -> None:
    """Even where nothing would change, or the verb would refuse."""
    checkout = await app.open()
    for change in (Resume(), CommitPurchase(shown_version=1)):
        with pytest.raises(StaleVersion):
            await app.change(checkout.id, change, expected=(7,))


async def test_an_overlap_with_a_version_named(app: ApplicationFixture) -> None:
    """The one that loses is told that its version no longer stands, and which one does."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, Suspend(), expected=(2,))
    await hold.reached.wait()
    await app.change(checkout.id, Suspend())
    hold.let_go.set()
    with pytest.raises(StaleVersion) as refused:
        await slow
    assert refused.value.facts() == {"expected": (2,), "actual": 3}


async def test_a_version_that_another_process_knows(app: ApplicationFixture) -> None:
    """A version is compared with what stands, not with this process's copy."""
    other = app.start_process()
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, Suspend())
    app.clock.passes()
    assert (await app.change(checkout.id, Resume(), expected=(3,))).version == 4
    assert await app.attempts(checkout.id) == []


async def test_a_version_that_only_an_old_copy_has(app: ApplicationFixture) -> None:
    """A change meant for the version of an old copy is refused for what stands."""
    other = app.start_process()
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, Suspend())
    app.clock.passes()
    for change in (Suspend(), Resume()):
        with pytest.raises(StaleVersion) as refused:
            await app.change(checkout.id, change, expected=(2,))
        assert refused.value.actual == 3


async def test_a_stranger_learns_no_version(app: ApplicationFixture) -> None:
    """Another merchant's checkout is not found, whichever version is named."""
    checkout = await app.open(SHIRT)
    with pytest.raises(CheckoutNotFound):
        await app.change(checkout.id, Suspend(), expected=(7,), merchant="other")
