"""The shop computes lines, delivery and taxes from what a customer wants."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.refusals import DeliveryMissing, NotAvailable
from domain.values.cart import Cart, Line
from domain.values.fulfilment import Fulfilment
from domain.values.quote import Notice, NoticeKind, Quote
from tests.domain.event_builders import (
    ADA,
    EXPRESS,
    HALF_OFF,
    SENT,
    SHIPPING,
    SHIRT,
    SOLD_OUT,
    STATE_TAX,
    cancelled,
    cart_replaced,
    commitment_released,
    customer_identified,
    delivery_changed,
    discounts_replaced,
    fees_updated,
    notices_replaced,
    opened,
    order_taxes_updated,
    purchase_committed,
)
from tests.domain.scenario import BY_SHOP, given

QUOTE = Quote(cart=Cart(lines=(SHIRT,)), delivery=SENT, order_taxes=(STATE_TAX,))


def test_a_quote_is_recorded_part_by_part() -> None:
    """Each part that differs from the current one is an event of its own."""
    given(opened()).when(lambda c: c.replace_quote(QUOTE, **BY_SHOP)).then(
        cart_replaced(SHIRT), delivery_changed(SENT), order_taxes_updated(STATE_TAX)
    )


def test_the_same_quote_again_changes_nothing() -> None:
    """A replacement that changes nothing records nothing."""
    given(
        opened(), cart_replaced(SHIRT), delivery_changed(SENT), order_taxes_updated(STATE_TAX)
    ).when(lambda c: c.replace_quote(QUOTE, **BY_SHOP)).then_nothing()


def test_discounts_are_recorded_with_the_lines_that_they_reduce() -> None:
    """The discounts are an event of their own, and the total is what is left."""
    line = Line.with_tax_on_top(
        article="1",
        description="Shirt",
        quantity=Decimal(1),
        unit_price=10_000,
        tax_rate=2500,
        discount=5_000,
    )
    quote = replace(QUOTE, cart=Cart(lines=(line,)), discounts=HALF_OFF)
    checkout = (
        given(opened(), delivery_changed(SENT), order_taxes_updated(STATE_TAX))
        .when(lambda c: c.replace_quote(quote, **BY_SHOP))
        .then(cart_replaced(line), discounts_replaced(HALF_OFF))
    )
    assert checkout.total == 6_250 + 165 + 100
    assert checkout.discounts.applied[0].amount == 5_000


@pytest.mark.parametrize("quote", [replace(QUOTE, discounts=HALF_OFF)])
def test_discounts_that_reduce_nothing_are_an_error(quote: Quote) -> None:
    """Discounts have to be exactly what the lines and the delivery are reduced by."""
    with pytest.raises(ValueError, match="reduced"):
        given(opened()).when(lambda c: c.replace_quote(quote, **BY_SHOP))


@pytest.mark.parametrize("discount", [-1, 10_001])
def test_a_discount_above_its_line_is_an_error(discount: int) -> None:
    """A discount is at most the price of its line, and never below zero."""
    with pytest.raises(ValueError, match="discount"):
        Line.with_tax_on_top(
            article="1",
            description="Shirt",
            quantity=Decimal(1),
            unit_price=10_000,
            tax_rate=0,
            discount=discount,
        )


def test_the_total_has_all_parts_in_it() -> None:
    """Lines, fees, the chosen delivery and the taxes on the whole are paid; an option not chosen is not."""
    dearer = replace(EXPRESS, id="courier", total=9_999)
    offered = replace(SENT, offered=(EXPRESS, dearer))
    checkout = (
        given(opened(), fees_updated(SHIPPING))
        .when(lambda c: c.replace_quote(replace(QUOTE, delivery=offered), **BY_SHOP))
        .then(cart_replaced(SHIRT), delivery_changed(offered), order_taxes_updated(STATE_TAX))
    )
    assert checkout.total == 10_000 + 4_900 + 165 + 100


@pytest.mark.parametrize(
    ("quantity", "rate", "subtotal", "tax"),
    [("3", 0, 3_000, 0), ("3", 950, 3_000, 285), ("0.5", 50, 500, 3), ("-1", 950, -1_000, -95)],
)
def test_tax_on_top_of_a_line(quantity: str, rate: int, subtotal: int, tax: int) -> None:
    """The extended price is the subtotal, the tax is its rounded share, and the total their sum."""
    line = Line.with_tax_on_top(
        article="1",
        description="Mug",
        quantity=Decimal(quantity),
        unit_price=1_000,
        tax_rate=rate,
    )
    assert (line.subtotal, line.tax, line.total) == (subtotal, tax, subtotal + tax)


@pytest.mark.parametrize(
    ("delivery", "missing"),
    [
        (Fulfilment(needs_address=True), "address"),
        (Fulfilment(needs_address=True, offered=(EXPRESS,), chosen="express"), "address"),
        (replace(SENT, chosen=None), "option"),
        (replace(SENT, chosen="by-owl"), "option"),
        (Fulfilment(needs_address=False), "option"),
    ],
)
def test_no_purchase_without_a_delivery(delivery: Fulfilment, missing: str) -> None:
    """A quoted purchase needs an option, and an address if anything has to be sent."""
    given(opened(), cart_replaced(SHIRT), delivery_changed(delivery)).when(
        lambda c: c.commit(3, **BY_SHOP)
    ).then_refused(DeliveryMissing, missing=missing)


@pytest.mark.parametrize(
    ("notice", "available"),
    [
        (SOLD_OUT, 0),
        (Notice(kind=NoticeKind.QUANTITY_EXCEEDED, article="1", available=5), 5),
        (Notice(kind=NoticeKind.NO_LONGER_SOLD, article="1"), 0),
    ],
)
def test_no_purchase_of_unavailable_articles(notice: Notice, available: int) -> None:
    """A notice that hinders the purchase refuses the commitment."""
    given(opened(), cart_replaced(SHIRT), delivery_changed(SENT), notices_replaced(notice)).when(
        lambda c: c.commit(4, **BY_SHOP)
    ).then_refused(NotAvailable, article="1", available=available)


def test_a_changed_price_does_not_hinder() -> None:
    """The notice is recorded, and the commitment is accepted."""
    notice = Notice(
        kind=NoticeKind.PRICE_CHANGED, article="1", price_before=9_000, price_now=10_000
    )
    given(opened(), cart_replaced(SHIRT), delivery_changed(SENT), notices_replaced(notice)).when(
        lambda c: c.commit(4, **BY_SHOP)
    ).then(purchase_committed(10_165, shown_version=4))


def test_customer_data_with_the_commitment() -> None:
    """The customer and the commitment are recorded together, on the version that the customer saw."""
    given(opened(), cart_replaced(SHIRT)).when(
        lambda c: c.commit(2, customer=ADA, payment_attempt="a-1", **BY_SHOP)
    ).then(
        customer_identified(ADA),
        purchase_committed(10_000, shown_version=2, payment_attempt="a-1"),
    )


def test_a_failed_payment_is_remembered_until_the_next() -> None:
    """The reason of a failed payment is in the state until the customer commits again."""
    failed = (
        opened(),
        cart_replaced(SHIRT),
        purchase_committed(10_000, shown_version=2, payment_attempt="a-1"),
    )
    checkout = (
        given(*failed)
        .when(lambda c: c.release_commitment("declined", **BY_SHOP))
        .then(commitment_released("declined"))
    )
    assert (checkout.payment_failure, checkout.payment_attempt) == ("declined", None)
    checkout = (
        given(*failed, commitment_released("declined"))
        .when(lambda c: c.commit(4, payment_attempt="a-2", **BY_SHOP))
        .then(purchase_committed(10_000, shown_version=4, payment_attempt="a-2"))
    )
    assert (checkout.payment_failure, checkout.payment_attempt) == (None, "a-2")


def test_why_it_was_cancelled_is_remembered() -> None:
    """The reason is part of the state."""
    checkout = (
        given(opened()).when(lambda c: c.cancel("too dear", **BY_SHOP)).then(cancelled("too dear"))
    )
    assert checkout.cancel_reason == "too dear"
