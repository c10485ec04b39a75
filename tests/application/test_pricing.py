"""Quotes: the prices, taxes and shipping options of a session request."""

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
from interfaces.configuration.demo.catalogue import DEMO_CATALOGUE
from tests.domain.event_builders import NOW

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


def quote(session: SessionRequest, on: Terms, before: Cart = EMPTY_CART) -> Quote:
    return quote_session(session, on, country="US", before=before, at=NOW)


def session(*items: tuple[str, int], **more: object) -> SessionRequest:
    wanted = tuple(ItemRequest(article=article, quantity=quantity) for article, quantity in items)
    return SessionRequest(items=wanted, **more)  # type: ignore[arg-type]


def total(of: Quote) -> int:
    taxes = sum(tax.amount for tax in of.order_taxes)
    return of.cart.total + of.delivery.total + taxes


def test_the_documented_example() -> None:
    """The demo catalogue gives the amounts of the example in StateSet's documentation."""
    demo = terms(
        *DEMO_CATALOGUE.products,
        taxes=tuple(DEMO_CATALOGUE.tax_rates or ()),
        shipping=tuple(DEMO_CATALOGUE.shipping_options or ()),
    )
    result = quote(
        session(("item_123", 3), ("item_456", 1), address=LOS_ANGELES, chosen="shipping_fast"), demo
    )
    assert [line.total for line in result.cart.lines] == [3000, 500]
    assert [option.id for option in result.delivery.offered] == ["shipping_fast"]
    assert result.delivery.total == 150
    assert [tax.amount for tax in result.order_taxes] == [100]
    assert total(result) == 3750


def test_the_cheapest_option_is_preselected() -> None:
    """Without a choice, the total includes the cheapest shipping option."""
    result = quote(session(("mug", 1)), terms(MUG))
    assert [option.id for option in result.delivery.offered] == ["parcel", "courier"]
    assert (result.delivery.chosen, result.delivery.is_preselected) == ("parcel", True)
    assert result.delivery.missing == "address"


def test_a_choice_is_kept_while_it_is_offered() -> None:
    """A shipping option chosen by the customer is not marked as preselected."""
    result = quote(session(("mug", 1), chosen="courier"), terms(MUG))
    assert (result.delivery.chosen, result.delivery.is_preselected) == ("courier", False)


def test_an_unavailable_choice_is_not_replaced() -> None:
    """If the chosen option is no longer offered, the customer has to choose again."""
    result = quote(session(("mug", 6), chosen="parcel", address=LOS_ANGELES), terms(MUG))
    assert [option.id for option in result.delivery.offered] == ["courier"]
    assert (result.delivery.chosen, result.delivery.missing) == (None, "option")


def test_shipping_is_free_from_a_subtotal_on() -> None:
    """From the limit of `free_over` on, shipping costs nothing."""
    assert quote(session(("mug", 4)), terms(MUG)).delivery.total == 500
    result = quote(session(("mug", 5)), terms(MUG))
    assert (result.delivery.chosen, result.delivery.total) == ("parcel", 0)


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
def test_shipping_options_depend_on_the_address(
    address: Address | None, offered: list[str]
) -> None:
    """Options are offered by country and state, and without an address those of the shop's country."""
    shipping = (
        ShippingOption(id="us", title="US", price=1, country="US"),
        ShippingOption(id="us-ca", title="CA", price=2, country="US", state="CA"),
        ShippingOption(id="se", title="SE", price=3, country="SE"),
    )
    result = quote(session(("mug", 1), address=address), terms(MUG, shipping=shipping))
    assert [option.id for option in result.delivery.offered] == offered


def test_digital_goods_need_no_address() -> None:
    """A cart of digital goods only has free digital delivery."""
    result = quote(session(("ebook", 1)), terms(EBOOK))
    assert result.cart.lines[0].kind is LineKind.DIGITAL
    assert [option.kind for option in result.delivery.offered] == [FulfilmentKind.DIGITAL]
    assert (result.delivery.needs_address, result.delivery.missing) == (False, None)


