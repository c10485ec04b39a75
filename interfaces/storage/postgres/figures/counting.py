"""The rows of the rollup for a batch of events."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from domain.checkout import Checkout
from domain.events import CheckoutEvent, Completed
from interfaces.storage.postgres.audit.search_terms import repeated_key

FigureRow = tuple[datetime, str, str, str, int, Decimal]
"""Hour, merchant, dialect of the checkout, topic, number of events, and the sum of seconds to the completion."""
_Key = tuple[datetime, str, str, str]
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_HOUR = timedelta(hours=1)
_MICROSECOND = timedelta(microseconds=1)


def figure_rows(changes: Iterable[tuple[CheckoutEvent, Checkout]]) -> list[FigureRow]:
    """Return the rows that these events add, each with the checkout after it.

    They are sorted, so that two transactions lock rows in the same order.
    """
    counts: Counter[_Key] = Counter()
    seconds: dict[_Key, Decimal] = {}
    hour = end = _EARLIEST
    for event, checkout in changes:
        # Nearly all events of a batch are of one hour, and this runs for each of them.
        if not hour <= event.timestamp < end:
            hour = event.timestamp.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
            end = hour + _HOUR
        key = (hour, repeated_key(checkout.merchant), repeated_key(checkout.dialect), event.TOPIC)
        counts[key] += 1
        if isinstance(event, Completed):
            seconds[key] = seconds.get(key, Decimal(0)) + seconds_to_complete(event, checkout)
    return [(*key, count, seconds.get(key, Decimal(0))) for key, count in sorted(counts.items())]


def seconds_to_complete(event: CheckoutEvent, checkout: Checkout) -> Decimal:
    """Return the seconds from the opening to a completion, exactly to the microsecond; 0 for another event."""
    if not isinstance(event, Completed):
        return Decimal(0)
    return Decimal((event.timestamp - checkout.created_on) // _MICROSECOND) / 1_000_000
