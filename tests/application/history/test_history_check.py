"""The history check: the version shown to the customer, and the totals of the lines in every dialect."""

from dataclasses import replace

import pytest

from application.commands.purchase import CommitPurchase
from application.commands.shop import OpenCheckout
from application.history.consistency import HistoryCheck
from application.ports.purchase_validation import Approved, OnWaiting, Validation, do_nothing
from application.selling.payments import Purchase
from domain.checkout import Checkout
from domain.events import CartReplaced, CheckoutEvent, PurchaseCommitted
from domain.values.cart import Cart, Line
from interfaces.dialects.registry import ARITHMETIC
from tests.application.application_fixture import ApplicationFixture
from tests.application.selling.selling_fixture import PAYING, SellingFixture
from tests.domain.event_builders import ADA, SHIRT, SHOP


class ShopStub:
    """A shop that gives every purchase the same order reference."""

    async def ask(self, _: Checkout, on_waiting: OnWaiting = do_nothing) -> Validation:
        """Approve the purchase."""
        return Approved(order_reference="order-7")


def faults(events: list[CheckoutEvent]) -> list[str]:
    """Return all faults that the check finds in a history."""
    check = HistoryCheck(ARITHMETIC)
    return [fault for event in events for fault in check.replay(event)]


async def purchase_history(purchase: Purchase) -> list[CheckoutEvent]:
    """Return the history of an agent's purchase, with a different time for each request."""
    selling = SellingFixture()
    await selling.stock()
    session = await selling.open(("mug", 2))
    selling.app.clock.advance()
    session = await selling.update(session, option="courier")
    selling.app.clock.advance()
    await selling.complete(session, purchase)
    return list(await selling.app.storage.events.events(session.id))


async def test_a_customer_in_the_paying_request_is_no_fault() -> None:
    """The event with the customer belongs to the commitment, and is not a version that was not shown."""
    events = await purchase_history(replace(PAYING, customer=ADA))
    shown = next(event for event in events if isinstance(event, PurchaseCommitted))
    assert shown.shown_version == shown.originator_version - 2
    assert faults(events) == []


async def test_a_reference_given_at_the_commitment_is_no_fault() -> None:
    """The events with the reference and the customer belong to the commitment."""
    app = ApplicationFixture(validation=ShopStub())
    checkout = await app.open(SHIRT)
    app.clock.advance()
    await app.change(checkout.id, CommitPurchase(shown_version=2, customer=ADA))
    events = list(await app.storage.events.events(checkout.id))
    assert [type(event).__name__ for event in events[2:]] == [
        "ReferenceChanged",
        "CustomerIdentified",
        "PurchaseCommitted",
    ]
    assert faults(events) == []


@pytest.mark.parametrize("shown", [-1, 1])
async def test_a_wrong_shown_version_is_found(shown: int) -> None:
    """A shown version from before the previous request, and one that did not exist yet, are faults."""
    events = await purchase_history(replace(PAYING, customer=ADA))
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
async def test_line_totals_are_checked_in_every_dialect(dialect: str) -> None:
    """A total and a tax that do not follow from the price are faults."""
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
