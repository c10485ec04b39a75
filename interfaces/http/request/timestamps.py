"""Instants on the wire: RFC 3339 in URLs and bodies, HTTP dates in headers."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

_RFC_3339 = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,30}))?([Zz]|[+\- ]\d{2}:\d{2})",
    re.ASCII,
)
_HTTP_DATE = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT", re.ASCII)
_MICROSECOND = timedelta(microseconds=1)


def instant_from(text: str, *, up: bool = False) -> datetime | None:
    """Parse RFC 3339 text as a UTC instant; None for other text, and outside of the years 1 to 9999.

    Digits after the microsecond are cut, or rounded up with `up`: events have microseconds, so an inclusive start and
    an exclusive end must be rounded up. A space for `+` is what a bare plus becomes in a URL.
    """
    match = _RFC_3339.fullmatch(text)
    if match is None:
        return None
    date, time, fraction, offset = match.groups(default="")
    offset = "+00:00" if offset in "Zz" else offset.replace(" ", "+")
    finer = fraction[6:].strip("0") != ""
    try:
        at = datetime.fromisoformat(f"{date}T{time}.{fraction[:6]:0<6}{offset}").astimezone(UTC)
        return at + _MICROSECOND if up and finer else at
    except (ValueError, OverflowError):
        return None


def rfc_3339(at: datetime) -> str:
    """Return a UTC instant as RFC 3339 text."""
    return at.isoformat().replace("+00:00", "Z")


def http_date(at: datetime) -> str:
    """Return a UTC instant as an HTTP date (RFC 9110 §5.6.7), cut to the second."""
    return format_datetime(at, usegmt=True)


def http_date_from(text: str) -> datetime | None:
    """Parse an HTTP date in its preferred form; None for anything else."""
    if _HTTP_DATE.fullmatch(text) is None:
        return None
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    # The parser takes any day of the week for any date.
    return at if http_date(at) == text else None
