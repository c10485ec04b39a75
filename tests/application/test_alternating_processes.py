"""Several processes with cached copies: an outdated copy never changes the result."""

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


async def test_alternating_changes_do_not_conflict(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """Two processes that change one checkout alternately never refuse each other."""
    checkout = await app.open(SHIRT)
    for index in range(20):
        app.clock.advance()
        process = (app, other)[index % 2]
        changed = await process.change(checkout.id, ChangeReference(reference=f"A-{index}"))
        assert changed.version == 3 + index
    assert await app.refused_commands(checkout.id) == []


async def test_a_far_outdated_copy_is_refreshed(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """The number of events recorded by the other process makes no difference."""
    checkout = await app.open(SHIRT)
    for n in range(10):
        await other.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    app.clock.advance()
    assert (await app.change(checkout.id, Suspend())).version == 13
    assert await app.refused_commands(checkout.id) == []


async def test_no_refusal_is_decided_on_an_outdated_copy(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """The cached cart is empty and the stored one is not, so the purchase is committed."""
    checkout = await app.open()
    await other.change(checkout.id, ReplaceCart(cart=Cart(lines=(SHIRT,))))
    app.clock.advance()
    committed = await app.change(checkout.id, CommitPurchase(shown_version=2))
    assert committed.agreed_total == 10_000
    assert await app.refused_commands(checkout.id) == []


async def test_a_refusal_has_the_current_facts(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """A refusal that applies to both the cached and the current state is recorded for the current one."""
    checkout = await app.open()
    await other.change(checkout.id, ChangeReference(reference="A-1"))
    app.clock.advance()
    with pytest.raises(EmptyCart):
        await app.change(checkout.id, CommitPurchase(shown_version=2))
    (record,) = await app.refused_commands(checkout.id)
    assert record.version == 2


async def test_no_change_is_accepted_on_an_outdated_copy(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """A checkout that another process has committed refuses the change."""
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, CommitPurchase(shown_version=2))
    app.clock.advance()
    with pytest.raises(PurchaseCommitmentFound):
        await app.change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "PurchaseCommitted"]


async def test_no_effect_is_not_decided_on_an_outdated_copy(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """A cart that equals the cached one, but not the current one, is replaced."""
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS,))))
    app.clock.advance()
    changed = await app.change(checkout.id, ReplaceCart(cart=Cart(lines=(SHIRT,))))
    assert changed.cart.lines == (SHIRT,)
    assert changed.version == 4


async def test_no_effect_on_the_current_state_records_nothing(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """A change that another process has already made records nothing, and returns the current state."""
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, Suspend())
    app.clock.advance()
    assert (await app.change(checkout.id, Suspend())).version == 3
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "Suspended"]


async def test_a_purchase_may_alternate_between_processes(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """Each step of a purchase may be made by another process."""
    checkout = await app.open(SHIRT)
    paid = CompletePurchase(payment=PAID, order_id="o", purchase_id="p")
    steps: list[Change] = [Suspend(), Resume(), CommitPurchase(shown_version=4), paid]
    for index, step in enumerate(steps):
        app.clock.advance()
        await (app, other)[index % 2].change(checkout.id, step)
    assert (await app.read(checkout.id)).order_id == "o"
    assert await app.refused_commands(checkout.id) == []


async def test_a_read_is_never_outdated(app: ApplicationFixture, other: ApplicationFixture) -> None:
    """A read returns what another process has recorded."""
    checkout = await app.open(SHIRT)
    changed = await other.change(checkout.id, Suspend())
    assert await app.read(checkout.id) == changed


async def test_a_refused_change_does_not_refuse_a_concurrent_one(
    app: ApplicationFixture, other: ApplicationFixture
) -> None:
    """A change on an outdated copy succeeds, although a concurrent change of it is refused."""
    checkout = await app.open(SHIRT)
    await other.change(checkout.id, ChangeReference(reference="A-1"))
    app.clock.advance()
    hold = app.store.hold_next_read()
    alike = ReplaceCart(cart=Cart(lines=(SOCKS, SOCKS)), unique_articles=True)
    refused = app.begin_change(checkout.id, alike)
    await hold.reached.wait()
    assert (await app.change(checkout.id, Suspend())).version == 4
    hold.resumed.set()
    with pytest.raises(DuplicateArticles):
        await refused
    assert [record.reason for record in await app.refused_commands(checkout.id)] == [
        "DuplicateArticles"
    ]


async def test_times_never_decrease(app: ApplicationFixture) -> None:
    """With differing clocks of two processes, an event is never earlier than the one before it."""
    behind = ApplicationFixture(
        storage=app.storage, clock=Clock(NOW - timedelta(seconds=5)), cached=0
    )
    checkout = await app.open(SHIRT)
    for n in range(3):
        await behind.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    events = await app.storage.events.events(checkout.id)
    assert [event.timestamp for event in events] == [NOW] * 5
