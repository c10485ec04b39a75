"""Writes amounts as a browser wrote them, from the samples that it sent.

A sample is 1234567890 of a currency with all its decimals, so it has all ten digits of the script, the separators of
groups and of decimals, and the currency in its place. `money` in the script of the page does the same.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from domain.values.shown import MoneyFormat

LONGEST_SAMPLE: Final = 60
_DIGITS: Final = 10
_MOST_DECIMALS: Final = 4


@dataclass(frozen=True)
class _Sample:
    """A sample taken apart. `separators` are by the number of digits of the whole number that follow them."""

    before: str
    glyphs: tuple[str, ...]
    separators: dict[int, str]
    point: str
    decimals: int
    after: str

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the parts of a sample; None for a text that is no sample of 1234567890."""
        places = [place for place, each in enumerate(text) if unicodedata.category(each) == "Nd"]
        decimals = len(places) - _DIGITS
        if len(text) > LONGEST_SAMPLE or not 0 <= decimals <= _MOST_DECIMALS:
            return None
        values = [unicodedata.digit(text[place]) for place in places]
        if values != [*range(1, 10), 0, *([0] * decimals)]:
            return None
        separators = {
            _DIGITS - 1 - at: between
            for at in range(_DIGITS - 1)
            if (between := text[places[at] + 1 : places[at + 1]])
        }
        return cls(
            before=text[: places[0]],
            glyphs=(text[places[9]], *(text[place] for place in places[:9])),
            separators=separators,
            point=text[places[9] + 1 : places[10]] if decimals else "",
            decimals=decimals,
            after=text[places[-1] + 1 :],
        )

    def write(self, amount: int) -> str:
        """Write an amount in minor units, without its sign."""
        digits = str(abs(amount)).rjust(self.decimals + 1, "0")
        whole = digits[: len(digits) - self.decimals]
        decimals = digits[len(whole) :]
        text = "".join(
            self.glyphs[int(digit)] + self._separator(len(whole) - 1 - at)
            for at, digit in enumerate(whole)
        )
        fraction = self.point + "".join(self.glyphs[int(digit)] for digit in decimals)
        return f"{self.before}{text}{fraction if decimals else ''}{self.after}"

    def _separator(self, left: int) -> str:
        """Return what follows a digit with this number of digits after it. The largest group is repeated."""
        if left == 0:
            return ""
        marks = sorted(self.separators, reverse=True)
        if left < _DIGITS or not marks:
            return self.separators.get(left, "")
        every = marks[0] - marks[1] if len(marks) > 1 else marks[0]
        return self.separators[marks[0]] if (left - marks[0]) % every == 0 else ""


@lru_cache(256)
def _read(text: str) -> _Sample | None:
    return _Sample.read(text)


def are_samples(money: MoneyFormat) -> bool:
    """Return whether amounts can be written with these samples."""
    return _Sample.read(money.positive) is not None and _Sample.read(money.negative) is not None


def write_money(amount: int, money: MoneyFormat) -> str:
    """Write an amount in minor units of the currency of the samples."""
    sample = _read(money.negative if amount < 0 else money.positive)
    assert sample is not None, "samples are checked before they are recorded"
    return sample.write(amount)
