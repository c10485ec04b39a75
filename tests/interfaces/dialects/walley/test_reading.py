"""Reads: equal bytes for equal versions, ETags, and exact numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.checkout import Checkout
from domain.events import Opening
from domain.values.cart import Cart, Line
from interfaces.dialects.walley.requests import commands, updates
from interfaces.dialects.walley.responses import checkout as information
from interfaces.http.request.body.reader import json_text
from tests.interfaces.dialects.walley.app_fixture import OPENED_AT, PROVENANCE, AppFixture


async def test_a_version_has_the_same_bytes_in_every_response(app_fixture: AppFixture) -> None:
    """Responses for one version have equal bytes in every process, whatever the request id."""
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


async def test_each_version_has_its_own_response_id(app_fixture: AppFixture) -> None:
    """The id in the response identifies one checkout at one version."""
    path = await app_fixture.opened()
    before = (await app_fixture.ask("GET", path)).json()["id"]

    await app_fixture.ask("PUT", path + "/reference", {"reference": "R"})

    assert (await app_fixture.ask("GET", path)).json()["id"] != before


async def test_the_etag_of_a_change_is_valid_for_the_next(app_fixture: AppFixture) -> None:
    """The ETag of a change is a valid If-Match for the next one, and an outdated ETag is refused."""
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
def test_amounts_are_returned_exactly(
    price: Decimal, quantity: int, vat: Decimal, as_text: bool
) -> None:
    """An amount is returned with the same digits, whether it was sent as a number or as a string."""
    sent = {"id": "1", "description": "x", "quantity": quantity, "vat": vat, "unitPrice": price}
    if as_text:
        sent |= {"vat": f"{vat:f}", "unitPrice": f"{price:f}", "quantity": str(quantity)}
    checkout = _empty()

    if abs(price * quantity) <= Decimal("90071992547409.91"):
        body = updates.cart_update(json_text([sent]).encode())
        checkout.replace_cart(commands.replace_cart(body).cart, by=PROVENANCE, at=OPENED_AT)
        cart = information.information(checkout).cart

        assert cart is not None
        [item] = cart.items
        assert (item.unit_price, item.quantity, item.vat) == (price, Decimal(quantity), vat)
        assert cart.total_amount == price * quantity


def test_a_total_has_two_decimals_and_no_exponent() -> None:
    """190 kronor are written as 190.00, and zero as 0.00."""
    checkout = _empty()
    line = Line.with_tax_inside(
        article="1",
        description="x",
        quantity=Decimal(1),
        unit_price=19000,
        tax_rate=0,
    )
    checkout.replace_cart(Cart(lines=(line,)), by=PROVENANCE, at=OPENED_AT)

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
        by=PROVENANCE,
        at=OPENED_AT,
    )
