"""Times as people type them, in the zone of the reader: `2026-11-28`, `2026-11-28 14:03`, `14:03`, `yesterday`.

A time that a change of the clocks left out is refused, and for one that occurred twice the reader is asked which.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.typed.amounts import NotUnderstood
from interfaces.http.request.timestamps import instant_from, rfc_3339

_DAY: Final = timedelta(days=1)
_LOCAL: Final = re.compile(
    r"(?:(\d{4}-\d\d-\d\d)(?:[t ]+|$))?(?:(\d\d?)[:.](\d\d)(?:[:.](\d\d))?)?", re.ASCII
)
# In each language of the console, whichever the reader has.
_DAYS: Final = {
    "today": timedelta(),
    "idag": timedelta(),
    "i dag": timedelta(),
    "yesterday": -_DAY,
    "igår": -_DAY,
    "i går": -_DAY,
}
_FORMS: Final = phrase(
    "Write a day or a time: 2026-11-28, 2026-11-28 14:03, 14:03, today, yesterday."
)


def typed_instant(text: str, zone: str, now: datetime, *, is_end: bool) -> datetime:
    """Read a time of a zone as an instant. A day is its first instant, or with `is_end` the first after it.

    Raises: NotUnderstood.
    """
    exact = instant_from(text, up=True)
    if exact is not None:
        return exact
    place = ZoneInfo(zone)
    today = now.astimezone(place).date()
    try:
        return _read(text.lower(), place, today, is_end=is_end)
    except (ValueError, OverflowError) as error:
        raise NotUnderstood(_FORMS) from error


def _read(text: str, place: ZoneInfo, today: date, *, is_end: bool) -> datetime:
    if text in _DAYS:
        return _start(today + _DAYS[text] + (_DAY if is_end else timedelta()), place)
    found = _LOCAL.fullmatch(text)
    if found is None or not any(found.groups()):
        raise NotUnderstood(_FORMS)
    day = date.fromisoformat(found[1]) if found[1] else today
    if not found[2]:
        return _start(day + _DAY if is_end else day, place)
    clock = time(int(found[2]), int(found[3]), int(found[4] or 0))
    return _in_zone(datetime.combine(day, clock), place)


def _start(day: date, place: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), place).astimezone(UTC)


def _in_zone(local: datetime, place: ZoneInfo) -> datetime:
    first, second = (local.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    at = first.astimezone(UTC)
    if at.astimezone(place).replace(tzinfo=None) != local:
        raise NotUnderstood(
            phrase(
                "{zone} had no {time} on this day: the clocks moved.",
                zone=place.key,
                time=f"{local:%H:%M}",
            )
        )
    if first.utcoffset() != second.utcoffset():
        raise NotUnderstood(
            phrase(
                "{zone} had {time} twice on this day. Write {first} or {second}.",
                zone=place.key,
                time=f"{local:%H:%M}",
                first=first.isoformat(),
                second=second.isoformat(),
            )
        )
    return at


def sent_instant(at: datetime) -> str:
    """Return an instant as an address has it, in UTC."""
    return rfc_3339(at)
