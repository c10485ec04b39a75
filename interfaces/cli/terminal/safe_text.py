"""Escape characters that a terminal does not show or that control it.

There are two steps, because line breaks have two meanings. `printable` and `line` escape a value before the layout,
including its line breaks. `SafeText` escapes the finished layout, whose line breaks end lines and stay.
"""

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from interfaces.runtime.printable import printable


class SafeText:
    """A renderable that escapes every invisible character of its text.

    Line breaks stay. They belong to the layout, because `printable` and `line` escape those of values.
    """

    def __init__(self, renderable: RenderableType) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._renderable, options):
            text, style, control = segment
            yield segment if control else Segment(_escape_lines(text), style)


def line(*parts: str | tuple[str, str] | Text) -> Text:
    """Join parts to one line: values, values with a style, or lines. Values are made `printable`.

    rich drops some control characters from its input, so values are escaped first.
    """
    return Text.assemble(*map(_part, parts))


def _part(part: str | tuple[str, str] | Text) -> str | tuple[str, str] | Text:
    match part:
        case str():
            return printable(part)
        case (text, style):
            return printable(text), style
        case _:
            return part


def _escape_lines(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))
