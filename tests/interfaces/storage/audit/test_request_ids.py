"""Request ids in the form in which the audit log stores them."""

import pytest

from interfaces.storage.postgres.events.request_ids import packed_request_id, request_id_of

_ID = "2af7193f-f2f6-47c2-914f-2f634adfa8c2"


@pytest.mark.parametrize(
    ("request_id", "length"),
    [
        (_ID, 17),
        (_ID.upper(), 37),
        (_ID.replace("-", "") + "abcd", 37),
        ("x" * 36, 37),
        ("15 characters..", 16),
        ("rå\ufffd", 7),
        ("", 1),
    ],
)
def test_an_id_comes_back_as_it_was(request_id: str, length: int) -> None:
    """A UUID in small letters takes 17 bytes, and any other text its own length and one byte."""
    packed = packed_request_id(request_id)
    assert len(packed) == length
    assert request_id_of(packed) == request_id
