"""Arithmetic on whole minor units. No floats, and one rounding rule for the whole project.

Amounts are integers in the minor unit of their currency (öre, cents). Rates are basis points (2500 is 25 %).
Divisions round half away from zero, so that the amounts of a return (a negative line) are exactly those of the sale,
negated.
"""

from collections.abc import Sequence
from decimal import Decimal

BASIS_POINTS = 10_000
_WITHOUT_MINOR_UNIT = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
_THOUSANDTHS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])


def divide_rounding(numerator: int, denominator: int) -> int:
    """Return `numerator / denominator` rounded to a whole number, half away from zero. `denominator` is positive."""
    quotient, remainder = divmod(abs(numerator), denominator)
    if remainder * 2 >= denominator:
        quotient += 1
    return quotient if numerator >= 0 else -quotient


def tax_inside(gross: int, tax_rate: int) -> int:
    """Return the tax in `gross` minor units at `tax_rate` basis points (Walley and Svea prices include VAT)."""
    if not tax_rate:
        return 0
    return divide_rounding(gross * tax_rate, BASIS_POINTS + tax_rate)


def share(amount: int, rate: int) -> int:
    """Return `rate` basis points of `amount` minor units."""
    return divide_rounding(amount * rate, BASIS_POINTS)


def cut_share(amount: int, rate: int) -> int:
    """Return `rate` basis points of `amount` minor units, with the fraction cut off."""
    return amount * rate // BASIS_POINTS


def divide_in_proportion(amount: int, weights: Sequence[int]) -> list[int]:
    """Return parts of `amount` in proportion to `weights`, whose sum is exactly `amount`.

    Neither is negative. Where `amount` is at most the sum of the weights, no part is above its weight. The remainder
    goes to the parts with the largest fractions, the first ones where they are equal.
    """
    whole = sum(weights)
    if not whole:
        raise ValueError("there is nothing to divide among")
    parts = [amount * weight // whole for weight in weights]
    by_fraction = sorted(range(len(weights)), key=lambda place: -(amount * weights[place] % whole))
    for place in by_fraction[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def multiply(unit_price: int, quantity: Decimal) -> int:
    """Return `unit_price` times `quantity` in minor units, rounded once, at any context precision."""
    numerator, denominator = quantity.as_integer_ratio()
    return divide_rounding(unit_price * numerator, denominator)


def minor_unit_digits(currency: str) -> int:
    """Return the number of decimals of the major unit of `currency` (ISO 4217)."""
    if currency in _WITHOUT_MINOR_UNIT:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


def in_major_units(amount: int, currency: str) -> str:
    """Return `amount` minor units as text in the major unit: 19000 SEK is `190.00`."""
    return f"{Decimal(amount).scaleb(-minor_unit_digits(currency)):f}"
