"""Show pages in a terminal, controlled by keys."""

from collections.abc import Callable, Iterable

from rich.console import Console, Group, RenderableType, ScreenContext
from rich.segment import Segment, Segments
from rich.text import Text

from interfaces.cli.terminal.hanging_indent import hang
from interfaces.cli.terminal.output import FAINT
from interfaces.cli.terminal.safe_text import SafeText

NEXT = frozenset({"n", " ", "l", "\r", "\x1b[C", "\x1b[6~"})
PREVIOUS = frozenset({"p", "h", "\x7f", "\x1b[D", "\x1b[5~"})
FIRST = frozenset({"g", "\x1b[H", "\x1b[1~"})
LAST = frozenset({"G", "\x1b[F", "\x1b[4~"})
DOWN = frozenset({"j", "\x1b[B"})
UP = frozenset({"k", "\x1b[A"})
QUIT = frozenset({"q", "\x1b", "\x03", "\x04"})
_KEYS = "n next  p previous  g first  G last  j/k scroll  q quit"


def turn_pages(
    console: Console,
    keys: Iterable[str],
    count: int,
    page: Callable[[int], Iterable[RenderableType]],
) -> None:
    """Show the first of `count` pages and handle keys until one of QUIT."""
    at, top = 0, 0
    with console.screen(hide_cursor=True) as screen:
        top = _draw(console, screen, page(at), top, f"{at + 1} of {count}")
        for key in keys:
            if key in QUIT:
                return
            target = _next_page(key, at, count)
            top = 0 if target != at else top + (key in DOWN) - (key in UP)
            at = target
            top = _draw(console, screen, page(at), top, f"{at + 1} of {count}")


def _draw(
    console: Console,
    screen: ScreenContext,
    page: Iterable[RenderableType],
    top: int,
    place: str,
) -> int:
    """Draw a page from line `top`, or from the last line that fills the screen. Return the first line drawn."""
    lines = console.render_lines(SafeText(Group(*map(hang, page))), pad=False)
    room = max(1, console.size.height - 1)
    top = max(0, min(top, len(lines) - room))
    below = max(0, len(lines) - top - room)
    more = f"   {below} more lines below" if below else ""
    footer = Text(f"{place}   {_KEYS}{more}", FAINT, no_wrap=True, overflow="ellipsis")
    screen.update(_window(lines[top : top + room], room), footer)
    return top


def _next_page(pressed: str, at: int, count: int) -> int:
    if pressed in NEXT:
        return min(at + 1, count - 1)
    if pressed in PREVIOUS:
        return max(at - 1, 0)
    if pressed in FIRST:
        return 0
    return count - 1 if pressed in LAST else at


def _window(lines: list[list[Segment]], room: int) -> Segments:
    blank: list[list[Segment]] = [[] for _ in range(room - len(lines))]
    return Segments([part for line in [*lines, *blank] for part in (*line, Segment.line())])
