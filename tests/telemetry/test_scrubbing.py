"""The net below the rule that nobody writes secrets or personal data into a log."""

import pytest

from interfaces.telemetry.scrubbing import scrubbed


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("duplicate key\nDETAIL:  Key (value)=(Ann Doe) already exists.", "Ann"),
        ("Authorization: Bearer abc.def-ghi", "abc"),
        ("Authorization: SharedKey ZGVtbzpzZWNyZXQ=", "ZGVt"),
        ("Authorization: Basic ZGVtbzpzZWNyZXQ=", "ZGVt"),
        ("GET /shopper/public-SE-0123456789abcdef failed", "0123"),
        ("no such customer: ann.doe+1@shop.example", "ann.doe"),
        ("cannot connect to postgresql://tillroll:hunter2@db/till", "hunter2"),
    ],
)
def test_what_is_hidden(text: str, secret: str) -> None:
    """Credentials, tokens, addresses and quoted values do not get through."""
    assert secret not in scrubbed(text)


@pytest.mark.parametrize(
    "text",
    [
        "the store was closed",
        'relation "tillroll.checkout_events" does not exist',
        "checkout 1eec44b5-66d3-4058-a31f-3444229fb727 could not be ended",
    ],
)
def test_what_is_left(text: str) -> None:
    """Everything else does, word for word."""
    assert scrubbed(text) == text


def test_a_long_word_is_scrubbed_too() -> None:
    """A million letters take no more than a million steps: the square of that would outlast the test's time limit."""
    word = "x" * 1_000_000
    assert scrubbed(word) == word
    assert scrubbed(f"{word}@shop.example {word}") == f"[hidden] {word}"
