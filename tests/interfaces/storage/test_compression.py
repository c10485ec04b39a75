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
        (OF_SNAPSHOTS, "b32724db10367a192d97ec64491ea542e1e114515cb14e409b3cb0f9452cfbf2"),
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


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"\x01",
        b"\x02abc",
        b"\x01not deflated",
        Compression().pack(b"{}")[:-1],
        Compression().pack(b"{}") + b"}",
        Compression().pack(b"x" * 100_000)[:50],
    ],
)
def test_unreadable_bytes_are_refused(kept: bytes) -> None:
    """Truncated, extended and unknown formats raise CannotDecompress."""
    with pytest.raises(CannotDecompress):
        Compression().unpack(kept)
