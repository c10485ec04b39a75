"""Groups of lines: their destinations, options and choices, and the taxes of each place."""

import pytest

from application.ports.catalogue import (
    Discount,
    OfferedDiscount,
    PickupLocation,
    Product,
    ShippingOption,
    TaxedOn,
    TaxRate,
    Terms,
)
from application.selling.grouping.groups import GroupRequest, UnknownDestination, UnknownLine
from application.selling.line_naming import ItemRequest
from application.selling.pricing import SessionRequest, quote_session
from domain.values.cart import EMPTY_CART
from domain.values.customer import Address
from domain.values.discounts import DiscountKind
from domain.values.fulfilment import FulfilmentDestination, FulfilmentGroup, FulfilmentKind
from domain.values.quote import Quote
from tests.domain.event_builders import NOW

SHIPPING, PICKUP = FulfilmentKind.SHIPPING, FulfilmentKind.PICKUP
STORE = PickupLocation(id="store", name="Store", line_one="Gatan 1", city="Lund", country="SE")
OUTLET = PickupLocation(id="outlet", name="Outlet", line_one="Main St", city="Ohio", country="US")
TERMS = Terms(
    products={
        "mug": Product(id="mug", title="Mug", unit_price=1000, weight=400),
        "tea": Product(id="tea", title="Tea", unit_price=500, weight=100),
        "pdf": Product(id="pdf", title="PDF", unit_price=900, delivery=FulfilmentKind.DIGITAL),
    },
    tax_rates=(
        TaxRate(name="VAT", rate=2500, country="SE"),
        TaxRate(name="VAT", rate=2500, on=TaxedOn.SHIPPING, country="SE"),
    ),
    shipping_options=(
        ShippingOption(id="parcel", title="Parcel", price=100, country="SE", max_weight=500),
        ShippingOption(id="courier", title="Courier", price=300, free_with=("tea",)),
        ShippingOption(id="counter", title="At the counter", price=0, kind=PICKUP),
    ),
    locations=(STORE, OUTLET),
)
LUND = FulfilmentDestination(id="lund", address=Address(city="Lund", country="SE"))
OHIO = FulfilmentDestination(id="ohio", address=Address(city="Columbus", country="US"))


def group(
    name: str,
    kind: FulfilmentKind = SHIPPING,
    *,
    lines: tuple[str, ...] | None = None,
    to: FulfilmentDestination | None = None,
    selected: str | None = None,
    chosen: str | None = None,
) -> GroupRequest:
    return GroupRequest(
        id=name,
        kind=kind,
        lines=lines,
        destinations=() if to is None else (to,),
        selected=selected or (None if to is None else to.id),
        chosen=chosen,
    )


def quote(
    *groups: GroupRequest,
    articles: tuple[str, ...] = ("mug", "tea"),
    terms: Terms = TERMS,
    address: Address | None = None,
) -> Quote:
    items = tuple(ItemRequest(article=article, quantity=1) for article in articles)
    wish = SessionRequest(items=items, groups=groups, address=address)
    return quote_session(wish, terms, country="US", before=EMPTY_CART, at=NOW)


def options(of: FulfilmentGroup) -> list[tuple[str, int]]:
    return [(option.id, option.total) for option in of.offered]


def test_each_group_has_its_own_taxes_and_options() -> None:
    """The taxes of a line and of an option are those of the place that the group goes to."""
    result = quote(
        group("a", lines=("mug",), to=LUND, chosen="a/parcel"),
        group("b", lines=("tea",), to=OHIO, chosen="courier"),
    )
    first, second = result.delivery.groups
    assert (options(first), options(second)) == (
        [("a/parcel", 125), ("a/courier", 375)],
        [("b/courier", 0)],
    )
    assert [line.tax for line in result.cart.lines] == [250, 0]
    assert (first.chosen, second.chosen) == ("a/parcel", "b/courier")
    assert (result.delivery.total, result.delivery.missing) == (125, None)


def test_nothing_is_chosen_for_the_customer() -> None:
    """Without a destination there are no options; without a choice nothing is paid for delivery."""
    (nowhere,) = quote(group("a")).delivery.groups
    assert (nowhere.offered, nowhere.missing) == ((), "address")
    result = quote(group("a", to=LUND))
    assert (result.delivery.groups[0].missing, result.delivery.total) == ("option", 0)
    assert len(result.delivery.groups[0].offered) == 2


