"""Replacing the cart."""

from dataclasses import replace
from decimal import Decimal

from domain.refusals import (
    CheckoutExpired,
    DuplicateArticles,
    PurchaseCommitmentFound,
    PurchaseCompleted,
)
from domain.values.cart import Cart
from tests.domain.event_builders import (
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
from tests.domain.scenario import BY_SHOP, by_shop_at, given


def test_a_replaced_cart_is_one_event() -> None:
    """The new cart replaces the whole old one."""
    checkout = (
        given(opened(), cart_replaced(SHIRT))
        .when(lambda c: c.replace_cart(Cart(lines=(SOCKS,)), **BY_SHOP))
        .then(cart_replaced(SOCKS))
    )
    assert checkout.cart.lines == (SOCKS,)


def test_a_cart_can_be_emptied() -> None:
    """A cart without lines is accepted."""
    given(opened(), cart_replaced(SHIRT)).when(lambda c: c.replace_cart(Cart(), **BY_SHOP)).then(
        cart_replaced()
    )


def test_the_same_cart_records_nothing() -> None:
    """A replacement that changes nothing records nothing and succeeds."""
    given(opened(), cart_replaced(SHIRT, SOCKS)).when(
        lambda c: c.replace_cart(Cart(lines=(SHIRT, SOCKS)), **BY_SHOP)
    ).then_nothing()


def test_the_same_quantity_written_otherwise_records_nothing() -> None:
    """The quantities 3 and 3.00 are equal."""
    given(opened(), cart_replaced(SOCKS)).when(
        lambda c: c.replace_cart(Cart(lines=(replace(SOCKS, quantity=Decimal("3.00")),)), **BY_SHOP)
    ).then_nothing()


def test_the_order_of_lines_is_the_shops() -> None:
    """Lines in another order are another cart."""
    given(opened(), cart_replaced(SHIRT, SOCKS)).when(
        lambda c: c.replace_cart(Cart(lines=(SOCKS, SHIRT)), **BY_SHOP)
    ).then(cart_replaced(SOCKS, SHIRT))


def test_a_suspended_checkout_takes_a_cart() -> None:
    """The shop can change a suspended checkout."""
    given(opened(), suspended()).when(
        lambda c: c.replace_cart(Cart(lines=(SHIRT,)), **BY_SHOP)
    ).then(cart_replaced(SHIRT))


def test_two_lines_that_look_alike_are_refused() -> None:
    """Two lines with the same id and description are refused, and the refusal names them."""
    alike = Cart(lines=(SHIRT, SOCKS, SHIRT))
    given(opened()).when(
        lambda c: c.replace_cart(alike, unique_articles=True, **BY_SHOP)
    ).then_refused(DuplicateArticles, article="1", description="Shirt")


def test_a_line_that_looks_like_a_fee_is_refused() -> None:
    """The rule spans cart and fees."""
    parcel = replace(SHIRT, article=SHIPPING.article, description=SHIPPING.description)
    given(opened(), fees_updated(SHIPPING)).when(
        lambda c: c.replace_cart(Cart(lines=(parcel,)), unique_articles=True, **BY_SHOP)
    ).then_refused(DuplicateArticles, article="s", description="Parcel")


def test_one_article_in_two_descriptions_is_no_duplicate() -> None:
    """Only id and description together make a duplicate."""
    blue = replace(SHIRT, description="Shirt, blue")
    given(opened()).when(
        lambda c: c.replace_cart(Cart(lines=(SHIRT, blue)), unique_articles=True, **BY_SHOP)
    ).then(cart_replaced(SHIRT, blue))


def test_duplicates_are_accepted_without_unique_articles() -> None:
    """The rule is Walley's own."""
    given(opened()).when(lambda c: c.replace_cart(Cart(lines=(SHIRT, SHIRT)), **BY_SHOP)).then(
        cart_replaced(SHIRT, SHIRT)
    )


def test_no_cart_after_the_commitment() -> None:
    """The customer has pressed "complete purchase"; the price is agreed."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.replace_cart(Cart(lines=(SOCKS,)), **BY_SHOP)
    ).then_refused(PurchaseCommitmentFound)


def test_not_even_the_same_cart_after_completion() -> None:
    """A closed checkout refuses before it compares the carts."""
    given(
        opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2), completed()
    ).when(lambda c: c.replace_cart(Cart(lines=(SHIRT,)), **BY_SHOP)).then_refused(
        PurchaseCompleted
    )


def test_no_cart_at_the_deadline() -> None:
    """No change is accepted from the deadline on, with or without Expired."""
    given(opened()).when(
        lambda c: c.replace_cart(Cart(lines=(SHIRT,)), **by_shop_at(DEADLINE))
    ).then_refused(CheckoutExpired)


def test_the_total_of_the_cart() -> None:
    """The total is the lines' recorded totals, minus gift cards."""
    checkout = (
        given(opened())
        .when(lambda c: c.replace_cart(Cart(lines=(SHIRT, SOCKS, VOUCHER)), **BY_SHOP))
        .then(cart_replaced(SHIRT, SOCKS, VOUCHER))
    )
    assert checkout.total == 10_000 + 9_000 - 15_000


def test_the_highest_minimum_age_applies() -> None:
    """The minimum age of a cart is the highest of its lines, or None if no line has one."""
    wine, cider = replace(SHIRT, minimum_age=20), replace(SOCKS, minimum_age=18)
    assert Cart(lines=(cider, wine, VOUCHER)).minimum_age == 20
    assert Cart(lines=(SHIRT, SOCKS)).minimum_age is None
