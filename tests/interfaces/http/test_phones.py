"""Telephone numbers in every API."""

import pytest

from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.phones import normal_phone, phone_of


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("+46\u00a070\u202f123", "+46 70 123"),
        ("08\u2013123\u201145", "08-123-45"),
        ("(08) 123.45 ext. 12", "(08) 123.45 ext. 12"),
        ("call me", None),
        ("12", None),
    ],
)
def test_spaces_and_dashes_are_normalised(sent: str, kept: str | None) -> None:
    """All kinds of spaces and dashes become plain ones. Dots, parentheses and an extension are kept."""
    assert normal_phone(sent) == kept


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("+46\u00a070\u202f123", "+46 70 123"),
        ("08\u2013123\u201145 ext. 12", "08-123-45 ext. 12"),
        ("12", "12"),
        ("call me", "call me"),
        ("  ", None),
    ],
)
def test_dialects_accept_any_phone_text(sent: str, kept: str | None) -> None:
    """A dialect accepts any text of a shop as a phone number, and normalises spaces and dashes."""
    fields = FieldReader({"phone": sent}, "", [])

    assert phone_of(fields, "phone", longest=50) == kept


def test_an_invisible_character_is_refused() -> None:
    """A zero-width space in a phone number is refused, and the message has its code point."""
    faults: list[FieldFault] = []

    assert phone_of(FieldReader({"phone": "+46\u200b70"}, "", faults), "phone", longest=50) is None
    assert [fault.path for fault in faults] == ["phone"]
    assert "U+200B" in faults[0].message
