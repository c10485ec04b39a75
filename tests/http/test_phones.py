"""Telephone numbers as every API reads them."""

import pytest

from interfaces.http.phones import normal_phone


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
def test_spaces_and_dashes_are_plain_ones(sent: str, kept: str | None) -> None:
    """Dots, parentheses and an extension stay as they are, and nothing is lost."""
    assert normal_phone(sent) == kept
