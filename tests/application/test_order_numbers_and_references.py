"""Names that a checkout gets when it is opened: its order number, and a reference that may be used once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from application.checkouts.admission import Target
from application.commands.purchase import CommitPurchase
from application.commands.shop import OpenCheckout, ReplaceMetadata
from application.jobs.expiry import sweep
from application.ports.event_store import Append
from application.ports.purchase_validation import Approved, OnWaiting, Validation, do_nothing
from domain.checkout import Checkout
from domain.refusals import CheckoutNotFound, OpenedInAnotherDialect, ReferenceTaken
from domain.stage import Stage
from domain.values.cart import Cart
from tests.application.application_fixture import ApplicationFixture, Clock
from tests.domain.event_builders import NOW, SHIRT, SHOP, cart_replaced, numbered, opened

ORDER = OpenCheckout(
    merchant="demo",
    dialect="svea",
    country="SE",
    currency="SEK",
    public_token="public-SE-1",
    cart=Cart(lines=(SHIRT,)),
    reference="A-1",
    unique_reference=True,
    idle_limit=timedelta(hours=48),
)


async def order(
    app: ApplicationFixture, token: str, reference: str = "A-1", merchant: str = "demo"
) -> Checkout:
    command = replace(ORDER, public_token=token, reference=reference, merchant=merchant)
    return await app.checkouts.open(command, SHOP)


async def test_every_checkout_has_a_number_of_its_own(app: ApplicationFixture) -> None:
    """Opened in any dialect, it is found by its number."""
    one, other = await app.open(SHIRT), await order(app, "t-2")
    assert (one.order_number, other.order_number) == (1, 2)
    assert await app.checkouts.find_by_order_number(2) == other.id


async def test_a_number_that_is_taken_is_drawn_again(app: ApplicationFixture) -> None:
    """Nobody hears of it."""
    one = await app.open(SHIRT)
    drawn = iter([1, 1, 7])
    clumsy = ApplicationFixture(
        storage=app.storage, clock=app.clock, ids=app.ids, numbers=lambda: next(drawn)
    )
    other = await clumsy.open(SHIRT, token="t-2")
    assert other.order_number == 7
    assert await app.checkouts.find_by_order_number(1) == one.id


async def test_a_source_that_knows_one_number_is_given_up_on(app: ApplicationFixture) -> None:
    """Rather than tried for ever."""
    await app.open(SHIRT)
    stuck = ApplicationFixture(storage=app.storage, clock=app.clock, ids=app.ids, numbers=lambda: 1)
    with pytest.raises(RuntimeError, match="order number"):
        await stuck.open(SHIRT, token="t-2")


async def test_a_checkout_from_before_there_were_numbers_has_none(app: ApplicationFixture) -> None:
    """It is read by its id as ever."""
    await app.store.append(Append(numbered([opened(), cart_replaced(SHIRT)])))
    assert (await app.read("checkout-1")).order_number is None
    with pytest.raises(CheckoutNotFound):
        await app.checkouts.find_by_order_number(1)


async def test_a_reference_may_be_used_once(app: ApplicationFixture) -> None:
    """The refusal says which checkout has it; another merchant may use it too."""
    first = await order(app, "t-1")
    with pytest.raises(ReferenceTaken) as raised:
        await order(app, "t-2")
    assert raised.value.facts() == {"reference": "A-1", "checkout_id": first.id}
    assert (await order(app, "t-3", merchant="other")).reference == "A-1"
    assert (await order(app, "t-4", reference="A-2")).reference == "A-2"


async def test_of_orders_that_race_one_is_opened(app: ApplicationFixture) -> None:
    """In two processes at once, all but one are told of the one."""
    tills = (app, app.start_process())
    asked = (order(tills[n % 2], f"t-{n}") for n in range(8))
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    (won,) = [outcome for outcome in outcomes if isinstance(outcome, Checkout)]
    lost = [outcome for outcome in outcomes if isinstance(outcome, ReferenceTaken)]
    assert len(lost) == 7
    assert {refusal.checkout_id for refusal in lost} == {won.id}


class Answering:
    """A shop that answers with this reference when it is asked."""

    reference = "A-1"

    async def ask(self, _: Checkout, on_waiting: OnWaiting = do_nothing) -> Validation:
        """Lets everything through."""
        return Approved(order_reference=self.reference)


async def test_a_reference_that_the_shop_gives_last_may_be_used_once_too() -> None:
    """Where the shop answers with another one when the purchase is committed to; what it had stays its own."""
    shop = Answering()
    app = ApplicationFixture(validation=shop)
    first, second = await order(app, "t-1"), await order(app, "t-2", reference="A-2")
    commit = CommitPurchase(shown_version=second.version)
    with pytest.raises(ReferenceTaken) as raised:
        await app.change(second.id, commit)
    assert raised.value.facts() == {"reference": "A-1", "checkout_id": first.id}
    assert [kept.reason for kept in await app.attempts(second.id)] == ["ReferenceTaken"]
    shop.reference = "A-3"
    await app.change(second.id, commit)
    for reference in ("A-2", "A-3"):
        with pytest.raises(ReferenceTaken):
            await order(app, f"t-{reference}", reference=reference)


async def test_a_dialect_changes_what_it_opened(app: ApplicationFixture) -> None:
    """A change through another one is refused, with the reason, and kept."""
    checkout = await order(app, "t-1")
    target = Target(checkout_id=checkout.id, merchant="demo", dialect="walley")
    with pytest.raises(OpenedInAnotherDialect) as raised:
        await app.checkouts.change(target, ReplaceMetadata(metadata="{}"), SHOP)
    assert raised.value.dialect == "svea"
    (kept,) = await app.attempts(checkout.id)
    assert kept.reason == "OpenedInAnotherDialect"
    own = replace(target, dialect="svea")
    changed = await app.checkouts.change(own, ReplaceMetadata(metadata="{}"), SHOP)
    assert changed.metadata == "{}"


async def test_the_sweep_follows_a_deadline_that_moves(app: ApplicationFixture) -> None:
    """A checkout that something happens to is left alone, and ended once nothing does."""
    checkout = await order(app, "t-1")
    for _ in range(3):
        app.clock.passes(timedelta(hours=47))
        await app.change(checkout.id, ReplaceMetadata(metadata=f'"{app.clock.at}"'))
        assert await sweep(app.checkouts, app.storage.deadlines, app.clock) <= 1
    assert (await app.read(checkout.id)).stage is Stage.OPEN
    app.clock.passes(timedelta(hours=48))
    await sweep(app.checkouts, app.storage.deadlines, app.clock)
    assert (await app.history(checkout.id))[-1] == "Expired"


async def test_who_may_see_it_for_good_does(app: ApplicationFixture) -> None:
    """However long ago it expired; all others are told that there is none."""
    checkout = await order(app, "t-1")
    late = app.start_process(clock=Clock(NOW + timedelta(days=365)))
    target = Target(checkout_id=checkout.id, merchant="demo", ignores_expiry=True)
    assert (await late.checkouts.read(target)).stage is Stage.EXPIRED
    with pytest.raises(CheckoutNotFound):
        await late.read(checkout.id)
