"""Pages in a terminal, turned with keys."""

from collections.abc import Callable, Iterable

import click
from rich.console import Console, Group, RenderableType
from rich.segment import Segment, Segments
from rich.text import Text

from interfaces.cli.printable import Printable
from interfaces.cli.terminal import FAINT

NEXT = frozenset({"n", " ", "l", "\r", "\x1b[C", "\x1b[6~"})
PREVIOUS = frozenset({"p", "h", "\x7f", "\x1b[D", "\x1b[5~"})
FIRST = frozenset({"g", "\x1b[H", "\x1b[1~"})
LAST = frozenset({"G", "\x1b[F", "\x1b[4~"})
DOWN = frozenset({"j", "\x1b[B"})
UP = frozenset({"k", "\x1b[A"})
QUIT = frozenset({"q", "\x1b", "\x03", "\x04", ""})
_KEYS = "n next  p previous  g first  G last  j/k scroll  q quit"


def turn_pages(
    console: Console,
    count: int,
    page: Callable[[int], Iterable[RenderableType]],
    key: Callable[[], str] = click.getchar,
) -> None:
    """Shows the first of `count` pages, and then what the keys ask for, until they ask to quit."""
    at, top = 0, 0
    with console.screen(hide_cursor=True) as screen:
        while True:
            lines = console.render_lines(Printable(Group(*page(at))), pad=False)
            room = max(1, console.size.height - 2)
            top = max(0, min(top, len(lines) - room))
            screen.update(
                _window(lines[top : top + room], room, _footer(at, count, top, lines, room))
            )
            try:
                pressed = key()
            except (KeyboardInterrupt, EOFError):
                return
            if pressed in QUIT:
                return
            turned = _turned(pressed, at, count)
            top = 0 if turned != at else top + (pressed in DOWN) - (pressed in UP)
            at = turned


def _turned(pressed: str, at: int, count: int) -> int:
    if pressed in NEXT:
        return min(at + 1, count - 1)
    if pressed in PREVIOUS:
        return max(at - 1, 0)
    if pressed in FIRST:
        return 0
    return count - 1 if pressed in LAST else at


def _window(lines: list[list[Segment]], room: int, footer: Text) -> RenderableType:
    segments: list[Segment] = []
    for line in [*lines, *[[] for _ in range(room - len(lines) + 1)]]:
        segments += [*line, Segment.line()]
    return Group(Segments(segments), footer)


def _footer(at: int, count: int, top: int, lines: list[list[Segment]], room: int) -> Text:
    below = len(lines) - top - room
    more = f"   {below} more lines below" if below > 0 else ""
    return Text(f"{at + 1} of {count}   {_KEYS}{more}", FAINT, no_wrap=True, overflow="ellipsis")
