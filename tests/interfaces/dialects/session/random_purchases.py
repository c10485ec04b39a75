"""Any mix of lines, discounts, taxes, groups and options, and the session with its quote."""

from hypothesis import strategies as st

from application.ports.catalogue import (
    Discount,
    OfferedDiscount,
    Product,
    ShippingOption,
    TaxedOn,
    TaxRate,
    Terms,
)
from application.selling.grouping.groups import GroupRequest
from application.selling.line_naming import ItemRequest
from application.selling.pricing import SessionRequest, quote_session
from domain.checkout import Checkout
from domain.events import Opening
from domain.values.cart import EMPTY_CART
from domain.values.customer import Address
from domain.values.discounts import DiscountKind, DiscountMethod
from domain.values.fulfilment import FulfilmentKind
from tests.domain.event_builders import DEADLINE, NOW, SHOP

ARTICLES = st.sampled_from(["a", "b", "pdf"])
RATE = st.integers(0, 3000)
DISCOUNT = st.builds(
    Discount,
    id=st.uuids().map(str),
    title=st.just("Discount"),
    kind=st.sampled_from(DiscountKind),
    value=st.integers(1, 10_000),
    code=st.sampled_from(["A", "B", None]),
    method=st.sampled_from(DiscountMethod),
    priority=st.integers(1, 2),
    articles=st.sampled_from([(), ("a",)]),
)
TERMS = st.builds(
    lambda prices, rates, shipping, discounts: Terms(
        products={
            "a": Product(id="a", title="A", unit_price=prices[0], weight=10),
            "b": Product(id="b", title="B", unit_price=prices[1], tax_class="low", parcel="apart"),
            "pdf": Product(
                id="pdf", title="P", unit_price=prices[2], delivery=FulfilmentKind.DIGITAL
            ),
        },
        tax_rates=(
            TaxRate(name="VAT", rate=rates[0]),
            TaxRate(name="VAT", rate=rates[1], tax_class="low"),
            TaxRate(name="VAT", rate=rates[2], on=TaxedOn.SHIPPING),
            TaxRate(name="Levy", rate=rates[3], on=TaxedOn.ORDER),
        ),
        shipping_options=tuple(
            ShippingOption(id=f"o{place}", title="Option", price=price, free_over=5000)
            for place, price in enumerate(shipping)
        ),
        discounts=tuple(OfferedDiscount(discount=each) for each in discounts),
    ),
    st.tuples(*[st.integers(0, 100_000)] * 3),
    st.tuples(*[RATE] * 4),
    st.lists(st.integers(0, 5000), min_size=1, max_size=2),
    st.lists(DISCOUNT, max_size=3),
)
REQUEST = st.builds(
    lambda items, codes, groups, divides: SessionRequest(
        items=tuple(
            ItemRequest(article=article, quantity=quantity, line=f"l{place}")
            for place, (article, quantity) in enumerate(items)
        ),
        address=Address(name="Ada", address="1", city="Lund", country="SE"),
        codes=tuple(codes),
        groups=tuple(
            GroupRequest(
                id=f"g{place}",
                kind=FulfilmentKind.SHIPPING,
                lines=None if place else (),
                chosen="o0",
            )
            for place in range(groups)
        ),
        divides_parcels=divides,
    ),
    st.lists(st.tuples(ARTICLES, st.integers(1, 50)), min_size=1, max_size=4),
    st.lists(st.sampled_from(["A", "b", "NOPE"]), max_size=3),
    st.integers(0, 2),
    st.booleans(),
)


def session(
    request: SessionRequest, terms: Terms, dialect: str = "acp", recorded: str = "{}"
) -> Checkout:
    """A session with the quote of a request."""
    opening = Opening(
        merchant="demo",
        dialect=dialect,
        settings=recorded,
        country="SE",
        currency="SEK",
        public_token="t",
        expires_at=DEADLINE,
    )
    checkout = Checkout.open("checkout_session_1", opening, by=SHOP, at=NOW)
    quote = quote_session(request, terms, country="SE", before=EMPTY_CART, at=NOW)
    checkout.replace_quote(quote, by=SHOP, at=NOW)
    return checkout
