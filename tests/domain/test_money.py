"""One rounding rule: half away from zero, computed exactly."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.cart import Line
from domain.values.charges import Fee
from domain.values.money import divide_rounding, multiply, tax_inside

AMOUNTS = st.integers(min_value=-(10**15), max_value=10**15)
RATES = st.integers(min_value=0, max_value=10_000)
QUANTITIES = st.decimals(
    min_value=0, max_value=99_999_999, allow_nan=False, allow_infinity=False
) | st.decimals(min_value=0, max_value=99_999_999, places=3)


def rounded(exact: Fraction) -> int:
    """Return the value by a second implementation of the rule: half away from zero."""
    size = int(abs(exact) + Fraction(1, 2))
    return size if exact >= 0 else -size


@pytest.mark.parametrize(
    ("numerator", "denominator", "quotient"),
    [(5, 2, 3), (-5, 2, -3), (1, 3, 0), (2, 3, 1), (-1, 3, 0), (-2, 3, -1), (0, 7, 0), (6, 3, 2)],
)
def test_the_half_is_rounded_away_from_zero(
    numerator: int, denominator: int, quotient: int
) -> None:
    """Two and a half is three, and less two and a half is less three."""
    assert divide_rounding(numerator, denominator) == quotient


@given(AMOUNTS, st.integers(min_value=1, max_value=10**6))
def test_a_division_is_exact_up_to_its_one_rounding(numerator: int, denominator: int) -> None:
    """The quotient is the exact one, rounded once."""
    assert divide_rounding(numerator, denominator) == rounded(Fraction(numerator, denominator))


@given(AMOUNTS, QUANTITIES)
def test_price_times_quantity_is_exact_up_to_its_one_rounding(
    price: int, quantity: Decimal
) -> None:
    """However many digits the quantity has, the product is rounded once."""
    assert multiply(price, quantity) == rounded(price * Fraction(quantity))


def test_digits_beyond_the_default_decimal_precision_count() -> None:
    """Rounding to 28 digits first would make a half of a slightly smaller value."""
    assert multiply(1, Decimal("0.4999999999999999999999999999999")) == 0


def test_the_decimal_context_of_the_process_does_not_matter() -> None:
    """A library that sets another precision changes no total."""
    with localcontext() as context:
        context.prec = 3
        assert multiply(123_456, Decimal("1.5")) == 185_184


@given(AMOUNTS, RATES, QUANTITIES)
def test_a_return_is_the_mirror_of_the_sale(price: int, rate: int, quantity: Decimal) -> None:
    """A negative line has the sale's total and tax, negated."""

    def line(unit_price: int) -> Line:
        return Line.with_tax_inside(
            article="1",
            description="Shirt",
            quantity=quantity,
            unit_price=unit_price,
            tax_rate=rate,
        )

    sale, back = line(price), line(-price)
    assert (back.total, back.tax) == (-sale.total, -sale.tax)


@given(AMOUNTS, RATES)
def test_the_tax_inside_is_a_part_of_the_whole(gross: int, rate: int) -> None:
    """Tax lies between nothing and the gross amount, on the gross amount's side of zero."""
    tax = tax_inside(gross, rate)
    assert 0 <= abs(tax) <= abs(gross)
    assert tax * gross >= 0
    assert tax == rounded(Fraction(gross * rate, 10_000 + rate))


def test_the_providers_own_figures() -> None:
    """Of 100.00 with 25 % inside, 20.00 is tax; of 49.00 it is 9.80."""
    assert tax_inside(10_000, 2_500) == 2_000
    fee = Fee.with_tax_inside(
        kind="shipping", article="s", description="Parcel", unit_price=4_900, tax_rate=2_500
    )
    assert fee.tax == 980


def test_no_rate_no_tax() -> None:
    """At 0 % there is no tax inside."""
    assert tax_inside(10_000, 0) == 0
