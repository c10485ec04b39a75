"""Times as whole microseconds since 1970-01-01 UTC, leap seconds not counted."""

from __future__ import annotations

import re

from application.ledger.format.encoding import Malformed

MICROSECONDS = 1_000_000
_RFC3339 = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,6}))?Z"
)
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_YEAR = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS_BEFORE_1970 = 719_162


def microseconds_of(text: str) -> int:
    """Return the microseconds of a time in the form that stored events have: RFC 3339, in UTC with a `Z`.

    Raises Malformed for another form, and for a time before 1970.
    """
    match = _RFC3339.fullmatch(text)
    if match is None:
        raise Malformed("a time is not in the form of RFC 3339 in UTC")
    year, month, day, hour, minute, second = (int(group) for group in match.groups()[:6])
    if not (year >= 1970 and 1 <= month <= 12 and 1 <= day <= _days_in(year, month)):
        raise Malformed("a time has a date that does not exist")
    if hour > 23 or minute > 59 or second > 59:
        raise Malformed("a time has an hour that does not exist")
    days = _days_before(year) + _DAYS_IN_YEAR[month - 1] + (month > 2 and _is_leap(year)) + day - 1
    seconds = (days - _DAYS_BEFORE_1970) * 86_400 + hour * 3_600 + minute * 60 + second
    return seconds * MICROSECONDS + int((match.group(7) or "").ljust(6, "0"))


def _days_before(year: int) -> int:
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400


def _days_in(year: int, month: int) -> int:
    return 29 if month == 2 and _is_leap(year) else _MONTHS[month - 1]


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
