"""Order numbers, and references that are unique for a merchant."""

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


async def test_every_checkout_has_a_unique_order_number(app: ApplicationFixture) -> None:
    """A checkout of any dialect gets the next number and is found by it."""
    one, other = await app.open(SHIRT), await order(app, "t-2")
    assert (one.order_number, other.order_number) == (1, 2)
    assert await app.checkouts.find_by_order_number(2) == other.id


async def test_a_taken_number_is_drawn_again(app: ApplicationFixture) -> None:
    """A conflict with a taken number is resolved without an error."""
    one = await app.open(SHIRT)
    drawn = iter([1, 1, 7])
    repeating = ApplicationFixture(
        storage=app.storage, clock=app.clock, ids=app.ids, numbers=lambda: next(drawn)
    )
    other = await repeating.open(SHIRT, token="t-2")
    assert other.order_number == 7
    assert await app.checkouts.find_by_order_number(1) == one.id


async def test_drawing_numbers_is_limited(app: ApplicationFixture) -> None:
    """A source that only returns taken numbers raises RuntimeError."""
    await app.open(SHIRT)
    stuck = ApplicationFixture(storage=app.storage, clock=app.clock, ids=app.ids, numbers=lambda: 1)
    with pytest.raises(RuntimeError, match="order number"):
        await stuck.open(SHIRT, token="t-2")


async def test_an_older_checkout_has_no_order_number(app: ApplicationFixture) -> None:
    """A checkout that was opened before there were order numbers is read by its id."""
    await app.store.append(Append(numbered([opened(), cart_replaced(SHIRT)])))
    assert (await app.read("checkout-1")).order_number is None
    with pytest.raises(CheckoutNotFound):
        await app.checkouts.find_by_order_number(1)


async def test_a_reference_is_unique_for_a_merchant(app: ApplicationFixture) -> None:
    """The refusal names the checkout that has the reference. Another merchant may use the same one."""
    first = await order(app, "t-1")
    with pytest.raises(ReferenceTaken) as raised:
        await order(app, "t-2")
    assert raised.value.facts() == {"reference": "A-1", "checkout_id": first.id}
    assert (await order(app, "t-3", merchant="other")).reference == "A-1"
    assert (await order(app, "t-4", reference="A-2")).reference == "A-2"


async def test_one_of_concurrent_orders_with_a_reference_is_opened(app: ApplicationFixture) -> None:
    """Of eight orders in two processes, one is opened and the others' refusals name it."""
    apps = (app, app.start_process())
    orders = (order(apps[n % 2], f"t-{n}") for n in range(8))
    outcomes = await asyncio.gather(*orders, return_exceptions=True)
    (won,) = [outcome for outcome in outcomes if isinstance(outcome, Checkout)]
    lost = [outcome for outcome in outcomes if isinstance(outcome, ReferenceTaken)]
    assert len(lost) == 7
    assert {refusal.checkout_id for refusal in lost} == {won.id}


class ReferenceGivingShop:
    """A shop that approves purchases with this order reference."""

    reference = "A-1"

    async def ask(self, _: Checkout, on_waiting: OnWaiting = do_nothing) -> Validation:
        """Approve the purchase."""
        return Approved(order_reference=self.reference)


async def test_a_reference_from_the_validation_is_unique() -> None:
    """A reference from the shop that is taken refuses the commitment. Earlier references stay taken."""
    shop = ReferenceGivingShop()
    app = ApplicationFixture(validation=shop)
    first, second = await order(app, "t-1"), await order(app, "t-2", reference="A-2")
    commit = CommitPurchase(shown_version=second.version)
    with pytest.raises(ReferenceTaken) as raised:
        await app.change(second.id, commit)
    assert raised.value.facts() == {"reference": "A-1", "checkout_id": first.id}
    assert [kept.reason for kept in await app.refused_commands(second.id)] == ["ReferenceTaken"]
    shop.reference = "A-3"
    await app.change(second.id, commit)
    for reference in ("A-2", "A-3"):
        with pytest.raises(ReferenceTaken):
            await order(app, f"t-{reference}", reference=reference)


async def test_a_change_in_another_dialect_is_refused(app: ApplicationFixture) -> None:
    """The refusal names the dialect that opened the checkout, and is recorded."""
    checkout = await order(app, "t-1")
    target = Target(checkout_id=checkout.id, merchant="demo", dialect="walley")
    with pytest.raises(OpenedInAnotherDialect) as raised:
        await app.checkouts.change(target, ReplaceMetadata(metadata="{}"), SHOP)
    assert raised.value.dialect == "svea"
    (kept,) = await app.refused_commands(checkout.id)
    assert kept.reason == "OpenedInAnotherDialect"
    own = replace(target, dialect="svea")
    changed = await app.checkouts.change(own, ReplaceMetadata(metadata="{}"), SHOP)
    assert changed.metadata == "{}"


async def test_the_sweep_follows_a_moving_deadline(app: ApplicationFixture) -> None:
    """A checkout that is changed again and again is not expired, and expires after the last change."""
    checkout = await order(app, "t-1")
    for _ in range(3):
        app.clock.advance(timedelta(hours=47))
        await app.change(checkout.id, ReplaceMetadata(metadata=f'"{app.clock.at}"'))
        assert await sweep(app.checkouts, app.storage.deadlines, app.clock) <= 1
    assert (await app.read(checkout.id)).stage is Stage.OPEN
    app.clock.advance(timedelta(hours=48))
    await sweep(app.checkouts, app.storage.deadlines, app.clock)
    assert (await app.history(checkout.id))[-1] == "Expired"


async def test_an_expired_checkout_is_found_when_expiry_is_ignored(app: ApplicationFixture) -> None:
    """A target that ignores expiry finds the checkout at any later time, and other targets do not."""
    checkout = await order(app, "t-1")
    late = app.start_process(clock=Clock(NOW + timedelta(days=365)))
    target = Target(checkout_id=checkout.id, merchant="demo", ignores_expiry=True)
    assert (await late.checkouts.read(target)).stage is Stage.EXPIRED
    with pytest.raises(CheckoutNotFound):
        await late.read(checkout.id)
