"""Which of several media types an answer comes in."""

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from interfaces.http.errors.request_errors import NotAcceptable
from interfaces.http.request.media_types import acceptable

OFFERED = ("application/json", "text/csv", "application/x-ndjson")


def chosen(*accept: str) -> str | None:
    """What is answered to these Accept headers; None for nothing."""
    headers = [(b"accept", each.encode("latin-1", "replace")) for each in accept]
    try:
        return acceptable(Request({"type": "http", "headers": headers}), OFFERED)
    except NotAcceptable:
        return None


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("application/*", "application/json"),
        ("text/csv, application/json", "application/json"),
        ("text/csv, application/json;q=0.9", "text/csv"),
        ("text/csv;q=0.5, application/x-ndjson;q=0.501", "application/x-ndjson"),
        ("text/csv; header=present; q=1.0 , application/json;q=0.9", "text/csv"),
        ("application/json;q=0, */*;q=0.1", "text/csv"),
        ("application/json;q=0, application/*", "application/x-ndjson"),
        ("*/*;q=0", None),
        ("application/json;q=0.000", None),
        ("application/pdf", None),
        ("text/html, application/pdf;q=0.5, */*;q=0.1", "application/json"),
        ("nonsense, text/csv", "text/csv"),
        ("text/csv;q=high, application/x-ndjson", "application/x-ndjson"),
        ("nonsense", None),
        (",", None),
    ],
)
def test_the_best_liked_type_is_answered(accept: str, expected: str | None) -> None:
    """The most specific range says how much a type is liked; of equals the first offered is taken."""
    assert chosen(accept) == expected


def test_without_a_word_the_first_type_is_answered() -> None:
    """No header at all is the same as one with nothing in it."""
    assert chosen() == "application/json"


def test_several_headers_are_one_list() -> None:
    """As RFC 9110 §5.3 has it."""
    assert chosen("application/pdf", "text/csv") == "text/csv"


@given(st.lists(st.text(max_size=30), max_size=3))
def test_no_header_is_too_strange(accept: list[str]) -> None:
    """There is a type, or there is none."""
    assert chosen(*accept) in (None, *OFFERED)
