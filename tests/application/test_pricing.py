"""What a shop's terms make of a customer's wishes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.ports.catalogue import Product, ShippingOption, TaxedOn, TaxRate, Terms
from application.selling.pricing import ItemRequest, SessionRequest, quote_session
from domain.values.cart import EMPTY_CART, Cart, LineKind
from domain.values.customer import Address
from domain.values.fulfilment import FulfilmentKind
from domain.values.quote import Notice, NoticeKind, Quote
from interfaces.configuration.demo_catalogue import DEMO_CATALOGUE

LOS_ANGELES = Address(
    name="John Doe",
    address="456 Oak Ave",
    city="Los Angeles",
    state="CA",
    country="US",
    postal_code="90210",
)
MUG = Product(id="mug", title="Mug", unit_price=1000, weight=400)
EBOOK = Product(
    id="ebook", title="E-book", unit_price=900, tax_class="books", delivery=FulfilmentKind.DIGITAL
)
PARCEL = ShippingOption(id="parcel", title="Parcel", price=500, max_weight=2000, free_over=5000)
COURIER = ShippingOption(id="courier", title="Courier", price=900)


def terms(
    *products: Product,
    taxes: tuple[TaxRate, ...] = (),
    shipping: tuple[ShippingOption, ...] = (PARCEL, COURIER),
) -> Terms:
    by_id = {product.id: product for product in products}
    return Terms(products=by_id, tax_rates=taxes, shipping_options=shipping)


def quote(wish: SessionRequest, on: Terms, before: Cart = EMPTY_CART) -> Quote:
    return quote_session(wish, on, country="US", before=before)


def wish(*items: tuple[str, int], **more: object) -> SessionRequest:
    wanted = tuple(ItemRequest(article=article, quantity=quantity) for article, quantity in items)
    return SessionRequest(items=wanted, **more)  # type: ignore[arg-type]


def total(of: Quote) -> int:
    taxes = sum(tax.amount for tax in of.order_taxes)
    return of.cart.total + of.delivery.total + taxes


def test_the_documented_example() -> None:
    """The demo catalogue makes of StateSet's own example the amounts that its documents show."""
    demo = terms(
        *DEMO_CATALOGUE.products,
        taxes=tuple(DEMO_CATALOGUE.tax_rates or ()),
        shipping=tuple(DEMO_CATALOGUE.shipping_options or ()),
    )
    made = quote(
        wish(("item_123", 3), ("item_456", 1), address=LOS_ANGELES, chosen="shipping_fast"), demo
    )
    assert [line.total for line in made.cart.lines] == [3000, 500]
    assert [option.id for option in made.delivery.offered] == ["shipping_fast"]
    assert made.delivery.total == 150
    assert [tax.amount for tax in made.order_taxes] == [100]
    assert total(made) == 3750


def test_the_cheapest_way_is_chosen_beforehand() -> None:
    """The first answer has a total; nobody has chosen yet."""
    made = quote(wish(("mug", 1)), terms(MUG))
    assert [option.id for option in made.delivery.offered] == ["parcel", "courier"]
    assert (made.delivery.chosen, made.delivery.is_preselected) == ("parcel", True)
    assert made.delivery.missing == "address"


def test_a_choice_stays_while_it_is_offered() -> None:
    """The customer's own choice is not the shop's."""
    made = quote(wish(("mug", 1), chosen="courier"), terms(MUG))
    assert (made.delivery.chosen, made.delivery.is_preselected) == ("courier", False)


def test_a_choice_that_is_gone_has_to_be_made_again() -> None:
    """Nothing dearer or slower is put in its place behind the customer's back."""
    made = quote(wish(("mug", 6), chosen="parcel", address=LOS_ANGELES), terms(MUG))
    assert [option.id for option in made.delivery.offered] == ["courier"]
    assert (made.delivery.chosen, made.delivery.missing) == (None, "option")


def test_free_over() -> None:
    """From that subtotal on, limit included, sending costs nothing."""
    assert quote(wish(("mug", 4)), terms(MUG)).delivery.total == 500
    made = quote(wish(("mug", 5)), terms(MUG))
    assert (made.delivery.chosen, made.delivery.total) == ("parcel", 0)


@pytest.mark.parametrize(
    ("address", "offered"),
    [
        (replace(LOS_ANGELES, country="se", state=None), ["se"]),
        (LOS_ANGELES, ["us", "us-ca"]),
        (replace(LOS_ANGELES, state=" ny "), ["us"]),
        (replace(LOS_ANGELES, country="NO"), []),
        (None, ["us"]),
    ],
)
def test_ways_of_sending_are_those_of_the_place(
    address: Address | None, offered: list[str]
) -> None:
    """By country and state; until an address is known, those of the shop's own country."""
    shipping = (
        ShippingOption(id="us", title="US", price=1, country="US"),
        ShippingOption(id="us-ca", title="CA", price=2, country="US", state="CA"),
        ShippingOption(id="se", title="SE", price=3, country="SE"),
    )
    made = quote(wish(("mug", 1), address=address), terms(MUG, shipping=shipping))
    assert [option.id for option in made.delivery.offered] == offered


