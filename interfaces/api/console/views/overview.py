"""The overview: seven measures of today, yesterday and the last 30 days, each as a chart and in a table."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from application.history.figures import Period
from domain.events import CheckoutEvent, Completed, Expired, Opened, PurchaseCommitted
from domain.stage import Stage
from interfaces.api.console.text.labels import reason_name
from interfaces.api.console.text.phrases import Shown, phrase, word_in
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.typed.event_fields import CHANGE_TYPES
from interfaces.api.console.typed.refusal_fields import LOCK_ERROR_REASONS
from interfaces.api.console.views.charts import Chart, Value, draw
from interfaces.http.request.timestamps import rfc_3339

_SEARCH: Final = "/console/search"
_EVENTS: Final = "/console/events"
_REFUSALS: Final = "/console/refusals"
_SECONDS_IN_A_MINUTE: Final = 60


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A number of each period, and the page with what it counts, which `asks` are the parameters of.

    Within one dialect the page of refused commands is narrowed to it. The page of events would have the dialect of the
    request, and figures have that of the checkout, so a bar leads to the search for checkouts with `of_checkouts`; with
    None there is no page of just these events.
    """

    name: Shown
    tone: str
    count: Callable[[Period], int]
    path: str = _EVENTS
    asks: tuple[tuple[str, str], ...] = ()
    of_checkouts: tuple[tuple[str, str], ...] | None = None


def _of_type(event: type[CheckoutEvent]) -> tuple[tuple[str, str], ...]:
    return (("type", event.TOPIC),)


def _of_status(stage: Stage) -> tuple[tuple[str, str], ...]:
    return (("status", stage.value),)


MEASURES: Final = (
    Measure(
        name=word_in("measure", "Opened"),
        tone="live",
        count=lambda period: period.opened,
        asks=_of_type(Opened),
        of_checkouts=(),
    ),
    Measure(
        name=word_in("measure", "Changes"),
        tone="shop",
        count=lambda period: period.changes,
        asks=(("type", CHANGE_TYPES),),
    ),
    Measure(
        name=word_in("measure", "Agreed"),
        tone="customer",
        count=lambda period: period.committed,
        asks=_of_type(PurchaseCommitted),
    ),
    Measure(
        name=word_in("measure", "Completed"),
        tone="good",
        count=lambda period: period.completed,
        asks=_of_type(Completed),
        of_checkouts=_of_status(Stage.COMPLETED),
    ),
    Measure(
        name=word_in("measure", "Abandoned"),
        tone="ended",
        count=lambda period: period.abandoned,
        asks=_of_type(Expired),
        of_checkouts=_of_status(Stage.EXPIRED),
    ),
    Measure(
        name=word_in("measure", "Refusals"),
        tone="bad",
        count=lambda period: period.refused,
        path=_REFUSALS,
    ),
    Measure(
        name=word_in("measure", "Lock errors"),
        tone="waiting",
        count=lambda period: period.lock_errors,
        path=_REFUSALS,
        asks=(("reason", LOCK_ERROR_REASONS),),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the table: a period with its values in the order of the measures."""

    label: str
    values: Sequence[Value]


@dataclass(frozen=True, kw_only=True)
class ReasonRow:
    """The refused commands of one reason, and the page that lists them."""

    reason: Shown
    count: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A time with its charts and tables. `minutes` is the mean from the opening to the completion; may be empty."""

    id: str
    title: Shown
    column: Shown
    charts: Sequence[Chart]
    rows: Sequence[Row]
    reasons: Sequence[ReasonRow]
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
        _section(
            "today",
            phrase("Today, by hour"),
            phrase("Hour"),
            today,
            narrowed,
            text,
            text.hour,
            hours,
        ),
        _section(
            "yesterday",
            phrase("Yesterday, by hour"),
            phrase("Hour"),
            yesterday,
            narrowed,
            text,
            text.hour,
            hours,
        ),
        _section(
            "days",
            phrase("30 days, by day"),
            phrase("Day"),
            days,
            narrowed,
            text,
            text.short_day,
            days,
        ),
    ]


def _section(
    name: str,
    title: Shown,
    column: Shown,
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
        reasons=_reasons(periods, narrowed, text),
        minutes=_mean_minutes(periods, text),
    )


def _value(
    measure: Measure, period: Period, narrowed: Narrowed, text: ReaderFormat, label: str
) -> Value:
    count = measure.count(period)
    return Value(
        label=label,
        count=count,
        text=text.number(count),
        href=_search(measure, period.start, period.end, narrowed),
    )


def _search(measure: Measure, since: datetime, until: datetime, narrowed: Narrowed) -> str:
    """Return the address of the page with what a measure counts; empty where no page has just that."""
    path, asks = measure.path, measure.asks
    if narrowed.dialect and path == _EVENTS:
        if measure.of_checkouts is None:
            return ""
        path, asks = _SEARCH, measure.of_checkouts
    times = (("since", rfc_3339(since)), ("until", rfc_3339(until)))
    return f"{path}?{urlencode((*times, *narrowed.parameters, *asks))}"


def _reasons(
    periods: Sequence[Period], narrowed: Narrowed, text: ReaderFormat
) -> Sequence[ReasonRow]:
    """Return the refused commands of all periods by reason, the most frequent first."""
    counts: Counter[str] = Counter()
    for period in periods:
        counts.update(period.refusals)
    if not counts:
        return ()
    times = (("since", rfc_3339(periods[0].start)), ("until", rfc_3339(periods[-1].end)))
    return [
        ReasonRow(
            reason=reason_name(reason),
            count=text.number(count),
            href=f"{_REFUSALS}?{urlencode((*times, *narrowed.parameters, ('reason', reason)))}",
        )
        for reason, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]


def _mean_minutes(periods: Sequence[Period], text: ReaderFormat) -> str:
    completed = sum(period.completed for period in periods)
    if not completed:
        return ""
    seconds = sum((period.seconds_to_complete for period in periods), Decimal(0))
    return text.number((seconds / completed / _SECONDS_IN_A_MINUTE).quantize(Decimal("0.1")))
