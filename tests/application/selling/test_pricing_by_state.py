"""Taxes and shipping options that depend on the state of an address, in any spelling."""

import pytest

from application.ports.catalogue import Product, ShippingOption, TaxedOn, TaxRate, Terms
from application.selling.pricing import ItemRequest, SessionRequest, quote_session
from domain.values.cart import EMPTY_CART
from domain.values.customer import Address
from domain.values.quote import Notice, NoticeKind, Quote
from interfaces.storage.subdivisions import state_codes
from tests.domain.event_builders import NOW

MUG = Product(id="mug", title="Mug", unit_price=1000)
UNKNOWN = (Notice(kind=NoticeKind.STATE_UNKNOWN),)


def rates(state: str, country: str = "US") -> tuple[TaxRate, ...]:
    return (
        TaxRate(name="Tax", rate=1000, on=TaxedOn.ORDER, country=country, state=state),
        TaxRate(name="Tax", rate=100, on=TaxedOn.ORDER, country=country),
    )


def options(state: str) -> tuple[ShippingOption, ...]:
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
    session = SessionRequest(
        items=(ItemRequest(article="mug", quantity=1),),
        address=Address(state=state, country=country),
    )
    terms = Terms(products={"mug": MUG}, tax_rates=taxes, shipping_options=shipping)
    return quote_session(
        session, terms, country="US", before=EMPTY_CART, at=NOW, states=state_codes
    )


@pytest.mark.parametrize("listed", ["CA", "US-CA", "California", "ca"])
@pytest.mark.parametrize("written", ["CA", "US-CA", "California", " california", "us-ca"])
def test_two_spellings_of_a_state_match(listed: str, written: str) -> None:
    """Rates and options of a state apply to an address in it. The address is kept as written."""
    result = quote(written, taxes=rates(listed), shipping=options(listed))
    assert [tax.amount for tax in result.order_taxes] == [100]
    assert [option.id for option in result.delivery.offered] == ["near", "far"]
    assert result.notices == ()
    assert result.delivery.address == Address(state=written, country="US")


@pytest.mark.parametrize("written", ["Calfornia", "CA-ON", "Ontario", "", None, "  "])
def test_an_unrecognised_state_has_a_notice(written: str | None) -> None:
    """An unrecognised state is not treated as the rest of the country: a notice reports it."""
    assert quote(written, taxes=rates("CA")).notices == UNKNOWN
    assert quote(written, shipping=options("CA")).notices == UNKNOWN
    assert quote(written, country=None, taxes=rates("CA")).notices == UNKNOWN


def test_another_state_has_the_rates_of_the_country() -> None:
    """A recognised state without rates of its own has those of the country."""
    result = quote("Oregon", taxes=rates("CA"), shipping=options("CA"))
    assert [tax.amount for tax in result.order_taxes] == [10]
    assert [option.id for option in result.delivery.offered] == ["far"]
    assert result.notices == ()


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
def test_an_unrecognised_state_without_effect_has_no_notice(
    written: str | None, country: str, taxes: tuple[TaxRate, ...]
) -> None:
    """If no rate or option depends on the state, any text or none is accepted."""
    assert quote(written, country=country, taxes=taxes).notices == ()


def test_a_province_has_the_rates_of_its_region() -> None:
    """The rates of a region apply to a province in it, unless the province has its own."""
    region = rates("IT-62", "IT")
    assert quote("RM", country="IT", taxes=region).order_taxes[0].amount == 100
    own = TaxRate(name="Tax", rate=500, on=TaxedOn.ORDER, country="IT", state="Roma")
    assert quote("RM", country="IT", taxes=(*region, own)).order_taxes[0].amount == 50


def test_countries_are_compared_without_case() -> None:
    """Countries are compared without case, and a state without a country is one of the address's country."""
    assert quote("CA", taxes=rates("CA", "us")).order_taxes[0].amount == 100
    anywhere = TaxRate(name="Tax", rate=700, on=TaxedOn.ORDER, state="CA")
    assert quote("California", taxes=(anywhere,)).order_taxes[0].amount == 70
