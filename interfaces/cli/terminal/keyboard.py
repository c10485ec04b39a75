"""Read single key presses without Enter."""

import os
import re
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager

# A sequence that a key sends (an arrow, a page), or a single character.
_KEY = re.compile(r"\x1b[\[O][0-9;]*[A-Za-z~]|.", re.DOTALL)


@contextmanager
def keyboard() -> Iterator[Iterator[str]]:
    """Yield an iterator of key presses, which ends when the terminal closes.

    Echo is off inside the context, so that typed characters do not appear in the page.
    """
    terminal = sys.stdin.fileno()
    attributes = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        yield _keys(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, attributes)


def _keys(terminal: int) -> Iterator[str]:
    while pressed := os.read(terminal, 1024):
        yield from _KEY.findall(pressed.decode(errors="replace"))
