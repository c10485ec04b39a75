"""The entry of a stored event is the one that the ledger's format says, made faster than the format makes it."""

import json
from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import entry_of
from application.ledger.format.parts import parts_of
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.events.compression import Compression
from interfaces.storage.postgres.ledger.entry_encoding import EntryEncoder
from tests.interfaces.storage.audit.histories import RandomHistory

_KEY = bytes(range(32))
_NAMES = st.text(st.sampled_from('ab/~"\\å \n'), max_size=3)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=6,
)


def _entry(stored: bytes) -> bytes | None:
    """Return the entry as it is logged; None if there can be none."""
    try:
        return EntryEncoder().encode("c-1", 7, "topic", stored, _KEY) or _entry_by_the_format(
            stored
        )
    except Malformed:
        return None


def _entry_by_the_format(stored: bytes) -> bytes | None:
    try:
        return entry_of("c-1", 7, parts_of("c-1", "topic", stored), _KEY).encode()
    except Malformed:
        return None


@given(
    st.dictionaries(_NAMES, _VALUES, max_size=4),
    st.sampled_from([(",", ":"), (", ", ": ")]),
    st.booleans(),
)
def test_entries_are_those_of_the_format(
    document: dict[str, object], separators: tuple[str, str], ascii_only: bool
) -> None:
    """Whatever the names, values, spaces and escapes, the entries are the same."""
    event = {"timestamp": "2026-11-25T14:03:20Z", **document}
    stored = json.dumps(event, separators=separators, ensure_ascii=ascii_only).encode()
    assert _entry(stored) == _entry_by_the_format(stored)


@pytest.mark.parametrize(
    "stored",
    [
        b'{"a":1,"a":2}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":{}}',
        b'{"a":{ }}',
        b'{"a":[1, 2]}',
        b'{"\\u0061":1}',
        b'{"a":1} ',
        b'{"a":1',
        b'{"a":"\xff"}',
        b'{"a":"\x01"}',
        b'{"a":"\t"}',
        b'{"a":01}',
        b'{"a":1.}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":"\\x"}',
        b'{"a":"\\ud800"}',
        b'{"\\ud800":1}',
        b'{"a":tru}',
        b'{"a":[1,]}',
        b'{"a":{"b":1,}}',
        '{"å":{"ö":"ä"}}'.encode(),
        pytest.param(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", id="nested deeply"),
        b"[]",
        b"",
        b"{}",
    ],
)
def test_unusual_json(stored: bytes) -> None:
    """Names that stand twice, spaces, escapes and broken JSON are what they are in the format."""
    stored = stored.replace(b"{", b'{"timestamp":"2026-11-25T14:03:20.000001Z",', 1)
    assert _entry(stored) == _entry_by_the_format(stored)


@given(st.binary(max_size=12))
@example(b'{"a":1}')
def test_other_bytes(stored: bytes) -> None:
    """Bytes that are no event have no entry."""
    assert _entry(stored) == _entry_by_the_format(stored)


@pytest.mark.parametrize(
    "time",
    [
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2024-02-29T23:59:59.999999Z",
        "2023-02-29T00:00:00Z",
        "2026-11-25T24:00:00Z",
        "2026-11-25T14:03:60Z",
        "2026-11-25T14:03:20.5Z",
        "2026-11-25T14:03:20+00:00",
        "9999-12-31T23:59:59.999999Z",
        "2026-11-25",
    ],
)
def test_times(time: str) -> None:
    """Every time is the one of the format, or refused by both."""
    stored = b'{"timestamp":"%s"}' % time.encode()
    assert _entry(stored) == _entry_by_the_format(stored)


@given(st.datetimes(datetime(1970, 1, 1)))  # noqa: DTZ001  the text has its Z apart
def test_every_time_since_1970(time: datetime) -> None:
    """A recorded time is encoded without the format."""
    stored = b'{"timestamp":"%sZ"}' % time.isoformat().encode()
    entry = EntryEncoder().encode("c-1", 7, "topic", stored, _KEY)
    assert entry == _entry_by_the_format(stored) is not None


def test_entries_of_events() -> None:
    """Recorded events are encoded without the format, with the same entries."""
    codec, compression, encoder = EventCodec(), Compression(), EntryEncoder()
    for event in RandomHistory(20).events(100):
        stored = compression.unpack(codec.encode(event))
        entry = encoder.encode("c-1", 7, "topic", stored, _KEY)
        assert entry == _entry_by_the_format(stored) is not None
