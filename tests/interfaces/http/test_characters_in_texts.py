"""Which characters a text from outside may have, in all dialects."""

import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.single_line import (
    IN_A_LINE,
    IN_AN_IDENTIFIER,
    IN_LINES,
    refused_in,
)

BREAKS = ["\n", "\r", "\t", "\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029"]
BIDI = ["\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"]
INVISIBLE = [
    *("\xad", "\u034f", "\u115f", "\u1160", "\u180e", "\u200b", "\u200c", "\u200d", "\u2060"),
    *("\u2800", "\u3164", "\ufe0f", "\ufeff", "\uffa0", "\U000e0041", "\U000e0100"),
]


def _messages(text: str, method: str) -> tuple[str | None, list[str]]:
    fields = FieldReader({"name": text})
    read = getattr(fields, method)("name", longest=100)
    return read, [fault.message for fault in fields.faults]


@pytest.mark.parametrize("char", [*BREAKS, *BIDI])
@pytest.mark.parametrize("form", ["{}Z-1", "Z{}-1", "Z-1{}"])
@pytest.mark.parametrize("method", ["text", "identifier"])
def test_a_line_has_no_breaks_and_no_bidirectional_controls(
    char: str, form: str, method: str
) -> None:
    """Such characters are refused anywhere, also at the ends. The message has the field and the character."""
    refusal = f"name: must not contain the character U+{ord(char):04X}."
    assert _messages(form.format(char), method) == (None, [refusal])


@pytest.mark.parametrize("char", INVISIBLE)
def test_an_identifier_has_no_invisible_characters(char: str) -> None:
    """`Z-1` with an invisible character looks like `Z-1`, so it is refused. A displayed text may have it."""
    text = f"Z{char}-1"
    refusal = f"name: must not contain the character U+{ord(char):04X}."
    assert _messages(text, "identifier") == (None, [refusal])
    assert _messages(text, "text") == (text, [])


@pytest.mark.parametrize("text", ["Åsa Lind", "名前", "Z\u00a01", "a b", "👕", "שלום", "O'Brien"])
def test_identifiers_accept_letters_of_any_script(text: str) -> None:
    """Letters of any script are accepted in identifiers."""
    assert _messages(text, "identifier") == (text, [])


def test_spaces_at_the_ends_are_trimmed() -> None:
    """Spaces of any width at the ends are trimmed, and are no error."""
    assert _messages("  Z-1 \u00a0\u3000", "identifier") == ("Z-1", [])


def test_a_lenient_reader_accepts_numbers_and_checks_texts() -> None:
    """A lenient reader accepts a number, and checks the characters of a text as usual."""
    fields = FieldReader({"a": 4711, "b": "4711\n"}, is_lenient=True)
    assert fields.identifier("a", longest=10) == "4711"
    assert fields.identifier("b", longest=10) is None
    assert [fault.path for fault in fields.faults] == ["b"]


def test_white_space_is_trimmed_before_the_check_where_documented() -> None:
    """A line break at an end is trimmed, and one inside is refused."""
    fields = FieldReader({"a": " Z-1\r\n", "b": "Z\n1 "})
    assert fields.identifier("a", longest=10, trims_first=True) == "Z-1"
    assert fields.text("b", longest=10, trims_first=True) is None
    assert [fault.message for fault in fields.faults] == [
        "b: must not contain the character U+000A."
    ]


def test_prose_may_have_several_lines() -> None:
    """Prose may have line breaks and tabs, and no other control characters."""
    assert refused_in("one\r\n\ttwo", IN_LINES) is None
    assert refused_in("one\x1b[2J", IN_LINES) == "must not contain the character U+001B"
    assert refused_in("one\u202e", IN_LINES) == "must not contain the character U+202E"


def test_all_control_format_and_ignorable_characters_are_refused() -> None:
    """Identifiers refuse every control, format and ignorable character of Python's Unicode tables."""
    unseen = regex.compile(r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]")
    missing = [
        f"U+{code:04X}"
        for code in range(sys.maxunicode + 1)
        if unseen.match(chr(code)) and not IN_AN_IDENTIFIER.match(chr(code))
    ]
    assert missing == []


@given(text=st.text())
def test_an_accepted_line_has_no_line_breaks(text: str) -> None:
    """No accepted text has a line break, and identifiers refuse every character that lines refuse."""
    if refused_in(text, IN_A_LINE) is None:
        assert len(text.splitlines()) <= 1
    else:
        assert refused_in(text, IN_AN_IDENTIFIER) is not None
