"""Exact numbers of a body, as they were written."""

from decimal import Decimal, InvalidOperation
from typing import Any


def decimals_of(number: Decimal) -> int:
    """Count the decimals of a finite number without trailing zeros: 1.50 has one."""
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or exponent >= 0 or not number:
        return 0
    # Counted on the digits as written: `normalize` would round to the precision of the context first.
    decimals = -exponent
    for digit in reversed(digits):
        if digit or not decimals:
            break
        decimals -= 1
    return decimals


def exact_number(value: Any, as_text: bool) -> Decimal | None:
    """Return the number in a JSON value, or with `as_text` in a string; None for no number or over 40 digits."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if not as_text or len(value) > 40 or not value.isascii() or "_" in value:
            return None
        try:
            number = Decimal(value.strip())
        except InvalidOperation:
            return None
        return number if number.is_finite() else None
    if isinstance(value, int):
        return Decimal(value) if abs(value) < 10**40 else None
    return value if isinstance(value, Decimal) else None
