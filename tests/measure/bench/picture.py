"""The table as a picture: each row with a goal has a bar, whose length is the ratio of the value to the goal."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from tests.measure.bench.figures import Row

_WIDTH, _LABELS, _LINE = 1100, 720, 26
_CAPTION_LETTERS, _CAPTION_LINE = 220, 13
_GOAL_AT = 130  # of a bar, in pixels
_GOOD, _BAD = "#2a7d4f", "#b3372f"


def picture(rows: Sequence[Row], caption: str) -> str:
    """An SVG. A bar up to the line reaches its goal. If less is better, the ratio is inverted."""
    shown = [row for row in rows if row.verdict]
    lines = wrap(caption, _CAPTION_LETTERS)
    bottom = _LINE * (len(shown) + 1)
    height = bottom + 2 * _LINE + _CAPTION_LINE * len(lines)
    line_at = _LABELS + _GOAL_AT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}">',
        "<style>text { font: 12px system-ui, sans-serif }</style>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for place, row in enumerate(shown):
        parts += _bar(row, _LINE * (place + 1))
    parts += [
        f'<line x1="{line_at}" x2="{line_at}" y1="{_LINE // 2}" y2="{bottom}" stroke="#333333"/>',
        f'<text x="{line_at}" y="{bottom + 14}" text-anchor="middle">goal</text>',
        *(
            f'<text x="8" y="{bottom + 2 * _LINE + _CAPTION_LINE * place}" style="font-size: 9px"'
            f' fill="#555555">{escape(line)}</text>'
            for place, line in enumerate(lines)
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bar(row: Row, top: int) -> list[str]:
    reached = _reached(row)
    length = min(_GOAL_AT * reached, _WIDTH - _LABELS - 70)
    colour = _GOOD if row.verdict == "PASS" else _BAD
    middle = top + _LINE // 2 - 3
    return [
        f'<text x="{_LABELS - 8}" y="{middle}" text-anchor="end">{escape(row.what)}</text>',
        f'<rect x="{_LABELS}" y="{top - 4}" width="{length:.0f}" height="{_LINE - 10}" fill="{colour}"/>',
        f'<text x="{_LABELS + length + 6:.0f}" y="{middle}">{row.median:.2f}</text>',
    ]


def _reached(row: Row) -> float:
    if row.at_least is not None:
        return row.median / row.at_least
    assert row.at_most is not None
    return row.at_most / row.median if row.median else 2.0
