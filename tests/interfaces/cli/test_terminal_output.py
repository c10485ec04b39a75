"""Terminal output: colours, narrow terminals, and control characters in the data."""

import io

import pytest
from rich.console import Console
from rich.text import Text

from interfaces.cli.terminal.output import Output, table
from interfaces.runtime.printable import printable
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID


def test_only_terminals_get_colours(
    tillroll: Tillroll, disputed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FORCE_COLOR and NO_COLOR turn the colours on and off. The text is the same."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "300")
    coloured = tillroll("log", ID, database=disputed).stdout
    assert "\x1b[36m2026-01-05T14:03:00.123456Z\x1b[0m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in tillroll("log", ID, database=disputed).stdout
    monkeypatch.delenv("FORCE_COLOR")
    plain = tillroll("log", ID, database=disputed).stdout
    assert [line.rstrip() for line in Text.from_ansi(coloured).plain.splitlines()] == (
        plain.splitlines()
    )


@pytest.mark.parametrize("width", [60, 100, 400])
def test_ids_and_times_are_not_wrapped(width: int) -> None:
    """On a narrow terminal each row takes several lines instead."""
    output = Output()
    screen = io.StringIO()
    output.console = Console(file=screen, force_terminal=True, width=width, color_system=None)
    rows = table("time", "checkout", "type", "request")
    time, checkout, request = "2026-01-05T14:03:00.123456Z", ID[:20], "walley: update cart " * 4
    rows.add_row(time, checkout, "cart-replaced", request.strip())
    output.say_rows(rows)
    printed = screen.getvalue()
    assert time in printed
    assert checkout in printed
    assert "type cart-replaced" in printed or width == 400
    assert all(len(line) <= width for line in printed.splitlines())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[2J", "\\u001b[2J"),
        ("a\rb", "a\\u000db"),
        ("a\x00b", "a\\u0000b"),
        ("\x9b31m", "\\u009b31m"),
        ("gnp.\u202eexe", "gnp.\\u202eexe"),
        ("two\u2028lines", "two\\u2028lines"),
        ("two\nlines", "two\\u000alines"),
        ("a\tb", "a\\u0009b"),
        ("å 👕 ", "å 👕 "),
        ("\u115f\u1160\u3164\uffa0\u2800", "\\u115f\\u1160\\u3164\\uffa0\\u2800"),
        ("Z\u200b-\u00ad1", "Z\\u200b-\\u00ad1"),
        ("1\ufe0f \U000e0001", "1\\ufe0f \\U000e0001"),
        ("a\u200db \u200c", "a\\u200db \\u200c"),
        ("👨\u200d👩 🏽\u200d", "👨\u200d👩 🏽\\u200d"),
        ("👨🏽\u200d👩 ❤\ufe0f\u200d🔥", "👨🏽\u200d👩 ❤\ufe0f\u200d🔥"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("क्\u200d", "क्\u200d"),
    ],
)
def test_control_characters_are_escaped(written: str, shown: str) -> None:
    """Control characters, escape sequences and bidirectional overrides are printed as their codes."""
    assert printable(written) == shown
