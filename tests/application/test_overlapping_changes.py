"""Two concurrent changes of one checkout: one is recorded, and the other is refused."""

import asyncio
from datetime import timedelta

import pytest

from application.commands.shop import ChangeReference, ReplaceCart, ReplaceMetadata, Resume, Suspend
from domain.checkout import Checkout
from domain.refusals import DuplicateArticles, Locked
from domain.values.cart import Cart
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT, SOCKS


async def test_the_first_recorded_change_wins(app: ApplicationFixture) -> None:
    """The other change raises Locked, and nothing of it is recorded."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await hold.reached.wait()
    await app.change(checkout.id, Suspend())
    hold.resumed.set()
    with pytest.raises(Locked):
        await slow
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_a_change_that_is_recorded_second_is_locked(
    app: ApplicationFixture,
) -> None:
    """A change that starts while another is in progress, and is appended after it, raises Locked."""
    checkout = await app.open(SHIRT)
    first, second = app.store.hold_next_append(), app.store.hold_next_append()
    early = app.begin_change(checkout.id, Suspend())
    await first.reached.wait()
    app.clock.advance()
    late = app.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await second.reached.wait()
    first.resumed.set()
    assert (await early).version == 3
    second.resumed.set()
    with pytest.raises(Locked):
        await late
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


@pytest.mark.parametrize("writers", [2, 10])
async def test_exactly_one_of_many_changes_wins(app: ApplicationFixture, writers: int) -> None:
    """Of many overlapping changes one is recorded, and all others raise Locked."""
    checkout = await app.open(SHIRT)
    holds = [app.store.hold_next_append() for _ in range(writers)]
    changes = [
        app.begin_change(checkout.id, ChangeReference(reference=f"A-{n}")) for n in range(writers)
    ]
    for hold in holds:
        await hold.reached.wait()
    for hold in reversed(holds):
        hold.resumed.set()
    answers = await asyncio.gather(*changes, return_exceptions=True)
    won = [answer for answer in answers if isinstance(answer, Checkout)]
    assert len(won) == 1
    assert [type(answer) for answer in answers].count(Locked) == writers - 1
    assert await app.read(checkout.id) == won[0]


async def test_changes_of_two_processes_overlap(app: ApplicationFixture) -> None:
    """Overlapping changes in two processes behave as in one process."""
    other = app.start_process()
    checkout = await app.open(SHIRT)
    await other.read(checkout.id)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await hold.reached.wait()
    await other.change(checkout.id, Suspend())
    hold.resumed.set()
    with pytest.raises(Locked):
        await slow
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_a_change_in_another_process_that_is_recorded_second_is_locked(
    app: ApplicationFixture,
) -> None:
    """A change that started before another process's append was recorded raises Locked, and is not retried."""
    other = app.start_process()
    checkout = await app.open(SHIRT)
    await other.read(checkout.id)
    first, second = app.store.hold_next_append(), other.store.hold_next_append()
    early = app.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await first.reached.wait()
    app.clock.advance(timedelta(seconds=1))
    late = other.begin_change(checkout.id, ReplaceCart(cart=Cart()))
    await second.reached.wait()
    first.resumed.set()
    await early
    second.resumed.set()
    with pytest.raises(Locked):
        await late
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "CartReplaced"]


async def test_a_locked_change_can_be_repeated(app: ApplicationFixture) -> None:
    """A repeated change is decided on the current state."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, ReplaceMetadata(metadata="{}"))
    await hold.reached.wait()
    await app.change(checkout.id, Suspend())
    hold.resumed.set()
    with pytest.raises(Locked):
        await slow
    again = await app.change(checkout.id, ReplaceMetadata(metadata="{}"))
    assert again.version == 4
    assert again.metadata == "{}"


async def test_a_change_without_effect_does_not_overlap(app: ApplicationFixture) -> None:
    """Where one of two changes has nothing to record, both succeed."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    await app.change(checkout.id, Resume())
    hold.resumed.set()
    assert (await slow).version == 3


async def test_a_refused_change_does_not_overlap(app: ApplicationFixture) -> None:
    """A refused change does not lock a concurrent one."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    alike = ReplaceCart(cart=Cart(lines=(SOCKS, SOCKS)), unique_articles=True)
    with pytest.raises(DuplicateArticles):
        await app.change(checkout.id, alike)
    hold.resumed.set()
    assert (await slow).version == 3


async def test_changes_of_two_checkouts_do_not_overlap(app: ApplicationFixture) -> None:
    """Changes of different checkouts are independent."""
    one = await app.open(SHIRT, token="public-SE-1")
    two = await app.open(SHIRT, token="public-SE-2")
    hold = app.store.hold_next_append()
    slow = app.begin_change(one.id, Suspend())
    await hold.reached.wait()
    assert (await app.change(two.id, Suspend())).version == 3
    hold.resumed.set()
    assert (await slow).version == 3


async def test_a_change_after_the_response_does_not_overlap(app: ApplicationFixture) -> None:
    """A change that starts after another has returned succeeds, even at the same time of the clock."""
    checkout = await app.open(SHIRT)
    for n in range(5):
        await app.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    assert (await app.read(checkout.id)).version == 7


async def test_a_read_during_a_change_returns_the_recorded_state(app: ApplicationFixture) -> None:
    """Events that are being appended are not visible before they are recorded."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    assert await app.read(checkout.id) == checkout
    hold.resumed.set()
    assert await slow == await app.read(checkout.id)
