"""Numbers, amounts and times as a reader sees them, in one language and one time zone.

An amount has its ISO code behind it, because several currencies are called "kr". A time always has its zone, and the
same time in UTC as its title, which is also what is copied.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_datetime
from babel.numbers import format_currency, format_decimal

from domain.values.money import in_major_units
from interfaces.api.console.text.languages import ENGLISH, Language
from interfaces.api.console.text.phrases import Shown
from interfaces.http.request.timestamps import rfc_3339

UTC_NAME = "UTC"
_MINUS = "\u2212"


@dataclass(frozen=True)
class Instant:
    """A time as shown, and in UTC: as the title of the shown text, and for addresses."""

    text: str
    utc: str


def known_zone(name: str) -> str:
    """Return the name if the IANA database has such a zone, and an empty text otherwise."""
    return name if name in _known_zones() else ""


@cache
def _known_zones() -> Set[str]:
    # The files of the database are listed once: a listing takes 30 ms.
    return available_timezones()


class ReaderFormat:
    """Formats for one reader. An empty `zone` is UTC."""

    def __init__(self, language: Language = ENGLISH, zone: str = "") -> None:
        self.language = language.code
        self._language = language
        self.zone = zone or UTC_NAME
        self._zone = ZoneInfo(self.zone)

    def say(self, shown: Shown) -> str:
        """Return a text as it is, and a message in the language of the reader."""
        return self._language.say(shown)

    def in_utc(self) -> "ReaderFormat":
        """Return the formats with times in UTC."""
        return ReaderFormat(self._language)

    def money(self, amount: int, currency: str) -> str:
        """Return an amount in minor units: `1,344.50 SEK`."""
        exact = in_major_units(amount, currency)
        _, point, fraction = exact.partition(".")
        pattern = f"#,##0{point}{'0' * len(fraction)}\u00a0¤¤"
        text = format_currency(
            Decimal(exact), currency, pattern, locale=self.language, currency_digits=False
        )
        return text.replace("-", _MINUS)

    def number(self, value: Decimal | int) -> str:
        """Return a number with all its digits."""
        text = format_decimal(value, locale=self.language, decimal_quantization=False)
        return text.replace("-", _MINUS)

    def rate(self, basis_points: int) -> str:
        """Return a rate in per cent: `25 %`."""
        return f"{self.number((Decimal(basis_points) / 100).normalize())}\u00a0%"

    def seconds(self, at: datetime) -> Instant:
        """Return a time to the second, as lists have it."""
        return self._instant(at, "d MMM y, HH:mm:ss")

    def time_of_day(self, at: datetime) -> Instant:
        """Return the time of a day without the day, for lists that have the day as their heading."""
        return Instant(format_datetime(at, "HH:mm:ss", self._zone, self.language), rfc_3339(at))

    def day(self, at: datetime) -> str:
        """Return the day, for the heading of a list."""
        day = format_datetime(at, "EEEE d MMMM y", self._zone, self.language)
        return day[:1].upper() + day[1:]

    def hour(self, at: datetime) -> str:
        """Return the time of day at which an hour begins."""
        return format_datetime(at.astimezone(UTC), "HH:mm", self._zone, self.language)

    def short_day(self, at: datetime) -> str:
        """Return the day without its year, for labels of figures."""
        return format_datetime(at.astimezone(UTC), "EEE d MMM", self._zone, self.language)

    def microseconds(self, at: datetime) -> Instant:
        """Return a time with all its digits, as details have it."""
        return self._instant(at, "d MMM y, HH:mm:ss.SSSSSS")

    def offset(self, at: datetime) -> str:
        """Return the name of the zone with its offset at a time: `Europe/Stockholm (+01:00)`."""
        if self.zone == UTC_NAME:
            return UTC_NAME
        local = at.astimezone(self._zone).isoformat(timespec="seconds")
        return f"{self.zone} ({local[-6:]})"

    def _instant(self, at: datetime, pattern: str) -> Instant:
        text = format_datetime(at.astimezone(UTC), pattern, self._zone, self.language)
        return Instant(f"{text} {self._zone_name(at)}", rfc_3339(at))

    def _zone_name(self, at: datetime) -> str:
        if self.zone == UTC_NAME:
            return UTC_NAME
        return at.astimezone(self._zone).strftime("%Z")
