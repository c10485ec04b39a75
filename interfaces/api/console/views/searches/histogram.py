"""Hits of a search over time as a small chart, whose bars lead to the search for their time."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.typed.conditions import Conditions
from interfaces.api.console.typed.times import sent_instant
from interfaces.api.console.views.charts import Chart, Value, draw

_MOST_BARS: Final = 48
_STEPS: Final = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 5, 15, 60, 6 * 60, 24 * 60, 7 * 24 * 60, 28 * 24 * 60, 364 * 24 * 60)
)
_DAY: Final = timedelta(days=1)
# A Monday, so that weeks begin with one.
_ORIGIN: Final = datetime(2001, 1, 1, tzinfo=UTC)


def histogram(
    times: Sequence[datetime], conditions: Conditions, page: str, form: ReaderFormat
) -> Chart | None:
    """Return the chart of hits at these times; None where one bar would have them all. Bars begin at times in UTC."""
    if not times:
        return None
    first, last = min(times), max(times)
    step = next((each for each in _STEPS if (last - first) / each < _MOST_BARS), _STEPS[-1])
    places = Counter((at - _ORIGIN) // step for at in times)
    if len(places) == 1:
        return None
    label = _hour_label(form) if step < _DAY else form.short_day
    values = [
        Value(
            label=label(_ORIGIN + place * step),
            count=places[place],
            text=form.number(places[place]),
            href=conditions.path(
                page,
                since=sent_instant(_ORIGIN + place * step),
                until=sent_instant(_ORIGIN + (place + 1) * step),
            ),
        )
        for place in range(min(places), max(places) + 1)
    ]
    total = form.number(len(times))
    return draw(phrase("Found over time"), "live", total, values, highest=max(places.values()))


def _hour_label(form: ReaderFormat) -> Callable[[datetime], str]:
    return lambda at: f"{form.short_day(at)}, {form.hour(at)}"
