"""How the JSON of an event becomes the bytes that are kept, and how it comes out of them again.

The files in packed_events/ are what was once written for each event of stored_events/, in hexadecimal digits, named by
the number of the words that it was packed with. They are never edited.
"""

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interfaces.storage.postgres.events.compression import CannotDecompress, Compression
from tests.interfaces.storage.test_stored_form import forms

PACKED: dict[str, str] = json.loads(
    (Path(__file__).parent / "packed_events" / "1.json").read_text()
)


@pytest.mark.parametrize("topic", PACKED)
def test_what_was_packed_once_is_unpacked_for_ever(topic: str) -> None:
    """The bytes that were written down hold one of the states that were written down."""
    assert Compression().unpack(bytes.fromhex(PACKED[topic])) in forms(topic)


def test_the_words_never_change() -> None:
    """Not by a letter: nothing that is stored could be read then."""
    words = files("interfaces.storage.postgres.events").joinpath("words/1.txt").read_bytes()
    assert hashlib.sha256(words).hexdigest() == (
        "4f0311194c2d7f46964e22b6430d1f651aafeb7c8d5d565572aae91e52212e78"
    )


@pytest.mark.parametrize("topic", PACKED)
def test_uncompressed_json_is_read_unchanged(topic: str) -> None:
    """What was stored before there was a packing needs none."""
    for form in forms(topic):
        assert Compression().unpack(form) == form


@given(text=st.binary())
@example(text=b"")
@example(text=b"x" * 100_000)
def test_whatever_is_packed_comes_out_again(text: bytes) -> None:
    """Byte for byte."""
    packing = Compression()
    assert packing.unpack(packing.pack(text)) == text


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
def test_anything_else_is_said_to_be_unreadable(kept: bytes) -> None:
    """What is cut, longer, or packed in a way that this code does not know."""
    with pytest.raises(CannotDecompress):
        Compression().unpack(kept)
