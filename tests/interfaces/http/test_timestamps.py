"""Timestamps in requests and responses."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interfaces.http.request.timestamps import http_date, http_date_from, instant_from, rfc_3339

AT = datetime(2026, 3, 1, 14, 3, 12, tzinfo=UTC)
EPOCH = datetime(1, 1, 2, tzinfo=UTC)
MICROSECONDS = (datetime(9999, 12, 30, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)
instants = st.integers(0, MICROSECONDS).map(lambda n: EPOCH + timedelta(microseconds=n))


@given(instants)
def test_a_written_timestamp_is_read_back(at: datetime) -> None:
    """A written timestamp is read back to the microsecond."""
    assert instant_from(rfc_3339(at)) == at


@given(instants, st.integers(-23 * 60 - 59, 23 * 60 + 59))
def test_an_offset_is_part_of_a_timestamp(at: datetime, minutes: int) -> None:
    """Timestamps with different offsets can denote the same instant."""
    elsewhere = at.astimezone(timezone(timedelta(minutes=minutes)))
    assert instant_from(elsewhere.isoformat()) == at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01T14:03:12Z", AT),
        ("2026-03-01t14:03:12z", AT),
        ("2026-03-01 14:03:12+00:00", AT),
        ("2026-03-01T15:03:12+01:00", AT),
        ("2026-03-01T15:03:12 01:00", AT),
        ("2026-03-01T14:03:12-00:00", AT),
        ("2026-03-01T14:03:12.5Z", AT + timedelta(milliseconds=500)),
        ("2026-03-01T14:03:12.1234560Z", AT + timedelta(microseconds=123456)),
        ("2026-03-01T14:03:12.1234569Z", AT + timedelta(microseconds=123456)),
    ],
)
def test_accepted_timestamp_formats(text: str, expected: datetime) -> None:
    """The formats of RFC 3339 are accepted, and a `+` that a URL turned into a space."""
    assert instant_from(text) == expected


def test_fractions_of_a_microsecond_can_be_rounded_up() -> None:
    """An exclusive end is rounded up, to include events within its microsecond."""
    assert instant_from("2026-03-01T14:03:12.0000001Z", up=True) == AT + timedelta(microseconds=1)
    assert instant_from("2026-03-01T14:03:12.0000000Z", up=True) == AT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2026-03-01",
        "2026-03-01T14:03:12",
        "2026-03-01T14:03Z",
        "2026-02-30T14:03:12Z",
        "2026-03-01T25:03:12Z",
        "2026-03-01T14:03:60Z",
        "2026-03-01T14:03:12+24:00",
        "2026-03-01T14:03:12,5Z",
        "2026-03-01T14:03:12.Z",
        "0000-03-01T14:03:12Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "20260301T140312Z",
        "2026-W09-7T14:03:12Z",
        "2026-03-01T14:03:1\u0662Z",
        " 2026-03-01T14:03:12Z",
        "2026-03-01T14:03:12Z\n",
    ],
)
def test_an_invalid_timestamp_is_none(text: str) -> None:
    """An invalid timestamp gives None. A timestamp without an offset is invalid, since its time zone is unknown."""
    assert instant_from(text) is None


@given(st.text(max_size=40))
def test_any_text_gives_a_timestamp_or_none(text: str) -> None:
    """Any text gives a timestamp or None, and no exception."""
    assert instant_from(text) is None or instant_from(text, up=True) is not None
    http_date_from(text)


@given(instants.map(lambda at: at if at.year > 999 else at + timedelta(days=400_000)))
def test_an_http_date_is_cut_to_the_second(at: datetime) -> None:
    """An HTTP date is truncated to the second, and read back as that second."""
    assert http_date_from(http_date(at)) == at.replace(microsecond=0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-01T14:03:12Z",
        "Sun, 01 Mar 2026 14:03:12",
        "Mon, 01 Mar 2026 14:03:12 GMT",
        "Sun, 1 Mar 2026 14:03:12 GMT",
        "Sun, 01 Mar 2026 14:03:12 +0100",
        "Sunday, 01-Mar-26 14:03:12 GMT",
        "Sun, 30 Feb 2026 14:03:12 GMT",
        "Sun, 01 Foo 2026 14:03:12 GMT",
    ],
)
def test_an_invalid_http_date_is_none(text: str) -> None:
    """An invalid HTTP date gives None, including one with a wrong day of the week."""
    assert http_date_from(text) is None
