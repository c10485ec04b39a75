"""Amounts as people type them."""

import pytest

from interfaces.api.console.typed.amounts import NotUnderstood, TotalRange, total_range


@pytest.mark.parametrize(
    ("text", "least", "most", "currency"),
    [
        ("344", 34400, 34400, None),
        ("344,00", 34400, 34400, None),
        ("344.5", 34450, 34450, None),
        ("1 344,50 sek", 134450, 134450, "SEK"),
        ("SEK 1.344,50", 134450, 134450, "SEK"),
        ("1,344", 134400, 134400, None),
        ("344 JPY", 344, 344, "JPY"),
        ("12.345 KWD", 12345, 12345, "KWD"),
        ("300-400", 30000, 40000, None),
        ("300 SEK \u2013 400 SEK", 30000, 40000, "SEK"),
        ("300-", 30000, None, None),
        ("-400", None, 40000, None),
    ],
)
def test_an_amount_is_read_in_minor_units(
    text: str, least: int | None, most: int | None, currency: str | None
) -> None:
    """Point and comma are decimal marks, three digits after them are thousands, and the currency has its decimals."""
    found = total_range(text)
    assert found == TotalRange(least=least, most=most, currency=currency)
    assert total_range(found.typed) == found


@pytest.mark.parametrize(
    "text", ["kr 5", "many", "1-2-3", "400-300", "1 SEK-2 NOK", "1,25 JPY", "-", "9" * 20, "٣"]
)
def test_other_texts_are_refused_in_words(text: str) -> None:
    """A text that is no amount, or a range with the larger amount first, says what can be typed."""
    with pytest.raises(NotUnderstood, match="Write"):
        total_range(text)
