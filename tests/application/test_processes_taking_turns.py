"""A process whose cached copy is behind: the client never pays for the cache."""

from datetime import timedelta

import pytest

from application.commands.change import Change
from application.commands.purchase import CommitPurchase, CompletePurchase
from application.commands.shop import ChangeReference, ReplaceCart, Resume, Suspend
from domain.refusals import DuplicateArticles, EmptyCart, PurchaseCommitmentFound
from domain.values.cart import Cart
from tests.application.application_fixture import ApplicationFixture, Clock
from tests.domain.event_builders import NOW, PAID, SHIRT, SOCKS


@pytest.fixture
def other(app: ApplicationFixture) -> ApplicationFixture:
    """A second process on the same storage."""
    return app.start_process()


async def test_taking_turns(app: ApplicationFixture, other: ApplicationFixture) -> None:
    """Two processes that change one checkout in turns never lock each other out."""
    checkout = await app.open(SHIRT)
    for turn in range(20):
        app.clock.passes()
        process = (app, other)[turn % 2]
        changed = await process.change(checkout.id, ChangeReference(reference=f"A-{turn}"))
        assert changed.version == 3 + turn
    assert await app.attempts(checkout.id) == []


async def test_a_copy_that_is_far_behind(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """It makes no difference how much the other process has recorded meanwhile."""
    checkout = await app.open(SHIRT)
    for n in range(10):
        await other.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    app.clock.passes()
    assert (await app.change(checkout.id, Suspend())).version == 13
    assert await app.attempts(checkout.id) == []


async def test_no_refusal_is_decided_on_an_old_copy(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """Here the cart is empty still, there it was filled: the customer can buy it."""
    checkout = await app.open()
    await other.change(checkout.id, ReplaceCart(cart=Cart(lines=(SHIRT,))))
    app.clock.passes()
    committed = await app.change(checkout.id, CommitPurchase(shown_version=2))
    assert committed.agreed_total == 10_000
    assert await app.attempts(checkout.id) == []


async def test_a_refusal_tells_the_facts_that_stand(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """A refusal that holds on the old copy and on what stands is given for what stands."""
    checkout = await app.open()
    await other.change(checkout.id, ChangeReference(reference="A-1"))
    app.clock.passes()
    with pytest.raises(EmptyCart):
        await app.change(checkout.id, CommitPurchase(shown_version=2))
    (attempt,) = await app.attempts(checkout.id)
    assert attempt.version == 2


async def test_nothing_is_accepted_on_an_old_copy(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """Here the checkout can be changed still, there it was committed: it is refused."""
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.passes()
    with pytest.raises(PurchaseCommitmentFound):
        await app.change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "PurchaseCommitted"]


async def test_nothing_to_change_is_not_decided_on_an_old_copy(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """Here the cart is the one that is asked for already, there it was replaced: it is replaced back."""
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    app.clock.passes()
    changed = await app.change(checkout.id, ReplaceCart(cart=Cart(lines=(SHIRT,))))
    assert changed.cart.lines == (SHIRT,)
    assert changed.version == 4


async def test_nothing_to_change_on_what_stands(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """Here it would be a change, there it was made: nothing is recorded, and what stands is answered."""
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, Suspend())
    app.clock.passes()
    assert (await app.change(checkout.id, Suspend())).version == 3
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_the_purchase_moves_between_processes(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """Suspended here, resumed there, committed here, paid there."""
    checkout = await app.open(SHIRT)
    paid = CompletePurchase(payment=PAID, order_id="o", purchase_id="p")
    steps: list[Change] = [Suspend(), Resume(), CommitPurchase(shown_version=4), paid]
    for turn, step in enumerate(steps):
        app.clock.passes()
        await (app, other)[turn % 2].change(checkout.id, step)
    assert (await app.read(checkout.id)).order_id == "o"
    assert await app.attempts(checkout.id) == []


async def test_a_read_is_never_behind(app: ApplicationFixture, other: ApplicationFixture) -> None:
    """What one process has answered, the other one shows."""
    checkout = await app.open(SHIRT)
    changed = await other.change(checkout.id, Suspend())
    assert await app.read(checkout.id) == changed


async def test_a_conflict_with_an_old_copy_is_none(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """A request here that is refused does not make the one beside it pay for the old copy that both had."""
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, ChangeReference(reference="A-1"))
    app.clock.passes()
    hold = app.store.hold_next_read()
    alike = ReplaceCart(cart=Cart(lines=(SOCKS, SOCKS)), unique_articles=True)
    refused = app.begin_change(checkout.id, alike)
    await hold.reached.wait()
    assert (await app.change(checkout.id, Suspend())).version == 4
    hold.let_go.set()
    with pytest.raises(DuplicateArticles):
        await refused
    assert [attempt.reason for attempt in await app.attempts(checkout.id)] == ["DuplicateArticles"]


async def test_times_never_run_backwards(app: ApplicationFixture) -> None:
    """Where the clocks of two processes differ, an event is no earlier than the one before it."""
    behind = ApplicationFixture(
        storage=app.storage, clock=Clock(NOW - timedelta(seconds=5)), cached=0
    )
    checkout = await app.open(SHIRT)
    for n in range(3):
        await behind.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    events = await app.storage.events.events(checkout.id)
    assert [event.timestamp for event in events] == [NOW] * 5
