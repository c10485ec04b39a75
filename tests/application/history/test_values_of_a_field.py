"""Every value that one field ever had."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.commands.shop import ChangeReference, IdentifyCustomer, ReplaceCart, UpdateFees
from application.history.as_of import AsOfVersion
from application.history.inquiries import Inquiries, Subject
from application.history.windows.field_history import FieldHistory
from application.history.windows.window_inquiries import WindowInquiries
from domain.refusals import CheckoutNotFound
from domain.values.cart import Cart
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import ADA, SHIPPING, SHIRT, SOCKS


def windows_of(app: ApplicationFixture) -> WindowInquiries:
    """Queries of everything that the app records."""
    return WindowInquiries(
        Inquiries(
            histories=CheckoutRepository(app.store, CheckoutCache(10), app.storage.snapshots),
            store=app.store,
            refusals=app.storage.refusals,
            persons=app.storage.persons,
            clock=app.clock,
        )
    )


def summary(found: FieldHistory) -> list[tuple[int, object, object]]:
    """The version, the value and the value before of each."""
    return [(each.event.originator_version, each.value, each.before) for each in found.values]


async def test_every_value_of_a_fee_is_found_newest_first(app: ApplicationFixture) -> None:
    """Each value has the event that set it and the value before, also where the fee was away meanwhile."""
    checkout = await app.open(SHIRT)
    for fees in ((SHIPPING,), (replace(SHIPPING, unit_price=9900),), (), (SHIPPING,)):
        app.clock.advance(timedelta(seconds=1))
        await app.change(checkout.id, UpdateFees(fees=fees))
    subject = Subject(checkout_id=checkout.id, merchants=None)
    found = await windows_of(app).field_history(subject, "/fees/0/unit_price", None)
    price = SHIPPING.unit_price
    assert summary(found) == [
        (6, price, None),
        (5, None, 9900),
        (4, 9900, price),
        (3, price, None),
    ]
    assert found.before is None
    by_name = await windows_of(app).field_history(
        subject, f"fees.{SHIPPING.kind}.unit_price", AsOfVersion(4)
    )
    assert summary(by_name) == [(4, 9900, price), (3, price, None)]


async def test_a_line_is_followed_where_it_moves(app: ApplicationFixture) -> None:
    """The quantity of an article is found under its position now; moving the line set no value."""
    checkout = await app.open(SHIRT)
    more = replace(SHIRT, quantity=SHIRT.quantity + 1, total=SHIRT.total * 2)
    for lines in ((SHIRT, SOCKS), (SOCKS, SHIRT), (SOCKS, more)):
        await app.change(checkout.id, ReplaceCart(cart=Cart(lines=lines)))
    subject = Subject(checkout_id=checkout.id, merchants=None)
    found = await windows_of(app).field_history(subject, "/cart/lines/1/quantity", None)
    assert [version for version, _, _ in summary(found)] == [5, 2]


async def test_a_long_history_is_read_in_pages(app: ApplicationFixture) -> None:
    """The newest values come first, the next page continues before them, and nothing is missing or repeated."""
    checkout = await app.open()
    for n in range(450):
        await app.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    subject = Subject(checkout_id=checkout.id, merchants=None)
    windows = windows_of(app)
    found: list[tuple[int, object, object]] = []
    before: int | None = None
    while True:
        page = await windows.field_history(subject, "/reference", None, before=before, limit=190)
        found += summary(page)
        before = page.before
        if before is None:
            break
    assert [value for _, value, _ in found[:2]] == ["A-449", "A-448"]
    assert [version for version, _, _ in found] == list(range(451, 0, -1))
    assert found[-1] == (1, None, None)


async def test_a_field_that_the_state_does_not_have_is_not_found(app: ApplicationFixture) -> None:
    """Without the field there are no values, and other merchants' checkouts are not found."""
    checkout = await app.open(SHIRT)
    windows = windows_of(app)
    subject = Subject(checkout_id=checkout.id, merchants=None)
    found = await windows.field_history(subject, "/fees/0", None)
    assert (found.field, found.values) == (None, [])
    with pytest.raises(CheckoutNotFound):
        await windows.field_history(replace(subject, merchants=("other",)), "/total", None)


async def test_personal_values_are_shown_by_scope(app: ApplicationFixture) -> None:
    """Without the scope for personal data, a value is sealed; with it, it is in clear."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, IdentifyCustomer(customer=ADA))
    subject = Subject(checkout_id=checkout.id, merchants=None)
    (sealed,) = (await windows_of(app).field_history(subject, "/customer/email", None)).values
    assert str(sealed.value).startswith("(sealed ")
    clear = replace(subject, sees_persons=True)
    (shown,) = (await windows_of(app).field_history(clear, "/customer/email", None)).values
    assert shown.value == ADA.email
