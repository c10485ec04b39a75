"""Two changes of one checkout at the same time: one wins, and the other is told."""

import asyncio
from datetime import timedelta

import pytest

from application.commands.shop import ChangeReference, ReplaceCart, ReplaceMetadata, Resume, Suspend
from domain.checkout import Checkout
from domain.refusals import DuplicateArticles, Locked
from domain.values.cart import Cart
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT, SOCKS


async def test_the_one_that_is_recorded_first_wins(app: ApplicationFixture) -> None:
    """The other is Locked, and nothing of it is recorded."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await hold.reached.wait()
    await app.change(checkout.id, Suspend())
    hold.let_go.set()
    with pytest.raises(Locked):
        await slow
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_the_later_one_loses_where_the_earlier_is_recorded_first(
    app: ApplicationFixture,
) -> None:
    """A change that arrives while another is under way, and is recorded after it, is Locked."""
    checkout = await app.open(SHIRT)
    first, second = app.store.hold_next_append(), app.store.hold_next_append()
    early = app.begin_change(checkout.id, Suspend())
    await first.reached.wait()
    app.clock.passes()
    late = app.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await second.reached.wait()
    first.let_go.set()
    assert (await early).version == 3
    second.let_go.set()
    with pytest.raises(Locked):
        await late
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


@pytest.mark.parametrize("writers", [2, 10])
async def test_of_many_exactly_one_wins(app: ApplicationFixture, writers: int) -> None:
    """However many overlap, one is recorded and acknowledged, and all others are Locked."""
    checkout = await app.open(SHIRT)
    holds = [app.store.hold_next_append() for _ in range(writers)]
    changes = [
        app.begin_change(checkout.id, ChangeReference(reference=f"A-{n}")) for n in range(writers)
    ]
    for hold in holds:
        await hold.reached.wait()
    for hold in reversed(holds):
        hold.let_go.set()
    answers = await asyncio.gather(*changes, return_exceptions=True)
    won = [answer for answer in answers if isinstance(answer, Checkout)]
    assert len(won) == 1
    assert [type(answer) for answer in answers].count(Locked) == writers - 1
    assert await app.read(checkout.id) == won[0]


async def test_an_overlap_of_two_processes(app: ApplicationFixture) -> None:
    """It makes no difference whether the two are asked of one process or of two."""
    other = app.start_process()
    checkout = await app.open(SHIRT)
    await other.read(checkout.id)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await hold.reached.wait()
    await other.change(checkout.id, Suspend())
    hold.let_go.set()
    with pytest.raises(Locked):
        await slow
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_an_overlap_of_two_processes_that_the_earlier_request_wins(
    app: ApplicationFixture,
) -> None:
    """The later one arrived while the earlier was not recorded yet: it is Locked, not decided anew."""
    other = app.start_process()
    checkout = await app.open(SHIRT)
    await other.read(checkout.id)
    first, second = app.store.hold_next_append(), other.store.hold_next_append()
    early = app.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await first.reached.wait()
    app.clock.passes(timedelta(seconds=1))
    late = other.begin_change(checkout.id, ReplaceCart(cart=Cart()))
    await second.reached.wait()
    first.let_go.set()
    await early
    second.let_go.set()
    with pytest.raises(Locked):
        await late
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "CartReplaced"]


async def test_asking_again_after_locked(app: ApplicationFixture) -> None:
    """The refused one may simply be asked again, and is decided on what stands then."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, ReplaceMetadata(metadata="{}"))
    await hold.reached.wait()
    await app.change(checkout.id, Suspend())
    hold.let_go.set()
    with pytest.raises(Locked):
        await slow
    again = await app.change(checkout.id, ReplaceMetadata(metadata="{}"))
    assert again.version == 4
    assert again.metadata == "{}"


async def test_an_overlap_with_what_changes_nothing(app: ApplicationFixture) -> None:
    """Where one of the two has nothing to record, both succeed."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    await app.change(checkout.id, Resume())
    hold.let_go.set()
    assert (await slow).version == 3


async def test_an_overlap_with_what_is_refused(app: ApplicationFixture) -> None:
    """A refused change is in nobody's way."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    alike = ReplaceCart(cart=Cart(lines=(SOCKS, SOCKS)), unique_articles=True)
    with pytest.raises(DuplicateArticles):
        await app.change(checkout.id, alike)
    hold.let_go.set()
    assert (await slow).version == 3


async def test_changes_of_two_checkouts_do_not_overlap(app: ApplicationFixture) -> None:
    """Each checkout is locked for itself."""
    one = await app.open(SHIRT, token="public-SE-1")
    two = await app.open(SHIRT, token="public-SE-2")
    hold = app.store.hold_next_append()
    slow = app.begin_change(one.id, Suspend())
    await hold.reached.wait()
    assert (await app.change(two.id, Suspend())).version == 3
    hold.let_go.set()
    assert (await slow).version == 3


async def test_a_change_after_the_answer_does_not_overlap(app: ApplicationFixture) -> None:
    """Who has read the answer of one change can make the next, in the same instant."""
    checkout = await app.open(SHIRT)
    for n in range(5):
        await app.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    assert (await app.read(checkout.id)).version == 7


async def test_reading_during_a_change_shows_what_is_durable(app: ApplicationFixture) -> None:
    """What is being recorded is not shown before it is."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    assert await app.read(checkout.id) == checkout
    hold.let_go.set()
    assert await slow == await app.read(checkout.id)
