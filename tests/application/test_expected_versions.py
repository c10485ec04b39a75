"""Changes with expected versions."""

import pytest

from application.commands.purchase import CommitPurchase
from application.commands.shop import Resume, Suspend
from domain.refusals import CheckoutNotFound, StaleVersion
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT


async def test_the_current_version_is_accepted(app: ApplicationFixture) -> None:
    """A change that expects the current version is recorded."""
    checkout = await app.open(SHIRT)
    assert (await app.change(checkout.id, Suspend(), expected=(2,))).version == 3


async def test_one_of_several_versions_is_enough(app: ApplicationFixture) -> None:
    """A change is recorded if one of the expected versions is the current one."""
    checkout = await app.open(SHIRT)
    assert (await app.change(checkout.id, Suspend(), expected=(1, 2))).version == 3


@pytest.mark.parametrize("expected", [(), (1,), (3,), (1, 3)])
async def test_an_unexpected_version_is_refused(
    app: ApplicationFixture, expected: tuple[int, ...]
) -> None:
    """The refusal has the expected and the actual version, and nothing is recorded."""
    checkout = await app.open(SHIRT)
    with pytest.raises(StaleVersion) as refused:
        await app.change(checkout.id, Suspend(), expected=expected)
    assert refused.value.facts() == {"expected": expected, "actual": 2}
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]


async def test_a_stale_version_precedes_other_results(app: ApplicationFixture) -> None:
    """StaleVersion is raised even where the change has no effect or another rule refuses it."""
    checkout = await app.open()
    for change in (Resume(), CommitPurchase(shown_version=1)):
        with pytest.raises(StaleVersion):
            await app.change(checkout.id, change, expected=(7,))


async def test_an_overlap_with_an_expected_version_is_stale(app: ApplicationFixture) -> None:
    """The change that is recorded second raises StaleVersion with the actual version."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, Suspend(), expected=(2,))
    await hold.reached.wait()
    await app.change(checkout.id, Suspend())
    hold.resumed.set()
    with pytest.raises(StaleVersion) as refused:
        await slow
    assert refused.value.facts() == {"expected": (2,), "actual": 3}


async def test_the_version_of_another_process_is_accepted(app: ApplicationFixture) -> None:
    """Expected versions are compared with the stored history, and not with the cached copy."""
    other = app.start_process()
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, Suspend())
    app.clock.advance()
    assert (await app.change(checkout.id, Resume(), expected=(3,))).version == 4
    assert await app.refused_commands(checkout.id) == []


async def test_the_version_of_an_outdated_copy_is_refused(app: ApplicationFixture) -> None:
    """A change that expects the version of an outdated cached copy is refused."""
    other = app.start_process()
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, Suspend())
    app.clock.advance()
    for change in (Suspend(), Resume()):
        with pytest.raises(StaleVersion) as refused:
            await app.change(checkout.id, change, expected=(2,))
        assert refused.value.actual == 3


async def test_another_merchant_learns_no_version(app: ApplicationFixture) -> None:
    """Another merchant's checkout is not found, whatever version is expected."""
    checkout = await app.open(SHIRT)
    with pytest.raises(CheckoutNotFound):
        await app.change(checkout.id, Suspend(), expected=(7,), merchant="other")
