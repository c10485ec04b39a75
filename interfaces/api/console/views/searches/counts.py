"""How many checkouts a search finds, and what another condition would find, as texts of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from application.history.finding.counting import CheckoutCounts, Count
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.typed.conditions import Conditions
from interfaces.api.console.views.charts import Chart
from interfaces.api.console.views.searches.histogram import histogram

_NARROWING: Final = ("merchant", "status", "since", "dialect")


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """The search without one condition, and how many checkouts it finds."""

    label: str
    shown: str
    path: str
    count: str


@dataclass(frozen=True, kw_only=True)
class CountsView:
    """The number of hits, the chart of them, and the fields that narrow them. `is_most`: there can be more."""

    total: str
    is_one: bool
    is_most: bool
    narrowing: str
    chart: Chart | None
    facets: Mapping[str, Mapping[str, str]]


def count_text(count: Count, form: ReaderFormat) -> str:
    """Return a count: `12`, or `1,000+` where there may be more."""
    number = form.number(count.number)
    return f"{number}+" if count.is_least else number


def counts_view(
    counted: CheckoutCounts, conditions: Conditions, page: str, form: ReaderFormat
) -> CountsView:
    """Return the view of the counts of a search. A value that no checkout has is `0`, or `0+`."""
    unset = [each for each in conditions.fields if each.name in _NARROWING]
    return CountsView(
        total=count_text(counted.total, form),
        is_one=counted.total == Count(1, False),
        is_most=counted.total.is_least,
        narrowing=", ".join(
            form.say(each.label) for each in unset if conditions.text(each.name) is None
        ),
        chart=histogram(counted.times, conditions, page, form),
        facets={
            field.name: {
                value: count_text(of_field.get(value, _none(counted)), form)
                for value in field.choices
            }
            for field in conditions.fields
            if (of_field := counted.facets.get(field.name)) is not None
        },
    )


def _none(counted: CheckoutCounts) -> Count:
    return Count(0, counted.total.is_least)
