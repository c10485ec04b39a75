"""Stored events are cut into the parts that the ledger's format says, faster than the format does it."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from application.ledger.format.encoding import Malformed
from application.ledger.format.parts import Part, parts_of
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.events.compression import Compression
from interfaces.storage.postgres.ledger.stored_parts import PartCutter
from tests.interfaces.storage.audit.histories import RandomHistory

_NAMES = st.text(st.sampled_from('ab/~"\\å \n'), max_size=3)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=6,
)


def _parts(stored: bytes) -> tuple[Part, ...] | None:
    try:
        return PartCutter().parts("c-1", "topic", stored)
    except Malformed:
        return None


def _parts_by_the_format(stored: bytes) -> tuple[Part, ...] | None:
    try:
        return parts_of("c-1", "topic", stored)
    except Malformed:
        return None


@given(
    st.dictionaries(_NAMES, _VALUES, max_size=4),
    st.sampled_from([(",", ":"), (", ", ": ")]),
    st.booleans(),
)
def test_parts_are_those_of_the_format(
    document: dict[str, object], separators: tuple[str, str], ascii_only: bool
) -> None:
    """Whatever the names, values, spaces and escapes, the parts are the same."""
    stored = json.dumps(document, separators=separators, ensure_ascii=ascii_only).encode()
    assert _parts(stored) == _parts_by_the_format(stored)


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
        b"[]",
        b"",
        b"{}",
    ],
)
def test_unusual_json(stored: bytes) -> None:
    """Names that stand twice, spaces, escapes and broken JSON are what they are in the format."""
    assert _parts(stored) == _parts_by_the_format(stored)


@given(st.binary(max_size=12))
@example(b'{"a":1}')
def test_other_bytes(stored: bytes) -> None:
    """Bytes that are no JSON have no parts."""
    assert _parts(stored) == _parts_by_the_format(stored)


def test_parts_of_events() -> None:
    """The parts of recorded events are the same."""
    codec, compression = EventCodec(), Compression()
    for event in RandomHistory(20).events(100):
        stored = compression.unpack(codec.encode(event))
        assert _parts(stored) == _parts_by_the_format(stored)
        assert len(_parts(stored) or ()) > 8
