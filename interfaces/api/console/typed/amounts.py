"""Amounts as people type them: `344`, `344,00`, `1 344.50 SEK`, `300-400`.

A point or a comma is the decimal mark, unless three digits follow it in a currency with fewer decimals. Without a
currency, an amount has two decimals.
"""

import re
from dataclasses import dataclass
from typing import Final

from domain.values.money import in_major_units, minor_unit_digits
from interfaces.api.console.text.languages import ENGLISH
from interfaces.api.console.text.phrases import Phrase, phrase, plural

_USUAL_DIGITS: Final = 2
_THOUSANDS: Final = 3
_SPACES: Final = re.compile(r"[\s\u00a0\u202f']")
_CODE: Final = re.compile(r"[A-Za-z]{3}")
_MARKED: Final = re.compile(r"(.*)([.,])([0-9]+)")
_PLAIN: Final = re.compile(r"[0-9]{1,12}")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3}){1,3}")
_RANGE: Final = re.compile("[-\u2013\u2212]")


class NotUnderstood(Exception):
    """A typed text that cannot be read. `reason` says what can be."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(ENGLISH.say(reason))
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class TotalRange:
    """Totals from `least` to `most` in minor units, both inclusive; None for no limit or for any currency."""

    least: int | None
    most: int | None
    currency: str | None

    @property
    def typed(self) -> str:
        """The range as it can be typed."""
        least, most = self._plain(self.least), self._plain(self.most)
        amounts = least if least == most else f"{least}-{most}"
        return f"{amounts} {self.currency}" if self.currency else amounts

    def _plain(self, amount: int | None) -> str:
        # An unknown currency has two decimals, as XXX has here.
        return "" if amount is None else in_major_units(amount, self.currency or "XXX")


def total_range(text: str) -> TotalRange:
    """Read an amount or a range of amounts. Raises NotUnderstood."""
    codes = {code.upper() for code in _CODE.findall(text)}
    rest = _SPACES.sub("", _CODE.sub("", text))
    if len(codes) > 1:
        raise NotUnderstood(phrase("Write one currency."))
    currency = next(iter(codes), None)
    digits = _USUAL_DIGITS if currency is None else minor_unit_digits(currency)
    ends = _RANGE.split(rest)
    if len(ends) > 2 or not any(ends):
        raise NotUnderstood(phrase("Write an amount or a range: 344, 344,00, 344 SEK, 300-400."))
    least = _minor_units(ends[0], digits)
    most = _minor_units(ends[-1], digits)
    if least is not None and most is not None and least > most:
        raise NotUnderstood(phrase("Write the smaller amount first."))
    return TotalRange(least=least, most=most, currency=currency)


def _minor_units(text: str, digits: int) -> int | None:
    if not text:
        return None
    whole, decimals = text, ""
    marked = _MARKED.fullmatch(text)
    if marked is not None and (len(marked[3]) != _THOUSANDS or digits == _THOUSANDS):
        whole, decimals = marked[1], marked[3]
    if not (_PLAIN.fullmatch(whole) or _GROUPED.fullmatch(whole)):
        raise NotUnderstood(
            phrase("Write an amount in digits: 344 or 344,00. A currency is a code: 344 SEK.")
        )
    if len(decimals) > digits:
        raise NotUnderstood(
            plural(
                "Write at most {number} decimal in this currency.",
                "Write at most {number} decimals in this currency.",
                digits,
                number=digits,
            )
        )
    return int(re.sub("[.,]", "", whole) + decimals.ljust(digits, "0"))
