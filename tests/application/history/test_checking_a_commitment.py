"""What a customer was shown, compared with what they agreed to, and the sums of the lines of every API."""

from dataclasses import replace

import pytest

from application.commands.purchase import CommitPurchase
from application.commands.shop import OpenCheckout
from application.history.consistency import HistoryCheck
from application.ports.purchase_validation import Approved, OnWaiting, Validation, do_nothing
from application.selling.purchases import Purchase
from domain.checkout import Checkout
from domain.events import CartReplaced, CheckoutEvent, PurchaseCommitted
from domain.values.cart import Cart, Line
from interfaces.dialects.registry import ARITHMETIC
from tests.application.application_fixture import ApplicationFixture
from tests.application.selling.agency import PAYING, Agency
from tests.domain.event_builders import ADA, SHIRT, SHOP


class Shop:
    """Gives every purchase a number."""

    async def ask(self, _: Checkout, on_waiting: OnWaiting = do_nothing) -> Validation:
        """Lets it through."""
        return Approved(order_reference="order-7")


def faults(events: list[CheckoutEvent]) -> list[str]:
    """All that a check says of a history."""
    check = HistoryCheck(ARITHMETIC)
    return [fault for event in events for fault in check.replay(event)]


async def bought(purchase: Purchase) -> list[CheckoutEvent]:
    """The history of an agent's purchase, each request of which was at a time of its own."""
    agency = Agency()
    await agency.stock()
    session = await agency.open(("mug", 2))
    agency.app.clock.passes()
    session = await agency.update(session, option="courier")
    agency.app.clock.passes()
    await agency.complete(session, purchase)
    return list(await agency.app.storage.events.events(session.id))


async def test_a_buyer_in_the_request_that_pays() -> None:
    """The event that says who they are is part of the agreement, and no version that was not shown."""
    events = await bought(replace(PAYING, customer=ADA))
    shown = next(event for event in events if isinstance(event, PurchaseCommitted))
    assert shown.shown_version == shown.originator_version - 2
    assert faults(events) == []


async def test_a_number_that_the_shop_gives_at_commitment() -> None:
    """The same for the event with the reference."""
    app = ApplicationFixture(validation=Shop())
    checkout = await app.open(SHIRT)
    app.clock.passes()
    await app.change(checkout.id, CommitPurchase(shown_version=2, customer=ADA))
    events = list(await app.storage.events.events(checkout.id))
    assert [type(event).__name__ for event in events[2:]] == [
        "ReferenceChanged",
        "CustomerIdentified",
        "PurchaseCommitted",
    ]
    assert faults(events) == []


@pytest.mark.parametrize("shown", [-1, 1])
async def test_another_version_that_was_shown(shown: int) -> None:
    """One from before the request before, and one that there was not yet, are still found."""
    events = await bought(replace(PAYING, customer=ADA))
    altered = [
        replace(
            event, shown_version=event.shown_version - 1 if shown < 0 else event.originator_version
        )
        if isinstance(event, PurchaseCommitted)
        else event
        for event in events
    ]
    (fault,) = faults(altered)
    assert "the customer was shown version" in fault


@pytest.mark.parametrize("dialect", ["walley", "svea", "stateset", "acp"])
async def test_the_lines_of_every_api(dialect: str) -> None:
    """A total and a tax that do not follow from the price are found; those that do are not."""
    on_top = dialect in ("stateset", "acp")
    kind = Line.with_tax_on_top if on_top else Line.with_tax_inside
    line = kind(
        article="1", description="Shirt", quantity=SHIRT.quantity, unit_price=999, tax_rate=2500
    )
    app = ApplicationFixture()
    command = OpenCheckout(
        merchant="demo",
        dialect=dialect,
        country="SE",
        currency="SEK",
        public_token="public-SE-1",
        cart=Cart(lines=(line,)),
    )
    checkout = await app.checkouts.open(command, SHOP)
    events = list(await app.storage.events.events(checkout.id))
    assert faults(events) == []
    wrong = Cart(lines=(replace(line, total=line.total + 1, tax=line.tax + 2),))
    altered = [replace(e, cart=wrong) if isinstance(e, CartReplaced) else e for e in events]
    assert [fault.split(" ")[:3] for fault in faults(altered)] == [
        ["line", "1:", "total"],
        ["line", "1:", "tax"],
    ]
