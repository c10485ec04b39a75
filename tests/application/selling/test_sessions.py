"""A client says what it wants; the shop's catalogue says the rest."""

from dataclasses import replace

import pytest

from application.checkouts.admission import Target
from application.commands.shop import Suspend
from application.ports.catalogue import Offer
from application.selling.customer_edits import CustomerEdit
from application.selling.pricing import ItemRequest
from application.selling.sessions import NotOffered, NotSold, SessionUpdate
from domain.checkout import Checkout
from domain.refusals import Locked, OpenedInAnotherDialect, PurchaseCompleted
from domain.stage import Stage
from domain.values.quote import NoticeKind
from tests.application.selling.agency import GOODS, HOME, Agency, target
from tests.domain.event_builders import ADA, SHOP

BY_ADA = CustomerEdit(email=ADA.email, phone=ADA.phone)


@pytest.fixture
async def agency() -> Agency:
    agency = Agency()
    await agency.stock()
    return agency


async def dearer(agency: Agency) -> None:
    goods = [replace(product, unit_price=product.unit_price + 50) for product in GOODS.products]
    await agency.stock(Offer(products=goods))


def prices(session: Checkout) -> list[int]:
    return [line.unit_price for line in session.cart.lines]


async def test_a_session_is_quoted_when_it_begins(agency: Agency) -> None:
    """All parts of the quote are in the first append, and the total has sending and tax in it."""
    session = await agency.open(("mug", 2))
    assert session.total == 2000 + 100 + 200
    assert await agency.app.history(session.id) == [
        "Opened",
        "CartReplaced",
        "DeliveryChanged",
        "OrderTaxesUpdated",
    ]


async def test_an_article_that_is_not_sold(agency: Agency) -> None:
    """Nothing is begun, and the place of the item is told."""
    with pytest.raises(NotSold) as raised:
        await agency.open(("mug", 1), ("moon", 1))
    assert (raised.value.article, raised.value.place) == ("moon", 1)


async def test_a_change_leaves_the_rest_as_it_is(agency: Agency) -> None:
    """What an update does not name stays: items, address, choice."""
    session = await agency.open(("mug", 1))
    session = await agency.update(session, option="courier")
    session = await agency.update(session, items=(ItemRequest(article="tea", quantity=1),))
    session = await agency.update(session, customer=BY_ADA)
    assert session.delivery is not None
    assert (session.delivery.chosen, session.delivery.address) == ("courier", HOME)
    assert [line.article for line in session.cart.lines] == ["tea"]
    assert session.customer == ADA


async def test_an_option_that_is_not_offered(agency: Agency) -> None:
    """Nothing is changed, and what is offered is told."""
    session = await agency.open(("mug", 1))
    with pytest.raises(NotOffered) as raised:
        await agency.update(session, option="owl")
    assert (raised.value.option, raised.value.offered) == ("owl", ("parcel", "courier"))
    assert (await agency.sessions.read(target(session))) == session


async def test_a_choice_that_is_gone_stays_gone(agency: Agency) -> None:
    """Until the customer chooses again, whatever else is changed."""
    session = await agency.update(await agency.open(("mug", 1)), option="parcel")
    session = await agency.update(session, items=(ItemRequest(article="mug", quantity=3),))
    assert session.delivery is not None
    assert session.delivery.missing == "option"
    session = await agency.update(session, customer=BY_ADA)
    assert session.delivery is not None
    assert session.delivery.missing == "option"
    session = await agency.update(session, option="courier")
    assert session.delivery is not None
    assert session.delivery.missing is None


async def test_prices_that_change_later_change_nothing_until_the_client_does(
    agency: Agency,
) -> None:
    """The quote stands as it was recorded; the next change is at the new price, and says so."""
    session = await agency.open(("mug", 1), ("tea", 1))
    await dearer(agency)
    assert await agency.sessions.read(target(session)) == session
    session = await agency.update(session, customer=BY_ADA)
    assert prices(session) == [1050, 550]
    assert [notice.kind for notice in session.notices] == [NoticeKind.PRICE_CHANGED] * 2
    session = await agency.update(session, option="courier")
    assert session.notices == ()


async def test_the_price_that_was_quoted_is_the_one_that_is_paid(agency: Agency) -> None:
    """Completing is no change of what is wanted."""
    session = await agency.open(("mug", 1))
    await dearer(agency)
    paid = await agency.complete(session)
    assert paid.payment is not None
    assert paid.payment.amount == session.total


async def test_a_quote_is_good_for_the_version_it_was_computed_from(agency: Agency) -> None:
    """A change that overlaps with another is refused, and none is computed over the other."""
    session = await agency.open(("mug", 1))
    hold = agency.app.store.hold_next_append()
    first = agency.app.begin_change(session.id, Suspend())
    await hold.reached.wait()
    second = await agency.update(session, option="courier")
    hold.let_go.set()
    with pytest.raises(Locked):
        await first
    assert second.version == session.version + 1


async def test_what_is_closed_is_not_changed(agency: Agency) -> None:
    """The refusal is kept, also where the wish could not be fulfilled anyway."""
    session = await agency.complete(await agency.open(("mug", 1)))
    assert session.stage is Stage.COMPLETED
    with pytest.raises(PurchaseCompleted):
        await agency.update(session, items=(ItemRequest(article="moon", quantity=1),), option="owl")
    assert [attempt.reason for attempt in await agency.app.attempts(session.id)] == [
        "PurchaseCompleted"
    ]


async def test_a_checkout_of_another_dialect_can_be_read_and_not_changed(agency: Agency) -> None:
    """It is changed in the API that it was opened in; the attempt is kept."""
    session = await agency.open(("mug", 1))
    walley = await agency.app.open()
    for each in (session, walley):
        elsewhere = Target(checkout_id=each.id, merchant="demo", dialect="acp")
        assert await agency.sessions.read(elsewhere) == each
        with pytest.raises(OpenedInAnotherDialect):
            await agency.sessions.update(elsewhere, SessionUpdate(option="owl"), SHOP)
        with pytest.raises(OpenedInAnotherDialect):
            await agency.sessions.cancel(elsewhere, None, SHOP)
        assert len(await agency.app.attempts(each.id)) == 2
