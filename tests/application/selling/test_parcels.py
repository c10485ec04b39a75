"""Parcels: articles that travel apart are groups of one method, each with options and a choice of its own."""

from dataclasses import replace

import pytest

from application.ports.catalogue import Product, ShippingOption, TaxedOn, TaxRate, Terms
from application.selling.customer_edits import REMOVED
from application.selling.grouping.group_edits import GroupEdit, OptionChoice, edit_groups
from application.selling.grouping.groups import GroupRequest, requests_of
from application.selling.line_naming import ItemRequest
from application.selling.pricing import SessionRequest, quote_session
from application.selling.session_requests import NotOffered, refuse_unoffered_choices
from domain.values.cart import EMPTY_CART
from domain.values.customer import Address
from domain.values.fulfilment import FulfilmentDestination, FulfilmentKind
from domain.values.quote import Quote
from tests.domain.event_builders import NOW

TERMS = Terms(
    products={
        "mug": Product(id="mug", title="Mug", unit_price=1000, weight=400),
        "tea": Product(id="tea", title="Tea", unit_price=500, weight=100),
        "sofa": Product(id="sofa", title="Sofa", unit_price=9000, weight=40_000, parcel="bulky"),
        "pdf": Product(id="pdf", title="PDF", unit_price=90, delivery=FulfilmentKind.DIGITAL),
    },
    tax_rates=(TaxRate(name="VAT", rate=2500, on=TaxedOn.SHIPPING, country="SE"),),
    shipping_options=(
        ShippingOption(id="post", title="By post", price=100, max_weight=500),
        ShippingOption(id="carrier", title="Carrier", price=800),
    ),
)
ITEMS = tuple(
    ItemRequest(article=article, quantity=1, line=article)
    for article in ("mug", "sofa", "tea", "pdf")
)
LUND = FulfilmentDestination(id="lund", address=Address(city="Lund", country="SE"))
ALL = GroupRequest(
    id="shipping", kind=FulfilmentKind.SHIPPING, destinations=(LUND,), selected="lund"
)


def quote(request: GroupRequest, *, items: tuple[ItemRequest, ...] = ITEMS) -> Quote:
    wish = SessionRequest(
        items=items, groups=(request,), merges_articles=False, divides_parcels=True
    )
    return quote_session(wish, TERMS, country="SE", before=EMPTY_CART, at=NOW)


def choose(*choices: OptionChoice, request: GroupRequest = ALL) -> tuple[GroupRequest, Quote]:
    """The request with the choices, and its quote. Refuses what is not offered."""
    edits = (GroupEdit(chosen=choices),)
    edited = edit_groups((request,), edits, ITEMS)
    found = quote(edited[0])
    refuse_unoffered_choices(edited, edits, found)
    return edited[0], found


def test_articles_that_travel_apart_have_options_apart() -> None:
    """The weight of each parcel decides its options, and lines without a parcel travel together."""
    groups = quote(ALL).delivery.groups
    assert [(each.id, each.method_id, each.lines) for each in groups] == [
        ("shipping", "shipping", ("mug", "tea")),
        ("shipping:bulky", "shipping", ("sofa",)),
    ]
    assert [[option.id for option in each.offered] for each in groups] == [
        ["shipping/post", "shipping/carrier"],
        ["shipping:bulky/carrier"],
    ]


def test_each_parcel_has_its_own_choice() -> None:
    """The delivery costs the sum of the chosen options, with the tax of each."""
    _, found = choose(
        OptionChoice(option="post", group="shipping"),
        OptionChoice(option="carrier", group="shipping:bulky", place=1),
    )
    assert [each.chosen for each in found.delivery.groups] == [
        "shipping/post",
        "shipping:bulky/carrier",
    ]
    assert found.delivery.total == 125 + 1000


def test_a_choice_without_a_parcel_is_for_all_that_offer_it() -> None:
    """Nothing else is chosen for those that do not offer it."""
    _, found = choose(OptionChoice(option="carrier"))
    assert [each.chosen for each in found.delivery.groups] == [
        "shipping/carrier",
        "shipping:bulky/carrier",
    ]
    _, found = choose(OptionChoice(option="post", group="of another client"))
    assert [each.chosen for each in found.delivery.groups] == ["shipping/post", None]


def test_an_option_that_the_parcel_has_not_is_refused() -> None:
    """The refusal names the place of the choice and the options of that parcel."""
    with pytest.raises(NotOffered) as refused:
        choose(OptionChoice(option="post", group="shipping:bulky", place=1))
    error = refused.value
    assert (error.offered, error.place, error.group) == (("carrier",), 0, 1)


def test_the_choice_of_a_parcel_that_is_gone_is_passed_over() -> None:
    """A client sends back what it was answered, and removes the article of the parcel."""
    edits = (GroupEdit(chosen=(OptionChoice(option="carrier", group="shipping:bulky"),)),)
    edited = edit_groups((ALL,), edits, ITEMS)
    found = quote(edited[0], items=ITEMS[:1])
    refuse_unoffered_choices(edited, edits, found)
    assert [each.id for each in found.delivery.groups] == ["shipping"]


def test_choices_outlast_a_new_quote_and_a_new_parcel_has_none() -> None:
    """The requests of the groups lead to the same groups, and nothing is chosen for a parcel that is new."""
    request, _ = choose(OptionChoice(option="carrier"))
    (again,) = requests_of(quote(request).delivery.groups)
    assert [each.chosen for each in quote(again).delivery.groups] == [
        "shipping/carrier",
        "shipping:bulky/carrier",
    ]
    (small,) = requests_of(quote(request, items=ITEMS[:1]).delivery.groups)
    assert [each.chosen for each in quote(replace(small, lines=None)).delivery.groups] == [
        "shipping/carrier",
        None,
    ]


def test_a_choice_is_taken_back() -> None:
    """Of one parcel, or of all."""
    request, _ = choose(OptionChoice(option="carrier"))
    (chosen,) = requests_of(quote(request).delivery.groups)
    _, found = choose(OptionChoice(option=REMOVED, group="shipping"), request=chosen)
    assert [each.chosen for each in found.delivery.groups] == [None, "shipping:bulky/carrier"]
    _, found = choose(OptionChoice(option=REMOVED), request=chosen)
    assert [each.chosen for each in found.delivery.groups] == [None, None]


def test_pieces_of_an_article_are_divided_by_lines() -> None:
    """Two lines of one article are lines of their own, in the same parcel."""
    items = tuple(ItemRequest(article="sofa", quantity=1, line=name) for name in ("a", "b"))
    (group,) = quote(ALL, items=items).delivery.groups
    assert (group.id, len(group.lines)) == ("shipping:bulky", 2)
