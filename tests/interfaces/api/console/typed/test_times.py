"""Times as people type them, in Stockholm, on 29 November 2026 at 13:00 there."""

from datetime import UTC, datetime

import pytest

from interfaces.api.console.typed.amounts import NotUnderstood
from interfaces.api.console.typed.times import sent_instant, typed_instant

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ZONE = "Europe/Stockholm"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-28", "2026-11-27T23:00:00Z"),
        ("2026-07-01", "2026-06-30T22:00:00Z"),
        ("2026-11-28 14:03", "2026-11-28T13:03:00Z"),
        ("2026-11-28T14:03:12", "2026-11-28T13:03:12Z"),
        ("14.03", "2026-11-29T13:03:00Z"),
        ("Today", "2026-11-28T23:00:00Z"),
        ("yesterday", "2026-11-27T23:00:00Z"),
        ("2026-11-28T14:03:12Z", "2026-11-28T14:03:12Z"),
    ],
)
def test_a_time_is_of_the_zone(text: str, at: str) -> None:
    """A day is its first instant in the zone, and a time without a day is of today; an offset overrides the zone."""
    assert sent_instant(typed_instant(text, ZONE, NOW, is_end=False)) == at


@pytest.mark.parametrize("text", ["2026-11-28", "yesterday"])
def test_the_end_of_a_range_includes_its_day(text: str) -> None:
    """Until a day is until the first instant of the next one."""
    at = typed_instant(text, ZONE, NOW, is_end=True)
    assert sent_instant(at) == "2026-11-28T23:00:00Z"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-10-25 02:30", r"twice on this day\. Write 2026-10-25T02:30:00\+02:00 or"),
        ("2026-03-29 02:30", "had no 02:30"),
        ("2026-13-01", "Write a day or a time"),
        ("25:00", "Write a day or a time"),
        ("tomorrow", "Write a day or a time"),
        ("9999-12-31 23:59", "Write a day or a time"),
    ],
)
def test_a_time_that_is_none_or_two_is_refused(text: str, words: str) -> None:
    """A doubled hour is asked for, and a missing hour or another text is refused in words."""
    zone = "America/New_York" if text.startswith("9999") else ZONE
    with pytest.raises(NotUnderstood, match=words):
        typed_instant(text, zone, NOW, is_end=False)
