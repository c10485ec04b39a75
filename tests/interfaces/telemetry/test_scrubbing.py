"""The net below the rule that nobody writes secrets or personal data into a log."""

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
def test_what_is_hidden(text: str, secret: str) -> None:
    """Credentials, tokens, addresses and quoted values do not get through."""
    assert secret not in redact(text)


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
    assert redact(text) == text


def test_a_long_word_is_scrubbed_too() -> None:
    """A million letters take no more than a million steps: the square of that would outlast the test's time limit."""
    word = "x" * 1_000_000
    assert redact(word) == word
    assert redact(f"{word}@shop.example {word}") == f"[hidden] {word}"


@pytest.mark.parametrize(
    "text", ["x@y.com+w@v.com", "a@b.c@d.e", "+a@b.c-d@e.f", "a@@b.c", "a.@b.c"]
)
def test_addresses_that_touch(text: str) -> None:
    """An address that begins where another one ends is hidden as well."""
    assert not re.search(r"[\w.+-]+@[\w-]+\.[\w.-]+", redact(f"to {text}, and"))


@given(st.text(alphabet="ab.+-@_ /:å", max_size=40))
def test_no_address_is_left(text: str) -> None:
    """Whatever stands around it, no e-mail address gets through."""
    assert not re.search(r"[\w.+-]+@[\w-]+\.[\w.-]+", redact(text))
