"""Indent the second and later lines of a wrapped paragraph."""

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

_MORE = 4


class Hanging:
    """A text whose wrapped lines are indented by 4 columns more than their first.

    Otherwise a long value could place text at the first column and imitate an entry.
    """

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for own in self._text.split("\n", allow_blank=True):
            if own.cell_len <= options.max_width:
                yield own
                continue
            indent = len(own.plain) - len(own.plain.lstrip(" ")) + _MORE
            first, *more = own.wrap(console, max(1, options.max_width - indent))
            yield first
            yield from (Padding(each, (0, 0, 0, indent)) for each in more)


def hang(part: RenderableType) -> RenderableType:
    """Return `part`; wrap a text so that its continuation lines are indented."""
    if isinstance(part, str):
        return Hanging(Text(part))
    return Hanging(part) if isinstance(part, Text) else part
