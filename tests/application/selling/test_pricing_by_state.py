"""Taxes and shipping options that depend on the state of an address, however it is written."""

import pytest

from application.ports.catalogue import Product, ShippingOption, TaxedOn, TaxRate, Terms
from application.selling.pricing import ItemRequest, SessionRequest, quote_session
from domain.values.cart import EMPTY_CART
from domain.values.customer import Address
from domain.values.quote import Notice, NoticeKind, Quote
from interfaces.storage.subdivisions import state_codes

MUG = Product(id="mug", title="Mug", unit_price=1000)
UNKNOWN = (Notice(kind=NoticeKind.STATE_UNKNOWN),)


def rates(state: str, country: str = "US") -> tuple[TaxRate, ...]:
    return (
        TaxRate(name="Tax", rate=1000, on=TaxedOn.ORDER, country=country, state=state),
        TaxRate(name="Tax", rate=100, on=TaxedOn.ORDER, country=country),
    )


def ways(state: str) -> tuple[ShippingOption, ...]:
    return (
        ShippingOption(id="near", title="Near", price=1, country="US", state=state),
        ShippingOption(id="far", title="Far", price=2, country="US"),
    )


def quote(
    state: str | None,
    *,
    country: str | None = "US",
    taxes: tuple[TaxRate, ...] = (),
    shipping: tuple[ShippingOption, ...] = (),
) -> Quote:
    wish = SessionRequest(
        items=(ItemRequest(article="mug", quantity=1),),
        address=Address(state=state, country=country),
    )
    terms = Terms(products={"mug": MUG}, tax_rates=taxes, shipping_options=shipping)
    return quote_session(wish, terms, country="US", before=EMPTY_CART, states=state_codes)


@pytest.mark.parametrize("listed", ["CA", "US-CA", "California", "ca"])
@pytest.mark.parametrize("written", ["CA", "US-CA", "California", " california", "us-ca"])
def test_one_state_in_two_spellings(listed: str, written: str) -> None:
    """The rates and shipping options of a state hold for an address in it; the address is kept as written."""
    made = quote(written, taxes=rates(listed), shipping=ways(listed))
    assert [tax.amount for tax in made.order_taxes] == [100]
    assert [option.id for option in made.delivery.offered] == ["near", "far"]
    assert made.notices == ()
    assert made.delivery.address == Address(state=written, country="US")


@pytest.mark.parametrize("written", ["Calfornia", "CA-ON", "Ontario", "", None, "  "])
def test_a_state_that_is_not_recognised(written: str | None) -> None:
    """It does not count as the rest of the country: the customer is told, for taxes and for shipping options."""
    assert quote(written, taxes=rates("CA")).notices == UNKNOWN
    assert quote(written, shipping=ways("CA")).notices == UNKNOWN
    assert quote(written, country=None, taxes=rates("CA")).notices == UNKNOWN


def test_another_state() -> None:
    """One that is recognised and has no rates of its own has those of the country."""
    made = quote("Oregon", taxes=rates("CA"), shipping=ways("CA"))
    assert [tax.amount for tax in made.order_taxes] == [10]
    assert [option.id for option in made.delivery.offered] == ["far"]
    assert made.notices == ()


@pytest.mark.parametrize(
    ("written", "country", "taxes"),
    [
        (None, "SE", rates("CA")),
        ("Skane", "SE", rates("CA")),
        ("Nowhere", "US", ()),
        (None, "US", (TaxRate(name="Tax", rate=1000, country="US"),)),
        (None, "SE", (TaxRate(name="Tax", rate=1000, state="CA"),)),
    ],
)
def test_where_nothing_depends_on_the_state(
    written: str | None, country: str, taxes: tuple[TaxRate, ...]
) -> None:
    """Any text will do for a state, and none."""
    assert quote(written, country=country, taxes=taxes).notices == ()


def test_a_part_of_a_state() -> None:
    """The rates of a region hold for a province in it, unless the province has its own."""
    region = rates("IT-62", "IT")
    assert quote("RM", country="IT", taxes=region).order_taxes[0].amount == 100
    own = TaxRate(name="Tax", rate=500, on=TaxedOn.ORDER, country="IT", state="Roma")
    assert quote("RM", country="IT", taxes=(*region, own)).order_taxes[0].amount == 50


def test_a_catalogue_in_small_letters() -> None:
    """Countries are compared without case, and a state without a country is one of the address's."""
    assert quote("CA", taxes=rates("CA", "us")).order_taxes[0].amount == 100
    anywhere = TaxRate(name="Tax", rate=700, on=TaxedOn.ORDER, state="CA")
    assert quote("California", taxes=(anywhere,)).order_taxes[0].amount == 70
