"""The rows of the rollup for a batch of events."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from domain.checkout import Checkout
from domain.events import CheckoutEvent, Completed
from interfaces.storage.postgres.audit.search_terms import as_key

FigureRow = tuple[datetime, str, str, str, int, Decimal]
"""Hour, merchant, dialect of the checkout, topic, number of events, and the sum of seconds to the completion."""
_MICROSECOND = timedelta(microseconds=1)


def figure_rows(changes: Iterable[tuple[CheckoutEvent, Checkout]]) -> list[FigureRow]:
    """Return the rows that these events add, each with the checkout after it.

    They are sorted, so that two transactions lock rows in the same order.
    """
    counts: dict[tuple[datetime, str, str, str], tuple[int, Decimal]] = {}
    for event, checkout in changes:
        hour = event.timestamp.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        key = (hour, as_key(checkout.merchant), as_key(checkout.dialect), event.TOPIC)
        count, seconds = counts.get(key, (0, Decimal(0)))
        counts[key] = (count + 1, seconds + seconds_to_complete(event, checkout))
    return [(*key, *counts[key]) for key in sorted(counts)]


def seconds_to_complete(event: CheckoutEvent, checkout: Checkout) -> Decimal:
    """Return the seconds from the opening to a completion, exactly to the microsecond; 0 for another event."""
    if not isinstance(event, Completed):
        return Decimal(0)
    return Decimal((event.timestamp - checkout.created_on) // _MICROSECOND) / 1_000_000
