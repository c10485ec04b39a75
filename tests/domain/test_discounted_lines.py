"""The total of a line: price times quantity, less a discount, with the tax inside, in whole minor units."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.cart import Cart, Line
from domain.values.money import divide_rounding, tax_inside


def line(
    price: int,
    quantity: str = "1",
    *,
    tax_rate: int = 2500,
    discount: int | None = None,
    rate: int | None = None,
) -> Line:
    return Line.with_tax_inside(
        article="1",
        description="Shirt",
        quantity=Decimal(quantity),
        unit_price=price,
        tax_rate=tax_rate,
        discount=discount,
        discount_rate=rate,
    )


@pytest.mark.parametrize(
    ("given_line", "discount", "total", "tax"),
    [
        (line(500_000, "1.00", rate=1000), 50_000, 450_000, 90_000),
        (line(10_000, "3.00", discount=2_500), 2_500, 27_500, 5_500),
        (line(999, "0.5"), None, 500, 100),
        (line(999, "1", rate=3333), 333, 666, 133),
        (line(5, "1", rate=5000), 3, 2, 0),
        (line(-10_000, "1.00", rate=1000), -1_000, -9_000, -1_800),
        (line(10_000, "1.00", rate=10_000), 10_000, 0, 0),
        (line(10_000, "1.00", tax_rate=0, discount=0), 0, 10_000, 0),
    ],
)
def test_a_discount_is_taken_off_the_rounded_product(
    given_line: Line, discount: int | None, total: int, tax: int
) -> None:
    """Product, discount and tax are rounded in this order, the half away from zero each time."""
    assert (given_line.discount, given_line.total, given_line.tax) == (discount, total, tax)


def test_a_discount_of_a_return_mirrors_that_of_the_sale() -> None:
    """A return has the same amounts as its discounted sale, negated."""
    sold, returned = line(1_235, "1.5", rate=1250), line(-1_235, "1.5", rate=1250)
    assert (returned.total, returned.tax) == (-sold.total, -sold.tax)


PRICES = st.integers(-(10**13) + 1, 10**13 - 1)
HUNDREDTHS = st.integers(1, 999_999_999).map(lambda minor: Decimal(minor).scaleb(-2))
RATES = st.sampled_from([0, 600, 1200, 2400, 2500]) | st.integers(0, 10_000)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """Any line that Svea's rules accept, and some more."""
    price, quantity = draw(PRICES), draw(HUNDREDTHS)
    whole = divide_rounding(price * int(quantity * 100), 100)
    by_rate = draw(st.booleans())
    return Line.with_tax_inside(
        article="1",
        description="Shirt",
        quantity=quantity,
        unit_price=price,
        tax_rate=draw(RATES),
        discount=None if by_rate or whole < 0 else draw(st.integers(0, whole)),
        discount_rate=draw(st.integers(0, 10_000)) if by_rate else None,
    )


@given(st.lists(lines(), max_size=20))
def test_row_totals_add_up_to_the_cart_total(rows: list[Line]) -> None:
    """The cart's total is the sum of its lines' totals, its tax that of their taxes; neither is rounded."""
    cart = Cart(lines=tuple(rows))
    assert cart.total == sum(row.total for row in rows)
    assert cart.tax == sum(row.tax for row in rows)


@given(st.lists(lines(), max_size=20))
def test_vat_parts_add_up_to_the_whole(rows: list[Line]) -> None:
    """Tax by rate adds up to all tax, and the rest is the exact net amount, in each line and in the cart."""
    cart = Cart(lines=tuple(rows))
    taxes: Counter[int] = Counter()
    nets: Counter[int] = Counter()
    for row in rows:
        taxes[row.tax_rate] += row.tax
        nets[row.tax_rate] += row.total - row.tax
    assert sum(taxes.values()) == cart.tax
    assert sum(taxes.values()) + sum(nets.values()) == cart.total


@given(lines())
def test_a_discount_never_turns_a_line_around(row: Line) -> None:
    """The total of a line is between zero and its undiscounted product, and its tax is less than that."""
    gross = row.total + (row.discount or 0)
    assert min(0, gross) <= row.total <= max(0, gross)
    assert abs(row.tax) <= abs(row.total)
    assert row.tax == tax_inside(row.total, row.tax_rate)
