"""The interactive pager of `tillroll replay`."""

import io
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from interfaces.cli.terminal.keyboard import _KEY
from interfaces.cli.terminal.pager import turn_pages
from tests.interfaces.cli.dispute import ID

LINES = 30


def first_lines_shown(keys: list[str], *, height: int = 10) -> list[str]:
    """Return the first line of each page that is drawn."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=200, height=height)

    def page(index: int) -> Iterator[str]:
        drawn.append(f"page {index}")
        yield from (f"page {index} line {line}" for line in range(LINES))

    drawn: list[str] = []
    turn_pages(console, keys, 5, page)
    return drawn


@pytest.mark.parametrize(
    ("keys", "pages"),
    [
        ([], [0]),
        (["n", "n", "p"], [0, 1, 2, 1]),
        (["p"], [0, 0]),
        (["G", "n", "g"], [0, 4, 4, 0]),
        (["\x1b[C", " ", "\r", "\x1b[D"], [0, 1, 2, 3, 2]),
        (["n", "q", "n"], [0, 1]),
        (["n", "\x1b", "n"], [0, 1]),
        (["n", "x", "j", "k"], [0, 1, 1, 1, 1]),
    ],
)
def test_keys_change_the_page(keys: list[str], pages: list[int]) -> None:
    """Keys go to the next, previous, first and last page, and quit. The first and last page are limits."""
    assert first_lines_shown(keys) == [f"page {page}" for page in pages]


def test_a_long_page_scrolls() -> None:
    """The last line shows how many lines are below, and keys scroll to them."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=200, height=10, color_system=None)
    page = [f"<{line}>" for line in range(12)]
    turn_pages(console, ["j", "j", "j", "j", "k"], 1, lambda _: page)
    drawn = screen.getvalue().split("1 of 1")
    assert "<0>" in drawn[0]
    assert "<9>" not in drawn[0]
    assert "3 more lines below" in drawn[1]
    assert "<11>" in drawn[3], "the last line is seen, and further down there is nothing"
    assert "<11>" in drawn[4]
    assert "<11>" not in drawn[5]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("nnp", ["n", "n", "p"]),
        ("\x1b[Cn\x1b[5~", ["\x1b[C", "n", "\x1b[5~"]),
        ("\x1bOHq", ["\x1bOH", "q"]),
        ("\x1b", ["\x1b"]),
        ("ån", ["å", "n"]),
    ],
)
def test_keys_in_one_read_are_separated(typed: str, keys: list[str]) -> None:
    """A key may send several characters, and several keys may arrive in one read."""
    assert _KEY.findall(typed) == keys


def test_the_terminal_is_restored_on_quit(disputed: str) -> None:
    """In a real terminal, input is not echoed, and quitting restores the screen and exits with 0."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "interfaces.cli.main", "replay", ID],
        env={
            **os.environ,
            "DATABASE_URL": disputed,
            "TERM": "xterm-256color",
            "COLUMNS": "120",
            "LINES": "50",
            "PYTHONPATH": str(Path.cwd()),
        },
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    try:
        read_until(ours, "1 of 13")
        os.write(ours, b"nn")
        assert "checkout.fees-updated" in read_until(ours, "3 of 13")
        os.write(ours, b"G")
        read_until(ours, "13 of 13")
        os.write(ours, b"q")
        assert "\x1b[?1049l" in read_until(ours, "\x1b[?25h"), "the screen from before is back"
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def read_until(terminal: int, text: str) -> str:
    """Read the terminal up to and including this text."""
    seen = ""
    while text not in seen:
        seen += os.read(terminal, 4096).decode(errors="replace")
    return seen
