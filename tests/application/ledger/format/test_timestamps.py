"""Times of stored events in microseconds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.ledger.format.encoding import Malformed
from application.ledger.format.timestamps import microseconds_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@given(st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  Hypothesis adds the zone
def test_every_time_is_exact(time: datetime) -> None:
    """The microseconds are those that the library computes, to the last one."""
    text = time.isoformat().replace("+00:00", "Z")

    assert microseconds_of(text) == (time - EPOCH) // timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("text", "microseconds"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("2000-02-29T12:00:00.5Z", 951_825_600_500_000),
        ("2026-11-21T14:03:04Z", 1_795_269_784_000_000),
    ],
)
def test_short_forms(text: str, microseconds: int) -> None:
    """A fraction may be short, or left out."""
    assert microseconds_of(text) == microseconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-21",
        "2026-11-21T14:03:04",
        "2026-11-21T14:03:04+00:00",
        "2026-11-21 14:03:04Z",
        "2026-11-21T14:03:04.Z",
        "2026-11-21T14:03:04.1234567Z",
        "2026-11-21T14:03:04Z\n",
        "٢٠٢٦-11-21T14:03:04Z",
        "2026-02-29T14:03:04Z",
        "1900-02-29T14:03:04Z",
        "2026-13-01T14:03:04Z",
        "2026-00-01T14:03:04Z",
        "2026-01-00T14:03:04Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-12-31T23:59:60Z",
        "1969-12-31T23:59:59Z",
    ],
)
def test_what_is_no_time(text: str) -> None:
    """Another form, another zone, a date that does not exist, and a time before 1970 are refused."""
    with pytest.raises(Malformed, match="a time"):
        microseconds_of(text)
