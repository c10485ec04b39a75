"""Discounts: what they take off, in which order, and why a code does not apply."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.ports.catalogue import Discount, OfferedDiscount
from application.selling.discounting import DiscountRequest, apply_discounts
from domain.values.cart import Line
from domain.values.discounts import CodeRejection, DiscountKind, DiscountMethod, Discounts
from domain.values.money import divide_in_proportion
from tests.domain.event_builders import NOW

DAY = timedelta(days=1)
TENTH = Discount(id="tenth", title="10 %", kind=DiscountKind.PERCENTAGE, value=1000, code="TENTH")
FIFTH = replace(TENTH, id="fifth", value=2000, code="FIFTH", method=DiscountMethod.EACH)
FIVER = Discount(id="fiver", title="5 off", kind=DiscountKind.FIXED, value=500, code="FIVER")
FREE = Discount(id="free", title="Free shipping", kind=DiscountKind.FREE_SHIPPING, code="FREE")


def line(article: str, price: int, quantity: int = 1) -> Line:
    return Line.with_tax_on_top(
        article=article,
        description=article,
        quantity=Decimal(quantity),
        unit_price=price,
        tax_rate=0,
    )


MUG, TEA = line("mug", 1000, 2), line("tea", 500)


def apply(
    *codes: str,
    discounts: tuple[Discount, ...] = (TENTH, FIFTH, FIVER, FREE),
    lines: tuple[Line, ...] = (MUG, TEA),
    uses: int = 0,
    uses_by_buyer: int = 0,
    is_buyer_known: bool = True,
) -> Discounts:
    offered = [
        OfferedDiscount(discount=each, uses=uses, uses_by_buyer=uses_by_buyer) for each in discounts
    ]
    request = DiscountRequest(codes=codes, is_buyer_known=is_buyer_known, at=NOW)
    return apply_discounts(lines, offered, request)


def amounts(discounts: Discounts) -> list[tuple[str, int]]:
    return [(each.id, each.amount) for each in discounts.applied]


def reasons(discounts: Discounts) -> list[tuple[str, CodeRejection]]:
    return [(each.code, each.reason) for each in discounts.rejected]


def test_a_percentage_of_each_line() -> None:
    """A part of each line is taken off that line."""
    (applied,) = apply("FIFTH").applied
    assert [(each.line, each.amount) for each in applied.allocations] == [
        ("mug", 400),
        ("tea", 100),
    ]


def test_an_amount_across_the_lines() -> None:
    """An amount is divided in proportion to the lines, and adds up exactly."""
    (applied,) = apply("FIVER", lines=(line("a", 100), line("b", 100), line("c", 101))).applied
    assert applied.amount == 301
    odd = replace(FIVER, value=100)
    (applied,) = apply(
        "FIVER", discounts=(odd,), lines=(line("a", 1), line("b", 1), line("c", 998))
    ).applied
    assert [each.amount for each in applied.allocations] == [100]
    (applied,) = apply(
        "FIVER", discounts=(odd,), lines=(line("a", 333), line("b", 333), line("c", 334))
    ).applied
    assert [each.amount for each in applied.allocations] == [33, 33, 34]


def test_an_amount_off_each_piece() -> None:
    """With the method "each", an amount is taken off each piece, and never more than the piece costs."""
    each = replace(FIVER, method=DiscountMethod.EACH, value=600)
    assert apply("FIVER", discounts=(each,)).applied[0].amount == 1200 + 500


def test_a_later_discount_takes_its_part_of_the_rest() -> None:
    """15 % and then 10 % of 4000 are 600 and 340. Equal priorities apply in the order of the codes."""
    first = replace(TENTH, id="first", code="A", value=1500)
    second = replace(TENTH, id="second", code="B", value=1000)
    order = apply("A", "B", discounts=(second, first), lines=(line("x", 4000),))
    assert amounts(order) == [("first", 600), ("second", 340)]


def test_lower_priorities_apply_first() -> None:
    """The priority decides before the order of the codes does."""
    late = replace(FIVER, priority=2)
    assert amounts(apply("FIVER", "TENTH", discounts=(TENTH, late))) == [
        ("tenth", 250),
        ("fiver", 500),
    ]


def test_fractions_are_cut_off() -> None:
    """10 % of 1999 is 199."""
    assert apply("TENTH", lines=(line("x", 1999),)).applied[0].amount == 199


def test_nothing_is_taken_below_zero() -> None:
    """An amount above the goods takes all of them, and the next discount has nothing to take from."""
    large = replace(FIVER, value=10**9)
    result = apply("FIVER", "TENTH", discounts=(large, TENTH))
    assert amounts(result) == [("fiver", 2500)]
    assert reasons(result) == [("TENTH", CodeRejection.NOT_COMBINABLE)]


def test_an_automatic_discount_needs_no_code() -> None:
    """It applies by itself, has no code, and is not rejected where it does not apply."""
    automatic = replace(TENTH, code=None, min_subtotal=2500)
    assert amounts(apply(discounts=(automatic,))) == [("tenth", 250)]
    assert apply(discounts=(automatic,)).applied[0].code is None
    assert apply(discounts=(automatic,), lines=(TEA,)) == Discounts()


def test_codes_are_compared_without_case() -> None:
    """A code is recorded as the customer wrote it."""
    assert [each.code for each in apply("tEnTh").applied] == ["tEnTh"]


@pytest.mark.parametrize(
    ("change", "more", "reason"),
    [
        ({"ends_at": NOW}, {}, CodeRejection.EXPIRED),
        ({"starts_at": NOW + DAY}, {}, CodeRejection.UNKNOWN),
        ({"min_subtotal": 2501}, {}, CodeRejection.MINIMUM_NOT_MET),
        ({"articles": ("moon",)}, {}, CodeRejection.NOT_ELIGIBLE),
        ({"max_uses": 3}, {"uses": 3}, CodeRejection.USED_UP),
        ({"max_uses_per_buyer": 1}, {"uses_by_buyer": 1}, CodeRejection.USED_UP),
        ({"max_uses_per_buyer": 1}, {"is_buyer_known": False}, CodeRejection.BUYER_UNKNOWN),
    ],
)
def test_a_code_that_does_not_apply_has_a_reason(
    change: dict[str, Any], more: dict[str, Any], reason: CodeRejection
) -> None:
    """Each condition that is not met is a reason of its own, and nothing is taken off."""
    result = apply("TENTH", discounts=(replace(TENTH, **change),), **more)
    assert reasons(result) == [("TENTH", reason)]
    assert not result.applied


@pytest.mark.parametrize(
    "change",
    [
        {"ends_at": NOW + DAY},
        {"starts_at": NOW},
        {"min_subtotal": 2500},
        {"articles": ("tea",)},
        {"max_uses": 3},
        {"max_uses_per_buyer": 3},
    ],
)
def test_a_condition_that_is_met(change: dict[str, Any]) -> None:
    """At the border of each condition the code applies."""
    result = apply("TENTH", discounts=(replace(TENTH, **change),), uses=2, uses_by_buyer=2)
    assert len(result.applied) == 1


def test_an_unknown_code_and_one_given_twice() -> None:
    """Both are rejected with their places, and the first of two equal codes applies."""
    result = apply("NOPE", "TENTH", "tenth")
    assert reasons(result) == [
        ("NOPE", CodeRejection.UNKNOWN),
        ("tenth", CodeRejection.ALREADY_APPLIED),
    ]
    assert [each.place for each in result.rejected] == [0, 2]
    assert amounts(result) == [("tenth", 250)]


def test_a_discount_that_applies_alone() -> None:
    """It is rejected after another discount, and rejects those after it."""
    alone = replace(FIVER, combines=False)
    assert reasons(apply("TENTH", "FIVER", discounts=(TENTH, alone))) == [
        ("FIVER", CodeRejection.NOT_COMBINABLE)
    ]
    assert reasons(apply("FIVER", "TENTH", discounts=(TENTH, alone))) == [
        ("TENTH", CodeRejection.NOT_COMBINABLE)
    ]


def test_one_discount_makes_the_shipping_free() -> None:
    """A second one is rejected, and other discounts combine with the first."""
    again = replace(FREE, id="again", code="AGAIN")
    result = apply("FREE", "AGAIN", "TENTH", discounts=(FREE, again, TENTH))
    assert amounts(result) == [("free", 0), ("tenth", 250)]
    assert reasons(result) == [("AGAIN", CodeRejection.NOT_COMBINABLE)]


@given(
    amount=st.integers(0, 10**15),
    weights=st.lists(st.integers(0, 10**12), min_size=1, max_size=6).filter(any),
)
def test_division_adds_up(amount: int, weights: list[int]) -> None:
    """The parts add up to the amount, and no part of an amount within the weights is above its weight."""
    parts = divide_in_proportion(amount, weights)
    assert sum(parts) == amount
    within = divide_in_proportion(min(amount, sum(weights)), weights)
    assert all(0 <= part <= weight for part, weight in zip(within, weights, strict=True))


DISCOUNTS = st.lists(
    st.builds(
        Discount,
        id=st.uuids().map(str),
        title=st.just("x"),
        kind=st.sampled_from(DiscountKind),
        value=st.integers(0, 10_000),
        code=st.sampled_from(["A", "B", "C", None]),
        method=st.sampled_from(DiscountMethod),
        priority=st.integers(1, 3),
        articles=st.sampled_from([(), ("0",), ("0", "1")]),
        combines=st.booleans(),
    ),
    max_size=4,
)


@given(
    prices=st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 9)), max_size=4),
    discounts=DISCOUNTS,
    codes=st.lists(st.sampled_from(["A", "b", "C", "D"]), max_size=4),
)
def test_no_line_is_reduced_below_zero(
    prices: list[tuple[int, int]], discounts: list[Discount], codes: list[str]
) -> None:
    """Each discount is the sum of its parts, no line loses more than its price, and each code has one outcome."""
    lines = tuple(line(str(place), *each) for place, each in enumerate(prices))
    result = apply(*codes, discounts=tuple(discounts), lines=lines)
    for each in lines:
        assert 0 <= result.taken_off(each.id) <= each.total
    outcomes = len(result.rejected) + sum(each.code is not None for each in result.applied)
    assert outcomes == len(codes)
