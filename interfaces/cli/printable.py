"""Keeps what shops and customers wrote from steering the terminal of whoever reads it."""

import unicodedata
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment

# Control characters, and those that turn the direction of a text so that it reads as another.
_UNSAFE = frozenset({"Cc", "Cf", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")


class Printable:
    """A renderable in whose text every character that would not be seen is written as its code."""

    def __init__(self, renderable: RenderableType) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._renderable, options):
            text, style, control = segment
            yield segment if control else Segment(printable(text), style)


def printable(text: str) -> str:
    """`text` with line breaks as they are, and other control characters written as their codes."""
    return text if text.isprintable() else "".join(_shown(text))


def _shown(text: str) -> Iterator[str]:
    for character in text:
        safe = character == "\n" or character in _JOINERS
        if safe or unicodedata.category(character) not in _UNSAFE:
            yield character
        else:
            yield f"\\u{ord(character):04x}"