def test_tax_rates_depend_on_class_and_address() -> None:
    """Rates of a state replace those of its country, and several matching rates are added."""
    taxes = (
        TaxRate(name="VAT", rate=2500),
        TaxRate(name="VAT", rate=600, tax_class="books", country="SE"),
        TaxRate(name="State", rate=725, country="US", state="CA"),
        TaxRate(name="County", rate=225, country="US", state="CA"),
        TaxRate(name="Federal", rate=100, country="US"),
        TaxRate(name="Freight", rate=1000, on=TaxedOn.SHIPPING, country="US", state="CA"),
    )
    on = terms(MUG, EBOOK, taxes=taxes)
    here = quote(session(("mug", 2), address=LOS_ANGELES), on)
    assert (here.cart.lines[0].tax_rate, here.cart.lines[0].tax) == (950, 190)
    assert (here.delivery.total, total(here)) == (550, 2740)
    abroad = quote(
        session(("mug", 1), ("ebook", 1), address=replace(LOS_ANGELES, country="SE")), on
    )
    assert [line.tax for line in abroad.cart.lines] == [0, 54]
    elsewhere = quote(session(("mug", 1), address=replace(LOS_ANGELES, country="FI")), on)
    assert elsewhere.cart.lines[0].tax == 250


def test_notices_to_the_customer() -> None:
    """Notices report too little stock, a quantity above the limit, and a price changed since the last quote."""
    scarce = replace(MUG, stock=2, most_per_order=1)
    before = quote(session(("mug", 1)), terms(MUG)).cart
    result = quote(session(("mug", 3)), terms(replace(scarce, unit_price=1200)), before)
    assert result.notices == (
        Notice(kind=NoticeKind.OUT_OF_STOCK, article="mug", available=2),
        Notice(kind=NoticeKind.QUANTITY_EXCEEDED, article="mug", available=1),
        Notice(kind=NoticeKind.PRICE_CHANGED, article="mug", price_before=1000, price_now=1200),
    )
    again = quote(session(("mug", 1)), terms(replace(MUG, unit_price=1200)), result.cart)
    assert again.notices == ()


def test_a_discontinued_article_keeps_its_line() -> None:
    """The line is unchanged, and a notice says that the article is no longer sold."""
    before = quote(session(("mug", 1)), terms(MUG)).cart
    result = quote(session(("mug", 1)), terms(), before)
    assert result.cart == before
    assert result.notices == (Notice(kind=NoticeKind.NO_LONGER_SOLD, article="mug"),)


def test_duplicate_articles_are_one_line() -> None:
    """The quantities of an article that is named twice are added."""
    result = quote(session(("mug", 1), ("ebook", 1), ("mug", 2)), terms(MUG, EBOOK))
    assert [(line.article, int(line.quantity)) for line in result.cart.lines] == [
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
    """Each total is subtotal plus tax, and a tax is rounded by at most half a minor unit."""
    products = [
        Product(id=str(number), title="x", unit_price=price + number)
        for number in range(len(quantities))
    ]
    taxes = (
        *(TaxRate(name="a", rate=rate) for rate in rates),
        TaxRate(name="b", rate=order_rate, on=TaxedOn.ORDER),
    )
    result = quote(
        session(*((str(number), quantity) for number, quantity in enumerate(quantities))),
        terms(*products, taxes=taxes),
    )
    for line, product in zip(result.cart.lines, products, strict=True):
        assert line.subtotal == product.unit_price * line.quantity
        assert line.total == line.subtotal + line.tax
        assert abs(2 * (line.tax * 10_000 - line.subtotal * sum(rates))) <= 10_000
    for option in result.delivery.offered:
        assert option.total == option.subtotal + option.tax
    subtotal = sum(line.subtotal for line in result.cart.lines)
    (tax,) = result.order_taxes
    assert abs(2 * (tax.amount * 10_000 - subtotal * order_rate)) <= 10_000
