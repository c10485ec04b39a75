"""Two changes of one checkout at the same time: one wins, and the other is told."""

import asyncio
from datetime import timedelta

import pytest

from application.commands.shop import ChangeReference, ReplaceCart, ReplaceMetadata, Resume, Suspend
from domain.checkout import Checkout
from domain.refusals import DuplicateArticles, Locked
from domain.values.cart import Cart
from tests.application.till import Till
from tests.domain.happenings import SHIRT, SOCKS


async def test_the_one_that_is_recorded_first_wins(till: Till) -> None:
    """The other is Locked, and nothing of it is recorded."""
    checkout = await till.open(SHIRT)
    hold = till.store.hold_next_append()
    slow = till.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await hold.reached.wait()
    await till.change(checkout.id, Suspend())
    hold.let_go.set()
    with pytest.raises(Locked):
        await slow
    assert await till.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_the_later_one_loses_where_the_earlier_is_recorded_first(till: Till) -> None:
    """A change that arrives while another is under way, and is recorded after it, is Locked."""
    checkout = await till.open(SHIRT)
    first, second = till.store.hold_next_append(), till.store.hold_next_append()
    early = till.begin_change(checkout.id, Suspend())
    await first.reached.wait()
    till.clock.passes()
    late = till.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await second.reached.wait()
    first.let_go.set()
    assert (await early).version == 3
    second.let_go.set()
    with pytest.raises(Locked):
        await late
    assert await till.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


@pytest.mark.parametrize("writers", [2, 10])
async def test_of_many_exactly_one_wins(till: Till, writers: int) -> None:
    """However many overlap, one is recorded and acknowledged, and all others are Locked."""
    checkout = await till.open(SHIRT)
    holds = [till.store.hold_next_append() for _ in range(writers)]
    changes = [
        till.begin_change(checkout.id, ChangeReference(reference=f"A-{n}")) for n in range(writers)
    ]
    for hold in holds:
        await hold.reached.wait()
    for hold in reversed(holds):
        hold.let_go.set()
    answers = await asyncio.gather(*changes, return_exceptions=True)
    won = [answer for answer in answers if isinstance(answer, Checkout)]
    assert len(won) == 1
    assert [type(answer) for answer in answers].count(Locked) == writers - 1
    assert await till.read(checkout.id) == won[0]


async def test_an_overlap_of_two_processes(till: Till) -> None:
    """It makes no difference whether the two are asked of one process or of two."""
    other = till.beside()
    checkout = await till.open(SHIRT)
    await other.read(checkout.id)
    hold = till.store.hold_next_append()
    slow = till.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await hold.reached.wait()
    await other.change(checkout.id, Suspend())
    hold.let_go.set()
    with pytest.raises(Locked):
        await slow
    assert await till.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_an_overlap_of_two_processes_that_the_earlier_request_wins(till: Till) -> None:
    """The later one arrived while the earlier was not recorded yet: it is Locked, not decided anew."""
    other = till.beside()
    checkout = await till.open(SHIRT)
    await other.read(checkout.id)
    first, second = till.store.hold_next_append(), other.store.hold_next_append()
    early = till.begin_change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    await first.reached.wait()
    till.clock.passes(timedelta(seconds=1))
    late = other.begin_change(checkout.id, ReplaceCart(cart=Cart()))
    await second.reached.wait()
    first.let_go.set()
    await early
    second.let_go.set()
    with pytest.raises(Locked):
        await late
    assert await till.history(checkout.id) == ["Opened", "CartReplaced", "CartReplaced"]


async def test_asking_again_after_locked(till: Till) -> None:
    """The refused one may simply be asked again, and is decided on what stands then."""
    checkout = await till.open(SHIRT)
    hold = till.store.hold_next_append()
    slow = till.begin_change(checkout.id, ReplaceMetadata(metadata="{}"))
    await hold.reached.wait()
    await till.change(checkout.id, Suspend())
    hold.let_go.set()
    with pytest.raises(Locked):
        await slow
    again = await till.change(checkout.id, ReplaceMetadata(metadata="{}"))
    assert again.version == 4
    assert again.metadata == "{}"


async def test_an_overlap_with_what_changes_nothing(till: Till) -> None:
    """Where one of the two has nothing to record, both succeed."""
    checkout = await till.open(SHIRT)
    hold = till.store.hold_next_append()
    slow = till.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    await till.change(checkout.id, Resume())
    hold.let_go.set()
    assert (await slow).version == 3


async def test_an_overlap_with_what_is_refused(till: Till) -> None:
    """A refused change is in nobody's way."""
    checkout = await till.open(SHIRT)
    hold = till.store.hold_next_append()
    slow = till.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    alike = ReplaceCart(cart=Cart(lines=(SOCKS, SOCKS)), unique_articles=True)
    with pytest.raises(DuplicateArticles):
        await till.change(checkout.id, alike)
    hold.let_go.set()
    assert (await slow).version == 3


async def test_changes_of_two_checkouts_do_not_overlap(till: Till) -> None:
    """Each checkout is locked for itself."""
    one = await till.open(SHIRT, token="public-SE-1")
    two = await till.open(SHIRT, token="public-SE-2")
    hold = till.store.hold_next_append()
    slow = till.begin_change(one.id, Suspend())
    await hold.reached.wait()
    assert (await till.change(two.id, Suspend())).version == 3
    hold.let_go.set()
    assert (await slow).version == 3


async def test_a_change_after_the_answer_does_not_overlap(till: Till) -> None:
    """Who has read the answer of one change can make the next, in the same instant."""
    checkout = await till.open(SHIRT)
    for n in range(5):
        await till.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    assert (await till.read(checkout.id)).version == 7


async def test_reading_during_a_change_shows_what_is_durable(till: Till) -> None:
    """What is being recorded is not shown before it is."""
    checkout = await till.open(SHIRT)
    hold = till.store.hold_next_append()
    slow = till.begin_change(checkout.id, Suspend())
    await hold.reached.wait()
    assert await till.read(checkout.id) == checkout
    hold.let_go.set()
    assert await slow == await till.read(checkout.id)
