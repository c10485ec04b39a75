"""Bars of a small chart, with their geometry as attributes: the policy of the pages allows no styles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from interfaces.api.console.text.phrases import Shown, phrase

HEIGHT: Final = 40
WIDTH: Final = 10
_GAP: Final = 2
_LEAST: Final = 2


@dataclass(frozen=True, kw_only=True)
class Value:
    """One value of a chart: `label` is its time, `text` the number as shown, `href` the search for what it counts."""

    label: str
    count: int
    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A bar of a value. `x`, `y`, `width` and `height` are in units of the chart; the top is 0."""

    x: int
    y: int
    width: int
    height: int
    title: Shown
    href: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart with its name and the sum of its values. `tone` selects the colour."""

    name: Shown
    tone: str
    total: str
    width: int
    height: int
    bars: Sequence[Bar]


def draw(name: Shown, tone: str, total: str, values: Sequence[Value], *, highest: int) -> Chart:
    """Return the chart of these values. `highest` is the value that has the full height. Zeros have no bar."""
    return Chart(
        name=name,
        tone=tone,
        total=total,
        width=len(values) * WIDTH,
        height=HEIGHT,
        bars=[_bar(place, value, highest) for place, value in enumerate(values) if value.count > 0],
    )


def _bar(place: int, value: Value, highest: int) -> Bar:
    height = max(_LEAST, value.count * HEIGHT // max(highest, 1))
    return Bar(
        x=place * WIDTH + _GAP // 2,
        y=HEIGHT - height,
        width=WIDTH - _GAP,
        height=height,
        title=phrase("{time}: {number}", time=value.label, number=value.text),
        href=value.href,
    )
