"""Content negotiation: which of several media types a response has."""

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from interfaces.http.errors.request_errors import NotAcceptable
from interfaces.http.request.media_types import acceptable

OFFERED = ("application/json", "text/csv", "application/x-ndjson")


def chosen(*accept: str) -> str | None:
    """The media type for these Accept headers, or None for 406."""
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
def test_the_type_with_the_highest_quality_is_chosen(accept: str, expected: str | None) -> None:
    """The most specific range gives a type's quality. Of equal types the first offered is chosen."""
    assert chosen(accept) == expected


def test_without_an_accept_header_the_first_type_is_chosen() -> None:
    """A request without an Accept header gets the first offered type."""
    assert chosen() == "application/json"


def test_several_accept_headers_are_one_list() -> None:
    """Several Accept headers are one list (RFC 9110 §5.3)."""
    assert chosen("application/pdf", "text/csv") == "text/csv"


@given(st.lists(st.text(max_size=30), max_size=3))
def test_any_header_gives_an_offered_type_or_none(accept: list[str]) -> None:
    """Any Accept header gives an offered type or None, and no exception."""
    assert chosen(*accept) in (None, *OFFERED)
