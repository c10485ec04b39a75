"""Reads: the same bytes at the same version, validators, and exact numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.checkout import Checkout
from domain.events import Opening
from domain.values.cart import Cart, Line
from interfaces.dialects.walley.requests import commands, updates
from interfaces.dialects.walley.responses import checkout as information
from interfaces.http.request.body.reader import json_text
from tests.interfaces.dialects.walley.app_fixture import OPENED_AT, SOMEBODY, AppFixture


async def test_a_version_reads_the_same_to_the_byte(app_fixture: AppFixture) -> None:
    """In every process, however often, whatever the request's id: later readers compare the bytes."""
    path = await app_fixture.opened(reference="R")
    other = AppFixture()
    await other.opened(reference="R")

    answers = [
        await app_fixture.ask("GET", path, X_Request_Id="a"),
        await app_fixture.ask("GET", path, X_Request_Id="b"),
        await other.ask("GET", path),
    ]

    assert len({answer.content for answer in answers}) == 1
    assert {answer.headers["etag"] for answer in answers} == {'"3"'}


async def test_another_version_reads_under_another_id(app_fixture: AppFixture) -> None:
    """The envelope's id identifies one checkout at one version."""
    path = await app_fixture.opened()
    before = (await app_fixture.ask("GET", path)).json()["id"]

    await app_fixture.ask("PUT", path + "/reference", {"reference": "R"})

    assert (await app_fixture.ask("GET", path)).json()["id"] != before


async def test_the_etag_of_a_change_is_valid_for_the_next(app_fixture: AppFixture) -> None:
    """A client that names the version it knows never overwrites what it has not seen."""
    path = await app_fixture.opened()

    changed = await app_fixture.ask("PUT", path + "/reference", {"reference": "A"})
    tag = changed.headers["etag"]
    read = await app_fixture.ask("GET", path, If_None_Match=tag)
    first = await app_fixture.ask("PUT", path + "/reference", {"reference": "B"}, If_Match=tag)
    second = await app_fixture.ask("PUT", path + "/reference", {"reference": "C"}, If_Match=tag)

    assert [answer.status_code for answer in (read, first, second)] == [304, 200, 412]
    assert read.headers["etag"] == tag
    assert (await app_fixture.ask("GET", path)).json()["data"]["reference"] == "B"


@given(
    price=st.decimals(-999_999_999, 999_999_999, places=2),
    quantity=st.integers(1, 99_999_999),
    vat=st.decimals(0, 100, places=2),
    as_text=st.booleans(),
)
def test_an_amount_comes_back_as_it_went_in(
    price: Decimal, quantity: int, vat: Decimal, as_text: bool
) -> None:
    """Whatever the price, to the last digit, as a number or as a string."""
    sent = {"id": "1", "description": "x", "quantity": quantity, "vat": vat, "unitPrice": price}
    if as_text:
        sent |= {"vat": f"{vat:f}", "unitPrice": f"{price:f}", "quantity": str(quantity)}
    checkout = _empty()

    if abs(price * quantity) <= Decimal("90071992547409.91"):
        body = updates.cart_update(json_text([sent]).encode())
        checkout.replace_cart(commands.replace_cart(body).cart, by=SOMEBODY, at=OPENED_AT)
        cart = information.information(checkout).cart

        assert cart is not None
        [item] = cart.items
        assert (item.unit_price, item.quantity, item.vat) == (price, Decimal(quantity), vat)
        assert cart.total_amount == price * quantity


def test_a_total_has_two_decimals_and_no_exponent() -> None:
    """190 kronor are written 190.00, and nothing is 0.00."""
    checkout = _empty()
    line = Line.with_tax_inside(
        article="1",
        description="x",
        quantity=Decimal(1),
        unit_price=19000,
        tax_rate=0,
    )
    checkout.replace_cart(Cart(lines=(line,)), by=SOMEBODY, at=OPENED_AT)

    cart = information.information(checkout).cart

    assert cart is not None
    assert str(cart.total_amount) == "190.00"
    assert str(cart.items[0].vat) == "0.00"


def _empty() -> Checkout:
    return Checkout.open(
        "1",
        Opening(
            merchant="m",
            dialect="walley",
            country="SE",
            currency="SEK",
            public_token="t",
            expires_at=OPENED_AT.replace(year=2099),
        ),
        by=SOMEBODY,
        at=OPENED_AT,
    )
