"""The canonical form of JSON (RFC 8785), over which the shop signs a checkout."""

import json
from typing import Any, Final

import rfc8785

_LARGEST: Final = 2**53 - 1


class NotCanonical(ValueError):
    """The value has no canonical form: a number is too large for a double, or a text is no Unicode."""


def parse(text: str | bytes) -> Any:
    """Parse JSON with the numbers of RFC 8785, which are doubles. Raises ValueError for other texts."""
    try:
        return json.loads(text, parse_int=_number)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def canonical_bytes(value: Any) -> bytes:
    """Return the canonical form of a value that was parsed. Raises NotCanonical."""
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as error:
        raise NotCanonical(str(error)) from None


def _number(digits: str) -> int | float:
    number = int(digits) if len(digits) < 20 else float(digits)
    return number if abs(number) <= _LARGEST else float(number)
