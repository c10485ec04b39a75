"""The keys that a person presses, one by one and without Enter."""

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
    """The keys pressed on the terminal, as long as this lasts; they end where the terminal does.

    The terminal does not echo them meanwhile, or what is typed while a page is drawn would be drawn into it.
    """
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        yield _keys(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _keys(terminal: int) -> Iterator[str]:
    while pressed := os.read(terminal, 1024):
        yield from _KEY.findall(pressed.decode(errors="replace"))
