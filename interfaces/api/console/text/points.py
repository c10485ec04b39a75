"""A point in a history as a reader types it: a version, a time of the shown day, a day with a time, or an instant."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from application.history.as_of import AsOf, AsOfInstant
from interfaces.http.request.as_of import at_instant_from, version_from

_LOCAL: Final = re.compile(
    r"(?:(\d{4}-\d{2}-\d{2})[T ])?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?", re.ASCII
)
_MICROSECOND: Final = timedelta(microseconds=1)


def point_from(text: str, zone: str, shown: datetime) -> AsOf | None:
    """Parse what a reader typed; None for a text that is none.

    A time without a day is of the day of `shown` in the reader's zone. A minute or a second is meant to its end: what
    happened in it is in the state. An hour that the clocks skip or repeat is none, because the instant is unknown.
    """
    version = version_from(text.removeprefix("v"))
    if version is not None:
        return version
    return at_instant_from(text) or _local(text, ZoneInfo(zone), shown)


def _local(text: str, zone: ZoneInfo, shown: datetime) -> AsOfInstant | None:
    match = _LOCAL.fullmatch(text)
    if match is None:
        return None
    day, hour, minute, second, fraction = match.groups()
    step = timedelta(minutes=1)
    if fraction is not None:
        step = _MICROSECOND
    elif second is not None:
        step = timedelta(seconds=1)
    try:
        date = datetime.fromisoformat(day).date() if day else shown.astimezone(zone).date()
        clock = time(int(hour), int(minute), int(second or 0), int(f"{fraction or '':0<6}"))
        local = datetime.combine(date, clock, zone)
        if local.utcoffset() != local.replace(fold=1).utcoffset():
            return None
        return AsOfInstant(local.astimezone(UTC) + step - _MICROSECOND)
    except (ValueError, OverflowError):
        return None
