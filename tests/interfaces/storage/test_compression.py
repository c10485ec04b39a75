"""The compression of stored events.

The files in packed_events/ hold the compressed bytes that were once written for each event of stored_events/, in
hexadecimal digits. They are named by the number of the dictionary they were compressed with, and never edited.
"""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interfaces.storage.postgres.events.compression import (
    OF_CHANGES,
    OF_EVENTS,
    OF_SNAPSHOTS,
    CannotDecompress,
    Compression,
    Dictionary,
)
from tests.interfaces.storage.test_stored_form import forms

PACKED: dict[str, str] = json.loads(
    (Path(__file__).parent / "packed_events" / "1.json").read_text()
)


@pytest.mark.parametrize("topic", PACKED)
def test_stored_compressed_events_stay_readable(topic: str) -> None:
    """The frozen compressed bytes decompress to one of the frozen states of the event."""
    assert Compression().unpack(bytes.fromhex(PACKED[topic])) in forms(topic)


@pytest.mark.parametrize(
    ("dictionary", "digest"),
    [
        (OF_EVENTS, "4f0311194c2d7f46964e22b6430d1f651aafeb7c8d5d565572aae91e52212e78"),
        (OF_SNAPSHOTS, "3c9d89c9f8d881ae227855e700665515ef6528bfdb66d875df3dc5fed51a264b"),
        (OF_SNAPSHOTS.earlier, "b32724db10367a192d97ec64491ea542e1e114515cb14e409b3cb0f9452cfbf2"),
        (OF_CHANGES, "3b23670da7b478cdae3446a7ab1490f42ed700e973edd67814783fd7c133f5d1"),
    ],
)
def test_a_dictionary_never_changes(dictionary: Dictionary, digest: str) -> None:
    """A changed dictionary would make what was stored with it unreadable."""
    assert hashlib.sha256(dictionary.words()).hexdigest() == digest


@pytest.mark.parametrize(
    ("dictionary", "text", "packed"),
    [
        (OF_SNAPSHOTS, b'{"stage":"open"}', "0203367f908bf45a00"),
        (OF_SNAPSHOTS, b'{"stage":"open"}', "050376ec91eb805a00"),
        (OF_CHANGES, b'[{"op":"remove"}]', "0343840ab8f4a88d0500"),
    ],
)
def test_stored_snapshots_and_changes_stay_readable(
    dictionary: Dictionary, text: bytes, packed: str
) -> None:
    """Bytes that were once compressed decompress to the same JSON, and JSON is read unchanged."""
    compression = Compression(dictionary)
    assert compression.unpack(bytes.fromhex(packed)) == text
    assert compression.unpack(text) == text


@pytest.mark.parametrize("topic", PACKED)
def test_uncompressed_json_is_read_unchanged(topic: str) -> None:
    """Events that were stored without compression are read unchanged."""
    for form in forms(topic):
        assert Compression().unpack(form) == form


@given(text=st.binary())
@example(text=b"")
@example(text=b"x" * 100_000)
def test_decompression_restores_the_bytes(text: bytes) -> None:
    """Compressing and decompressing any bytes returns the same bytes."""
    compression = Compression()
    assert compression.unpack(compression.pack(text)) == text


_TIME = "2026-01-05T12:30:45.123456Z"
_REQUEST = "2af7193f-f2f6-47c2-914f-2f634adfa8c2"


def _json(time: str, request: str, before: str = "") -> bytes:
    """The JSON of an event with this time and this request id, and a text before it."""
    provenance = f'{{"actor":"{before}","request_id":"{request}"}}'
    return f'{{"timestamp":"{time}","provenance":{provenance}}}'.encode()


@pytest.mark.parametrize(
    ("json", "packed"),
    [
        (
            _json(_TIME, _REQUEST),
            "040647a33a63c9802af7193ff2f647c2914f2f634adfa8c2434d0f38231d3d06956a6b01",
        ),
    ],
)
def test_events_with_a_head_stay_readable(json: bytes, packed: str) -> None:
    """Bytes that were once stored with time and request id before the rest are read to the same JSON."""
    assert Compression().pack(json) == bytes.fromhex(packed)
    assert Compression().unpack(bytes.fromhex(packed)) == json


@pytest.mark.parametrize(
    ("time", "request_id"),
    [
        ("2026-01-05T12:30:45Z", _REQUEST),
        ("2026-01-05 12:30:45.123456Z", _REQUEST),
        ("1969-12-31T23:59:59.999999Z", _REQUEST),
        (_TIME, _REQUEST.upper()),
        (_TIME, _REQUEST.replace("-", "", 1) + "a"),
        (_TIME, "r-1"),
        (_TIME, ""),
    ],
)
def test_other_times_and_ids_have_no_head(time: str, request_id: str) -> None:
    """A time or an id in another form stays in the compressed text, and comes back as it was."""
    json = _json(time, request_id)
    packed = Compression().pack(json)
    assert packed[0] == 1
    assert Compression().unpack(packed) == json


def test_a_text_with_the_name_of_the_id_is_no_id() -> None:
    """A request id is split off, and not what a text says."""
    json = _json(_TIME, _REQUEST, before=f'\\"request_id\\":\\"{_REQUEST}\\"')
    packed = Compression().pack(json)
    assert packed[0] == 4
    assert Compression().unpack(packed) == json


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"\x01",
        b"\x02abc",
        b"\x01not deflated",
        b"\x04",
        b"\x04" + bytes(23),
        Compression().pack(b"{}")[:-1],
        Compression().pack(b"{}") + b"}",
        Compression().pack(b"x" * 100_000)[:50],
    ],
)
def test_unreadable_bytes_are_refused(kept: bytes) -> None:
    """Truncated, extended and unknown formats raise CannotDecompress."""
    with pytest.raises(CannotDecompress):
        Compression().unpack(kept)
