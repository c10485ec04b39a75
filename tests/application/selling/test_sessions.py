"""Sessions are quoted from the request of the client and the catalogue of the shop."""

from dataclasses import replace

import pytest

from application.checkouts.admission import Target
from application.commands.shop import Suspend
from application.ports.catalogue import Offer
from application.selling.customer_edits import CustomerEdit
from application.selling.pricing import ItemRequest
from application.selling.session_requests import NotOffered, NotSold, SessionUpdate
from domain.checkout import Checkout
from domain.refusals import Locked, OpenedInAnotherDialect, PurchaseCompleted
from domain.stage import Stage
from domain.values.quote import NoticeKind
from tests.application.selling.selling_fixture import GOODS, HOME, SellingFixture, target
from tests.domain.event_builders import ADA, SHOP

BY_ADA = CustomerEdit(email=ADA.email, phone=ADA.phone)


@pytest.fixture
async def selling() -> SellingFixture:
    selling = SellingFixture()
    await selling.stock()
    return selling


async def raise_prices(selling: SellingFixture) -> None:
    goods = [replace(product, unit_price=product.unit_price + 50) for product in GOODS.products]
    await selling.stock(Offer(products=goods))


def prices(session: Checkout) -> list[int]:
    return [line.unit_price for line in session.cart.lines]


async def test_a_new_session_is_quoted(selling: SellingFixture) -> None:
    """All parts of the quote are in the first append, and the total includes shipping and tax."""
    session = await selling.open(("mug", 2))
    assert session.total == 2000 + 100 + 200
    assert await selling.app.history(session.id) == [
        "Opened",
        "CartReplaced",
        "DeliveryChanged",
        "OrderTaxesUpdated",
    ]


async def test_an_unknown_article_is_refused(selling: SellingFixture) -> None:
    """Nothing is recorded, and the refusal has the position of the item."""
    with pytest.raises(NotSold) as raised:
        await selling.open(("mug", 1), ("moon", 1))
    assert (raised.value.article, raised.value.place) == ("moon", 1)


async def test_an_update_keeps_other_fields(selling: SellingFixture) -> None:
    """Items, address and option that an update does not contain are kept."""
    session = await selling.open(("mug", 1))
    session = await selling.update(session, option="courier")
    session = await selling.update(session, items=(ItemRequest(article="tea", quantity=1),))
    session = await selling.update(session, customer=BY_ADA)
    assert session.delivery is not None
    assert (session.delivery.chosen, session.delivery.address) == ("courier", HOME)
    assert [line.article for line in session.cart.lines] == ["tea"]
    assert session.customer == ADA


async def test_an_option_that_is_not_offered_is_refused(selling: SellingFixture) -> None:
    """Nothing is changed, and the refusal has the offered options."""
    session = await selling.open(("mug", 1))
    with pytest.raises(NotOffered) as raised:
        await selling.update(session, option="owl")
    assert (raised.value.option, raised.value.offered) == ("owl", ("parcel", "courier"))
    assert (await selling.sessions.read(target(session))) == session


async def test_an_unavailable_option_stays_unchosen(selling: SellingFixture) -> None:
    """The option stays missing until the customer chooses again, whatever else is changed."""
    session = await selling.update(await selling.open(("mug", 1)), option="parcel")
    session = await selling.update(session, items=(ItemRequest(article="mug", quantity=3),))
    assert session.delivery is not None
    assert session.delivery.missing == "option"
    session = await selling.update(session, customer=BY_ADA)
    assert session.delivery is not None
    assert session.delivery.missing == "option"
    session = await selling.update(session, option="courier")
    assert session.delivery is not None
    assert session.delivery.missing is None


async def test_later_prices_apply_with_the_next_change(
    selling: SellingFixture,
) -> None:
    """The quote is kept as recorded. The next change has the new prices, with a notice."""
    session = await selling.open(("mug", 1), ("tea", 1))
    await raise_prices(selling)
    assert await selling.sessions.read(target(session)) == session
    session = await selling.update(session, customer=BY_ADA)
    assert prices(session) == [1050, 550]
    assert [notice.kind for notice in session.notices] == [NoticeKind.PRICE_CHANGED] * 2
    session = await selling.update(session, option="courier")
    assert session.notices == ()


async def test_the_quoted_price_is_paid(selling: SellingFixture) -> None:
    """Completing a session does not quote it again."""
    session = await selling.open(("mug", 1))
    await raise_prices(selling)
    paid = await selling.complete(session)
    assert paid.payment is not None
    assert paid.payment.amount == session.total


async def test_a_quote_is_valid_only_for_its_version(selling: SellingFixture) -> None:
    """Of two overlapping changes one is refused, and the quote is not overwritten."""
    session = await selling.open(("mug", 1))
    hold = selling.app.store.hold_next_append()
    first = selling.app.begin_change(session.id, Suspend())
    await hold.reached.wait()
    second = await selling.update(session, option="courier")
    hold.resumed.set()
    with pytest.raises(Locked):
        await first
    assert second.version == session.version + 1


async def test_a_completed_session_is_not_changed(selling: SellingFixture) -> None:
    """The refusal is recorded, also if the update is invalid."""
    session = await selling.complete(await selling.open(("mug", 1)))
    assert session.stage is Stage.COMPLETED
    with pytest.raises(PurchaseCompleted):
        await selling.update(
            session, items=(ItemRequest(article="moon", quantity=1),), option="owl"
        )
    assert [refused.reason for refused in await selling.app.refused_commands(session.id)] == [
        "PurchaseCompleted"
    ]


async def test_a_checkout_of_another_dialect_can_be_read_and_not_changed(
    selling: SellingFixture,
) -> None:
    """Changes in another dialect are refused and recorded."""
    session = await selling.open(("mug", 1))
    walley = await selling.app.open()
    for each in (session, walley):
        elsewhere = Target(checkout_id=each.id, merchant="demo", dialect="acp")
        assert await selling.sessions.read(elsewhere) == each
        with pytest.raises(OpenedInAnotherDialect):
            await selling.sessions.update(elsewhere, SessionUpdate(option="owl"), SHOP)
        with pytest.raises(OpenedInAnotherDialect):
            await selling.sessions.cancel(elsewhere, None, SHOP)
        assert len(await selling.app.refused_commands(each.id)) == 2
