"""Figures of a period: what happened in each hour or day, from the counts of the event log and the refusal log.

Hours and days are in UTC. A checkout counts in the hour of each of its events, not in the hour of its opening.
"""

import enum
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from application.ports.operations.figures import EventCount, FigureFilter, FigureLog, RefusalCount
from domain.events import (
    EVENTS,
    Cancelled,
    CommitmentReleased,
    Completed,
    Expired,
    Opened,
    PurchaseCommitted,
)
from domain.refusals import Contention

_STEPS = frozenset(
    each.TOPIC
    for each in (Opened, PurchaseCommitted, CommitmentReleased, Completed, Cancelled, Expired)
)
CHANGES = tuple(event.TOPIC for event in EVENTS if event.TOPIC not in _STEPS)
"""The types of events that neither open a checkout nor agree to, release or end it."""
LOCK_ERRORS = tuple(sorted(each.__name__ for each in Contention.__subclasses__()))
"""The reasons of refusals because another change came first."""


class Interval(enum.Enum):
    """The length of a period."""

    HOUR = timedelta(hours=1)
    DAY = timedelta(days=1)

    def start_of(self, at: datetime) -> datetime:
        """Return the start of the period that has `at`, a time in UTC."""
        hour = at.replace(minute=0, second=0, microsecond=0)
        return hour if self is Interval.HOUR else hour.replace(hour=0)

    def end_of(self, at: datetime) -> datetime:
        """Return the end of the period that has `at`; `at` itself if a period starts there."""
        start = self.start_of(at)
        return start if start == at else start + self.value


@dataclass(frozen=True, kw_only=True)
class Period:
    """The counts from `start` until `end`: events by type, refused commands by reason.

    `seconds_to_complete` is the sum over the completed checkouts, from the opening to the completion.
    """

    start: datetime
    end: datetime
    events: Mapping[str, int]
    refusals: Mapping[str, int]
    seconds_to_complete: Decimal

    @property
    def opened(self) -> int:
        """The number of opened checkouts."""
        return self.events.get(Opened.TOPIC, 0)

    @property
    def changes(self) -> int:
        """The events that neither open a checkout nor agree to, release or end it."""
        return sum(count for topic, count in self.events.items() if topic not in _STEPS)

    @property
    def committed(self) -> int:
        """The purchases that customers agreed to."""
        return self.events.get(PurchaseCommitted.TOPIC, 0)

    @property
    def completed(self) -> int:
        """The number of completed purchases."""
        return self.events.get(Completed.TOPIC, 0)

    @property
    def abandoned(self) -> int:
        """The number of checkouts that expired."""
        return self.events.get(Expired.TOPIC, 0)

    @property
    def refused(self) -> int:
        """The refused commands, with the lock errors."""
        return sum(self.refusals.values())

    @property
    def lock_errors(self) -> int:
        """The commands that were refused because another change came first."""
        return sum(count for reason, count in self.refusals.items() if reason in LOCK_ERRORS)

    @property
    def mean_seconds_to_complete(self) -> Decimal | None:
        """The mean time from the opening to the completion; None where nothing was completed."""
        return self.seconds_to_complete / self.completed if self.completed else None


@dataclass(frozen=True, kw_only=True)
class FigureReport:
    """The periods of a time, oldest first and without gaps.

    `lacks_earlier_events`: events that an earlier version indexed are missing until a rebuild.
    """

    periods: Sequence[Period]
    lacks_earlier_events: bool


class Figures:
    """Counts events and refused commands by period."""

    def __init__(self, log: FigureLog) -> None:
        self._log = log

    async def of(self, wanted: FigureFilter, by: Interval) -> FigureReport:
        """Return all periods that have a part of the time from `since` until `until`. Raises StoreUnavailable."""
        whole = replace(wanted, since=by.start_of(wanted.since), until=by.end_of(wanted.until))
        events = await self._log.events(whole)
        refusals = await self._log.refusals(whole)
        periods = _periods(whole, by, events, refusals)
        return FigureReport(
            periods=periods, lacks_earlier_events=await self._log.lacks_earlier_events()
        )


def _periods(
    whole: FigureFilter,
    by: Interval,
    events: Sequence[EventCount],
    refusals: Sequence[RefusalCount],
) -> list[Period]:
    counts: dict[datetime, Counter[str]] = {}
    reasons: dict[datetime, Counter[str]] = {}
    seconds: dict[datetime, Decimal] = {}
    for event in events:
        start = by.start_of(event.hour)
        counts.setdefault(start, Counter())[event.topic] += event.count
        seconds[start] = seconds.get(start, Decimal(0)) + event.seconds
    for refusal in refusals:
        reasons.setdefault(by.start_of(refusal.hour), Counter())[refusal.reason] += refusal.count
    number = (whole.until - whole.since) // by.value
    return [
        Period(
            start=start,
            end=start + by.value,
            events=counts.get(start, {}),
            refusals=reasons.get(start, {}),
            seconds_to_complete=seconds.get(start, Decimal(0)),
        )
        for start in (whole.since + place * by.value for place in range(number))
    ]
