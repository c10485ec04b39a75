"""Redaction of secrets and personal data in log messages, as a second line of defence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interfaces.telemetry.redaction import redact


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
def test_secrets_are_redacted(text: str, secret: str) -> None:
    """Credentials, tokens, e-mail addresses and quoted values are removed."""
    assert secret not in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "the store was closed",
        'relation "tillroll.checkout_events" does not exist',
        "checkout 1eec44b5-66d3-4058-a31f-3444229fb727 could not be ended",
    ],
)
def test_other_text_is_unchanged(text: str) -> None:
    """Text without secrets is returned unchanged."""
    assert redact(text) == text


def test_a_long_word_is_redacted_in_linear_time() -> None:
    """A word of a million characters is redacted within the time limit of the test."""
    word = "x" * 1_000_000
    assert redact(word) == word
    assert redact(f"{word}@shop.example {word}") == f"[hidden] {word}"


@pytest.mark.parametrize(
    "text", ["x@y.com+w@v.com", "a@b.c@d.e", "+a@b.c-d@e.f", "a@@b.c", "a.@b.c"]
)
def test_adjacent_addresses_are_redacted(text: str) -> None:
    """An e-mail address that starts where another one ends is redacted as well."""
    assert not re.search(r"[\w.+-]+@[\w-]+\.[\w.-]+", redact(f"to {text}, and"))


@given(st.text(alphabet="ab.+-@_ /:å", max_size=40))
def test_no_address_remains(text: str) -> None:
    """No e-mail address remains in any text."""
    assert not re.search(r"[\w.+-]+@[\w-]+\.[\w.-]+", redact(text))