def test_an_option_that_is_not_offered_is_not_chosen() -> None:
    """No other option takes its place."""
    result = quote(group("a", to=OHIO, chosen="a/parcel"))
    assert result.delivery.groups[0].chosen is None


def test_goods_of_no_group_are_in_the_first_that_carries_them() -> None:
    """A group without lines has all goods, digital goods need no group, and goods without any get one."""
    (all_goods,) = quote(group("a", to=LUND), articles=("mug", "pdf", "tea")).delivery.groups
    assert all_goods.lines == ("mug", "tea")
    named = quote(group("a", lines=("tea",), to=LUND), group("b", to=OHIO)).delivery.groups
    assert [each.lines for each in named] == [("tea",), ("mug",)]
    digital = group("d", FulfilmentKind.DIGITAL, lines=("pdf",), chosen="digital")
    kinds = quote(digital, articles=("pdf", "mug")).delivery.groups
    assert [(each.id, each.lines) for each in kinds] == [("d", ("pdf",)), ("shipping", ("mug",))]


def test_goods_are_picked_up_at_a_location() -> None:
    """Every location is offered until one is selected, choosing an option selects it, and its taxes apply."""
    (any_store,) = quote(group("p", PICKUP)).delivery.groups
    assert [option.id for option in any_store.offered] == ["p/counter@store", "p/counter@outlet"]
    chosen = quote(group("p", PICKUP, chosen="p/counter@store"))
    assert chosen.delivery.groups[0].selected == "store"
    assert [line.tax for line in chosen.cart.lines] == [250, 125]
    (store,) = quote(group("p", PICKUP, selected="store")).delivery.groups
    assert [option.id for option in store.offered] == ["p/counter@store"]
    assert store.missing == "option"


def test_a_group_without_a_destination_goes_to_the_address_of_the_session() -> None:
    """A destination of its own has precedence."""
    first, second = quote(
        group("a", lines=("mug",)),
        group("b", lines=("tea",), to=OHIO),
        address=Address(city="Lund", country="SE"),
    ).delivery.groups
    assert first.destination is not None
    assert (first.destination.address, second.selected) == (
        Address(city="Lund", country="SE"),
        "ohio",
    )


@pytest.mark.parametrize(
    ("groups", "place"),
    [
        ((group("a", lines=("moon",)),), 0),
        ((group("a", lines=("mug",)), group("b", lines=("mug",))), 1),
        ((group("a", FulfilmentKind.DIGITAL, lines=("mug",)),), 0),
    ],
)
def test_a_line_that_a_group_cannot_have_is_refused(
    groups: tuple[GroupRequest, ...], place: int
) -> None:
    """An unknown line, one in two groups, and goods in a digital group."""
    with pytest.raises(UnknownLine) as raised:
        quote(*groups)
    assert raised.value.place == place


def test_an_unknown_destination_is_refused() -> None:
    """A group selects one of its destinations, and a pick-up one of the shop's locations."""
    for wrong in (group("a", to=LUND, selected="ohio"), group("p", PICKUP, selected="moon")):
        with pytest.raises(UnknownDestination):
            quote(wrong)


def test_free_shipping_takes_off_all_groups() -> None:
    """The discount is the price of the chosen options, and the offered ones cost nothing."""
    free = Discount(id="free", title="Free", kind=DiscountKind.FREE_SHIPPING)
    terms = Terms(**{**vars(TERMS), "discounts": (OfferedDiscount(discount=free),)})
    result = quote(
        group("a", lines=("mug",), to=LUND, chosen="parcel"),
        group("b", lines=("tea",), to=LUND, chosen="parcel"),
        terms=terms,
    )
    assert (result.delivery.total, result.discounts.applied[0].amount) == (0, 200)


def test_the_smallest_area_has_the_option_of_a_service() -> None:
    """Of the options of one service, a country's own are offered there, and the rest elsewhere."""
    terms = Terms(
        **{
            **vars(TERMS),
            "shipping_options": (
                ShippingOption(id="se", title="Standard", price=1, country="SE", service="s"),
                ShippingOption(id="all", title="Standard", price=9, service="s"),
                ShippingOption(id="other", title="Other", price=5),
            ),
        }
    )
    lund, ohio = (quote(group("a", to=to), terms=terms).delivery.groups[0] for to in (LUND, OHIO))
    assert [option.id for option in lund.offered] == ["a/se", "a/other"]
    assert [option.id for option in ohio.offered] == ["a/other", "a/all"]
