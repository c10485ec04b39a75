"""What the shop can do to the cart."""

from dataclasses import replace
from decimal import Decimal

from domain.refusals import (
    CheckoutExpired,
    DuplicateArticles,
    PurchaseCommitmentFound,
    PurchaseCompleted,
)
from domain.values.cart import Cart
from tests.domain.happenings import (
    DEADLINE,
    SHIPPING,
    SHIRT,
    SOCKS,
    VOUCHER,
    cart_replaced,
    completed,
    fees_updated,
    opened,
    purchase_committed,
    suspended,
)
from tests.domain.scenario import ASKED, asked_at, given


def test_a_replaced_cart_is_one_event() -> None:
    """The new cart replaces the old one whole; nothing of the old one stays."""
    checkout = (
        given(opened(), cart_replaced(SHIRT))
        .when(lambda c: c.replace_cart(Cart(lines=(SOCKS,)), **ASKED))
        .then(cart_replaced(SOCKS))
    )
    assert checkout.cart.lines == (SOCKS,)


def test_a_cart_can_be_emptied() -> None:
    """An empty cart is a cart."""
    given(opened(), cart_replaced(SHIRT)).when(lambda c: c.replace_cart(Cart(), **ASKED)).then(
        cart_replaced()
    )


def test_the_same_cart_records_nothing() -> None:
    """A replacement that changes nothing records nothing and succeeds."""
    given(opened(), cart_replaced(SHIRT, SOCKS)).when(
        lambda c: c.replace_cart(Cart(lines=(SHIRT, SOCKS)), **ASKED)
    ).then_nothing()


def test_the_same_quantity_written_otherwise_records_nothing() -> None:
    """Three is three, whether the shop writes 3 or 3.00."""
    given(opened(), cart_replaced(SOCKS)).when(
        lambda c: c.replace_cart(Cart(lines=(replace(SOCKS, quantity=Decimal("3.00")),)), **ASKED)
    ).then_nothing()


def test_the_order_of_lines_is_the_shops() -> None:
    """Lines in another order are another cart."""
    given(opened(), cart_replaced(SHIRT, SOCKS)).when(
        lambda c: c.replace_cart(Cart(lines=(SOCKS, SHIRT)), **ASKED)
    ).then(cart_replaced(SOCKS, SHIRT))


def test_a_suspended_checkout_takes_a_cart() -> None:
    """Suspending freezes the customer's view, not the shop's hand."""
    given(opened(), suspended()).when(lambda c: c.replace_cart(Cart(lines=(SHIRT,)), **ASKED)).then(
        cart_replaced(SHIRT)
    )


def test_two_lines_that_look_alike_are_refused() -> None:
    """Two lines with the same id and description are refused, and named."""
    alike = Cart(lines=(SHIRT, SOCKS, SHIRT))
    given(opened()).when(
        lambda c: c.replace_cart(alike, unique_articles=True, **ASKED)
    ).then_refused(DuplicateArticles, article="1", description="Shirt")


def test_a_line_that_looks_like_a_fee_is_refused() -> None:
    """The rule spans cart and fees."""
    parcel = replace(SHIRT, article=SHIPPING.article, description=SHIPPING.description)
    given(opened(), fees_updated(SHIPPING)).when(
        lambda c: c.replace_cart(Cart(lines=(parcel,)), unique_articles=True, **ASKED)
    ).then_refused(DuplicateArticles, article="s", description="Parcel")


def test_one_article_in_two_descriptions_is_no_duplicate() -> None:
    """Only id and description together make a duplicate."""
    blue = replace(SHIRT, description="Shirt, blue")
    given(opened()).when(
        lambda c: c.replace_cart(Cart(lines=(SHIRT, blue)), unique_articles=True, **ASKED)
    ).then(cart_replaced(SHIRT, blue))


def test_where_a_dialect_does_not_ask_duplicates_are_taken() -> None:
    """The rule is Walley's own."""
    given(opened()).when(lambda c: c.replace_cart(Cart(lines=(SHIRT, SHIRT)), **ASKED)).then(
        cart_replaced(SHIRT, SHIRT)
    )


def test_no_cart_after_the_commitment() -> None:
    """The customer has pressed "complete purchase"; the price is agreed."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.replace_cart(Cart(lines=(SOCKS,)), **ASKED)
    ).then_refused(PurchaseCommitmentFound)


def test_not_even_the_same_cart_after_completion() -> None:
    """A closed checkout refuses before it looks whether anything would change."""
    given(
        opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2), completed()
    ).when(lambda c: c.replace_cart(Cart(lines=(SHIRT,)), **ASKED)).then_refused(PurchaseCompleted)


def test_no_cart_at_the_deadline() -> None:
    """Time is over at the deadline itself, whether or not anybody has marked it yet."""
    given(opened()).when(
        lambda c: c.replace_cart(Cart(lines=(SHIRT,)), **asked_at(DEADLINE))
    ).then_refused(CheckoutExpired)


def test_what_the_cart_comes_to() -> None:
    """The total is the lines' recorded totals, gift cards taken off."""
    checkout = (
        given(opened())
        .when(lambda c: c.replace_cart(Cart(lines=(SHIRT, SOCKS, VOUCHER)), **ASKED))
        .then(cart_replaced(SHIRT, SOCKS, VOUCHER))
    )
    assert checkout.total == 10_000 + 9_000 - 15_000


def test_the_highest_minimum_age_applies() -> None:
    """A cart asks for the highest age that any of its lines asks for, and for none where none does."""
    wine, cider = replace(SHIRT, minimum_age=20), replace(SOCKS, minimum_age=18)
    assert Cart(lines=(cider, wine, VOUCHER)).minimum_age == 20
    assert Cart(lines=(SHIRT, SOCKS)).minimum_age is None
