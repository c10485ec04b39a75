"""The figures over the stores in memory, for unit tests. Every count reads all events and refusals."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from application.ports.operations.figures import EventCount, FigureFilter, RefusalCount
from application.ports.refusal_log import RefusalFilter
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.memory.storage import InMemoryEventStore, InMemoryRefusalLog
from interfaces.storage.postgres.figures.counting import figure_rows

_ALL = 2**31


class InMemoryFigureLog:
    """Implements `FigureLog` without lag. `lacks_earlier` is what a test sets."""

    def __init__(self, store: InMemoryEventStore, refusals: InMemoryRefusalLog) -> None:
        self._store = store
        self._refusals = refusals
        self.lacks_earlier = False

    async def events(self, wanted: FigureFilter) -> Sequence[EventCount]:
        """Return the counts of events by hour and type."""
        counts: dict[tuple[datetime, str], tuple[int, Decimal]] = {}
        for hour, merchant, dialect, topic, count, seconds in figure_rows(self._changes()):
            if (
                wanted.since <= hour < wanted.until
                and _sees(wanted, merchant)
                and wanted.dialect in (None, dialect)
            ):
                counted, sum_of_seconds = counts.get((hour, topic), (0, Decimal(0)))
                counts[hour, topic] = (counted + count, sum_of_seconds + seconds)
        return [
            EventCount(hour=hour, topic=topic, count=count, seconds=seconds)
            for (hour, topic), (count, seconds) in sorted(counts.items())
        ]

    async def refusals(self, wanted: FigureFilter) -> Sequence[RefusalCount]:
        """Return the counts of refused commands by hour and reason."""
        counts: dict[tuple[datetime, str], int] = {}
        where = RefusalFilter(
            merchants=wanted.merchants,
            merchant=wanted.merchant,
            since=wanted.since,
            until=wanted.until,
        )
        for logged in await self._refusals.page(where, after=None, before=None, limit=_ALL):
            refusal = logged.refusal
            if wanted.dialect in (None, refusal.provenance.dialect):
                hour = refusal.at.replace(minute=0, second=0, microsecond=0)
                counts[hour, refusal.reason] = counts.get((hour, refusal.reason), 0) + 1
        return [
            RefusalCount(hour=hour, reason=reason, count=count)
            for (hour, reason), count in sorted(counts.items())
        ]

    async def lacks_earlier_events(self) -> bool:
        """Return what the test has set."""
        return self.lacks_earlier

    def _changes(self) -> Iterator[tuple[CheckoutEvent, Checkout]]:
        states: dict[str, Checkout] = {}
        for _, event in self._store.events_after(0):
            before = states.get(event.originator_id)
            after = event.mutate(None) if before is None else before.replay([event])
            assert after is not None
            states[event.originator_id] = after
            yield event, after


def _sees(wanted: FigureFilter, merchant: str) -> bool:
    return (wanted.merchants is None or merchant in wanted.merchants) and (
        wanted.merchant in (None, merchant)
    )
