"""Numbers in a wrong form, read as an ASP.NET service reads them.

Shops in PHP send an article number as a JSON number, and a price with the error of a binary float
(`29.949999999999999`). The providers accept both: Json.NET reads a number as its text where the target is a string.
"""

from decimal import Context, Decimal
from typing import Any

_NEAR = Decimal("1e-9")
_EXACT = Context(prec=60)
# A binary float is written with 17 significant digits at most; what has many more was not one.
_MOST_DIGITS = 25
_LARGEST_EXPONENT = 30


def text_of(value: Any) -> Any:
    """Return the digits of a number as it was written; any other value, also a boolean, unchanged."""
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return str(value) if is_number else value


def without_float_error(number: Decimal, decimals: int) -> Decimal:
    """Return the number with at most `decimals` decimals within 1e-9 of `number`; `number` itself if there is none."""
    if len(number.as_tuple().digits) > _MOST_DIGITS or abs(number.adjusted()) > _LARGEST_EXPONENT:
        return number
    rounded = number.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    return rounded if abs(_EXACT.subtract(number, rounded)) <= _NEAR else number