def test_what_is_downloaded_needs_no_address() -> None:
    """A cart of nothing but downloads is delivered at once, for nothing."""
    made = quote(wish(("ebook", 1)), terms(EBOOK))
    assert made.cart.lines[0].kind is LineKind.DIGITAL
    assert [option.kind for option in made.delivery.offered] == [FulfilmentKind.DIGITAL]
    assert (made.delivery.needs_address, made.delivery.missing) == (False, None)


def test_taxes_by_class_and_place() -> None:
    """A state's rates stand in for its country's, and rates side by side add up."""
    taxes = (
        TaxRate(name="VAT", rate=2500),
        TaxRate(name="VAT", rate=600, tax_class="books", country="SE"),
        TaxRate(name="State", rate=725, country="US", state="CA"),
        TaxRate(name="County", rate=225, country="US", state="CA"),
        TaxRate(name="Federal", rate=100, country="US"),
        TaxRate(name="Freight", rate=1000, on=TaxedOn.SHIPPING, country="US", state="CA"),
    )
    on = terms(MUG, EBOOK, taxes=taxes)
    here = quote(wish(("mug", 2), address=LOS_ANGELES), on)
    assert (here.cart.lines[0].tax_rate, here.cart.lines[0].tax) == (950, 190)
    assert (here.delivery.total, total(here)) == (550, 2740)
    abroad = quote(wish(("mug", 1), ("ebook", 1), address=replace(LOS_ANGELES, country="SE")), on)
    assert [line.tax for line in abroad.cart.lines] == [0, 54]
    elsewhere = quote(wish(("mug", 1), address=replace(LOS_ANGELES, country="FI")), on)
    assert elsewhere.cart.lines[0].tax == 250


def test_what_the_customer_is_told() -> None:
    """Too few pieces, too many for one customer, and a price that has changed since the last quote."""
    scarce = replace(MUG, stock=2, most_per_order=1)
    before = quote(wish(("mug", 1)), terms(MUG)).cart
    made = quote(wish(("mug", 3)), terms(replace(scarce, unit_price=1200)), before)
    assert made.notices == (
        Notice(kind=NoticeKind.OUT_OF_STOCK, article="mug", available=2),
        Notice(kind=NoticeKind.QUANTITY_EXCEEDED, article="mug", available=1),
        Notice(kind=NoticeKind.PRICE_CHANGED, article="mug", price_before=1000, price_now=1200),
    )
    again = quote(wish(("mug", 1)), terms(replace(MUG, unit_price=1200)), made.cart)
    assert again.notices == ()


def test_an_article_that_is_sold_no_more_keeps_its_line() -> None:
    """The customer sees what it was, and that it cannot be had."""
    before = quote(wish(("mug", 1)), terms(MUG)).cart
    made = quote(wish(("mug", 1)), terms(), before)
    assert made.cart == before
    assert made.notices == (Notice(kind=NoticeKind.NO_LONGER_SOLD, article="mug"),)


def test_an_article_named_twice_is_one_line() -> None:
    """Its quantities add up."""
    made = quote(wish(("mug", 1), ("ebook", 1), ("mug", 2)), terms(MUG, EBOOK))
    assert [(line.article, int(line.quantity)) for line in made.cart.lines] == [
        ("mug", 3),
        ("ebook", 1),
    ]


@given(
    quantities=st.lists(st.integers(1, 10**6), min_size=1, max_size=4),
    price=st.integers(0, 10**9),
    rates=st.lists(st.integers(0, 10_000), max_size=3),
    order_rate=st.integers(0, 10_000),
)
def test_every_total_is_the_sum_of_its_parts(
    quantities: list[int], price: int, rates: list[int], order_rate: int
) -> None:
    """Subtotal and tax make the total, of each line and of sending; half a minor unit is the most a tax is off."""
    products = [
        Product(id=str(number), title="x", unit_price=price + number)
        for number in range(len(quantities))
    ]
    taxes = (
        *(TaxRate(name="a", rate=rate) for rate in rates),
        TaxRate(name="b", rate=order_rate, on=TaxedOn.ORDER),
    )
    made = quote(
        wish(*((str(number), quantity) for number, quantity in enumerate(quantities))),
        terms(*products, taxes=taxes),
    )
    for line, product in zip(made.cart.lines, products, strict=True):
        assert line.subtotal == product.unit_price * line.quantity
        assert line.total == line.subtotal + line.tax
        assert abs(2 * (line.tax * 10_000 - line.subtotal * sum(rates))) <= 10_000
    for option in made.delivery.offered:
        assert option.total == option.subtotal + option.tax
    subtotal = sum(line.subtotal for line in made.cart.lines)
    (tax,) = made.order_taxes
    assert abs(2 * (tax.amount * 10_000 - subtotal * order_rate)) <= 10_000
