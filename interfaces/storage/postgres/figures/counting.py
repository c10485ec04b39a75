"""The rows of the rollup for a batch of events."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import starmap

from domain.checkout import Checkout
from domain.events import CheckoutEvent, Completed
from interfaces.storage.postgres.audit.search_terms import repeated_key

FigureRow = tuple[datetime, str, str, str, int, Decimal]
"""Hour, merchant, dialect of the checkout, topic, number of events, and the sum of seconds to the completion."""
_Key = tuple[datetime, str, str, str]
_NO_SECONDS = Decimal(0)
_MICROSECOND = timedelta(microseconds=1)


def figure_of(event: CheckoutEvent, checkout: Checkout) -> FigureRow:
    """Return the row that one event adds. `checkout` is the state after the event."""
    hour = event.timestamp.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    seconds = seconds_to_complete(event, checkout) if isinstance(event, Completed) else _NO_SECONDS
    merchant, dialect = repeated_key(checkout.merchant), repeated_key(checkout.dialect)
    return (hour, merchant, dialect, event.TOPIC, 1, seconds)


def sum_figures(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """Return one row for each hour, merchant, dialect and topic.

    They are sorted, so that two transactions lock rows in the same order.
    """
    counts: Counter[_Key] = Counter()
    sums: dict[_Key, Decimal] = {}
    for hour, merchant, dialect, topic, count, seconds in rows:
        key = (hour, merchant, dialect, topic)
        counts[key] += count
        if seconds:
            sums[key] = sums.get(key, _NO_SECONDS) + seconds
    return [(*key, count, sums.get(key, _NO_SECONDS)) for key, count in sorted(counts.items())]


def figure_rows(changes: Iterable[tuple[CheckoutEvent, Checkout]]) -> list[FigureRow]:
    """Return the rows that these events add together, each with the checkout after it."""
    return sum_figures(starmap(figure_of, changes))


def seconds_to_complete(event: CheckoutEvent, checkout: Checkout) -> Decimal:
    """Return the seconds from the opening to a completion, exactly to the microsecond; 0 for another event."""
    if not isinstance(event, Completed):
        return Decimal(0)
    return Decimal((event.timestamp - checkout.created_on) // _MICROSECOND) / 1_000_000
