"""Texts that can be the name of a person."""

from typing import Final

# A phone number or a national id has more digits than an amount is expected to have here.
_MOST_DIGITS: Final = 6


def may_be_a_persons(text: str) -> bool:
    """Return whether a text can be an e-mail address, a phone number or a national id."""
    is_number = not any(each.isalpha() or each == "," for each in text)
    digits = sum(map(str.isdigit, text))
    return "@" in text or text.startswith("+") or (is_number and digits > _MOST_DIGITS)
