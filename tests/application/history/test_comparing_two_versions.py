"""Compares two versions value by value, with the event that last set each value."""

from dataclasses import replace

from application.commands.shop import ChangeReference, ReplaceCart, UpdateFees
from application.history.inquiries import Subject
from domain.values.cart import Cart
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.test_values_of_a_field import windows_of
from tests.domain.event_builders import SHIPPING, SHIRT, SOCKS


async def test_each_value_has_the_event_that_set_it_last(app: ApplicationFixture) -> None:
    """A fee that was added and then changed differs by its last value, and names the later event."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, UpdateFees(fees=(SHIPPING,)))
    await app.change(checkout.id, ChangeReference(reference="R-2"))
    await app.change(checkout.id, UpdateFees(fees=(replace(SHIPPING, unit_price=9900),)))
    subject = Subject(checkout_id=checkout.id, merchants=None)
    found = await windows_of(app).comparison(subject, 2, 5)
    events = {each.path: each.event.originator_version for each in found.fields}
    assert events["fees", SHIPPING.kind, "unit_price"] == 5
    assert events["fees", SHIPPING.kind, "description"] == 3
    assert events["reference",] == 4
    values = {each.path: (each.before, each.after) for each in found.fields}
    assert values["fees", SHIPPING.kind, "unit_price"] == (None, 9900)
    assert ("cart", "lines", SHIRT.article, "quantity") not in values


async def test_a_line_that_moved_is_no_difference(app: ApplicationFixture) -> None:
    """Lines are compared by article, so another order of them changes no value."""
    checkout = await app.open(SHIRT, SOCKS)
    await app.change(checkout.id, ReplaceCart(cart=Cart(lines=(SOCKS, SHIRT))))
    subject = Subject(checkout_id=checkout.id, merchants=None)
    found = await windows_of(app).comparison(subject, 2, 3)
    assert found.fields == []
    assert found.words != []
    assert found.changes != []


async def test_a_value_that_was_set_back_is_no_difference(app: ApplicationFixture) -> None:
    """What differs in between, and is the same at both ends, is not listed."""
    checkout = await app.open(SHIRT)
    for fees in ((SHIPPING,), ()):
        await app.change(checkout.id, UpdateFees(fees=fees))
    subject = Subject(checkout_id=checkout.id, merchants=None)
    found = await windows_of(app).comparison(subject, 2, 4)
    assert (found.fields, found.words, found.changes) == ([], [], [])
