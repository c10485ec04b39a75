"""The overview: seven measures of today, yesterday and the last 30 days, each as a chart and in a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from application.history.figures import Period
from application.history.finding.checkout_query import ANY_REASON
from domain.events import CheckoutEvent, Completed, Expired, Opened, PurchaseCommitted
from domain.refusals import Locked
from domain.stage import Stage
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.views.charts import Chart, Value, draw
from interfaces.http.request.timestamps import rfc_3339

_SEARCH: Final = "/console/search"
_EVENTS: Final = "/console/events"
_REFUSALS: Final = "/console/refusals"
_SECONDS_IN_A_MINUTE: Final = 60


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A number of each period, and the page with what it counts, which `asks` are the parameters of.

    Within one dialect a bar leads to the search for checkouts, with `of_checkouts`: the pages of events and refusals
    have the dialect of the request, and figures that of the checkout.
    """

    name: str
    tone: str
    count: Callable[[Period], int]
    path: str = _EVENTS
    asks: tuple[tuple[str, str], ...] = ()
    of_checkouts: tuple[tuple[str, str], ...] = ()


def _of_type(event: type[CheckoutEvent]) -> tuple[tuple[str, str], ...]:
    return (("type", event.TOPIC),)


def _of_status(stage: Stage) -> tuple[tuple[str, str], ...]:
    return (("status", stage.value),)


MEASURES: Final = (
    Measure(name="Opened", tone="live", count=lambda period: period.opened, asks=_of_type(Opened)),
    # Of the time, with the other types too: the page has one type or all.
    Measure(name="Changes", tone="shop", count=lambda period: period.changes),
    Measure(
        name="Agreed",
        tone="customer",
        count=lambda period: period.committed,
        asks=_of_type(PurchaseCommitted),
        of_checkouts=_of_status(Stage.COMMITTED),
    ),
    Measure(
        name="Completed",
        tone="good",
        count=lambda period: period.completed,
        asks=_of_type(Completed),
        of_checkouts=_of_status(Stage.COMPLETED),
    ),
    Measure(
        name="Abandoned",
        tone="ended",
        count=lambda period: period.abandoned,
        asks=_of_type(Expired),
        of_checkouts=_of_status(Stage.EXPIRED),
    ),
    Measure(
        name="Refusals",
        tone="bad",
        count=lambda period: period.refused,
        path=_REFUSALS,
        of_checkouts=(("refused", ANY_REASON),),
    ),
    # The other lock errors (StaleVersion) name a version; the page has one reason or all.
    Measure(
        name="Lock errors",
        tone="waiting",
        count=lambda period: period.lock_errors,
        path=_REFUSALS,
        asks=(("reason", Locked.__name__),),
        of_checkouts=(("refused", Locked.__name__),),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the table: a period with its values in the order of the measures."""

    label: str
    values: Sequence[Value]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A time with its charts and its table. `minutes` is the mean from the opening to the completion; may be empty."""

    id: str
    title: str
    column: str
    charts: Sequence[Chart]
    rows: Sequence[Row]
    minutes: str


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """The merchant and the dialect that the overview is narrowed to; empty for all."""

    merchant: str = ""
    dialect: str = ""

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """The parameters that are set."""
        pairs = (("merchant", self.merchant), ("dialect", self.dialect))
        return tuple(pair for pair in pairs if pair[1])


def overview_sections(
    hours: Sequence[Period], days: Sequence[Period], narrowed: Narrowed, text: ReaderFormat
) -> list[Section]:
    """Return the sections. `hours` are those of yesterday and today, `days` the last 30, oldest first."""
    middle = len(hours) // 2
    yesterday, today = hours[:middle], hours[middle:]
    return [
        _section("today", "Today, by hour", "Hour", today, narrowed, text, text.hour, hours),
        _section(
            "yesterday", "Yesterday, by hour", "Hour", yesterday, narrowed, text, text.hour, hours
        ),
        _section("days", "30 days, by day", "Day", days, narrowed, text, text.short_day, days),
    ]


def _section(
    name: str,
    title: str,
    column: str,
    periods: Sequence[Period],
    narrowed: Narrowed,
    text: ReaderFormat,
    label: Callable[[datetime], str],
    scale: Sequence[Period],
) -> Section:
    """Return one section. `scale` are the periods whose highest value has the full height of a chart."""
    columns = [
        [_value(measure, period, narrowed, text, label(period.start)) for period in periods]
        for measure in MEASURES
    ]
    return Section(
        id=name,
        title=title,
        column=column,
        charts=[
            draw(
                measure.name,
                measure.tone,
                text.number(sum(map(measure.count, periods))),
                values,
                highest=max(map(measure.count, scale), default=0),
            )
            for measure, values in zip(MEASURES, columns, strict=True)
        ],
        rows=[
            Row(label=label(period.start), values=[values[place] for values in columns])
            for place, period in enumerate(periods)
        ],
        minutes=_mean_minutes(periods, text),
    )


def _value(
    measure: Measure, period: Period, narrowed: Narrowed, text: ReaderFormat, label: str
) -> Value:
    times = (("since", rfc_3339(period.start)), ("until", rfc_3339(period.end)))
    count = measure.count(period)
    path, asks = (
        (_SEARCH, measure.of_checkouts) if narrowed.dialect else (measure.path, measure.asks)
    )
    return Value(
        label=label,
        count=count,
        text=text.number(count),
        href=f"{path}?{urlencode((*times, *narrowed.parameters, *asks))}",
    )


def _mean_minutes(periods: Sequence[Period], text: ReaderFormat) -> str:
    completed = sum(period.completed for period in periods)
    if not completed:
        return ""
    seconds = sum((period.seconds_to_complete for period in periods), Decimal(0))
    return text.number((seconds / completed / _SECONDS_IN_A_MINUTE).quantize(Decimal("0.1")))
