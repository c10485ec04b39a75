"""Shapes of the figures."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated

import msgspec

from application.history.figures import FigureReport, Period
from interfaces.api.history.wire import Shape


class PeriodShape(Shape, frozen=True, kw_only=True):
    """One hour or day in UTC. `changes` are the events that neither open a checkout nor agree to, release or end it."""

    start: datetime
    end: datetime
    opened: int
    changes: int
    committed: int
    completed: int
    abandoned: int
    refused: int
    lock_errors: Annotated[
        int, msgspec.Meta(description="The refusals because another change came first.")
    ]
    mean_milliseconds_to_complete: Annotated[
        int | None,
        msgspec.Meta(
            description="From the opening to the completion; null where nothing was completed."
        ),
    ]
    events: Annotated[dict[str, int], msgspec.Meta(description="The number of events by type.")]
    refusals: Annotated[
        dict[str, int], msgspec.Meta(description="The number of refused commands by reason.")
    ]


class FiguresShape(Shape, frozen=True, kw_only=True):
    """All periods, oldest first, also those in which nothing happened."""

    periods: list[PeriodShape]
    is_complete: Annotated[
        bool,
        msgspec.Meta(
            description="False if events that an earlier version of tillroll indexed are not counted. "
            "`tillroll projection rebuild` counts them."
        ),
    ]


def figures_shape(report: FigureReport) -> FiguresShape:
    """Return the shape of a report."""
    return FiguresShape(
        periods=_periods(report.periods), is_complete=not report.lacks_earlier_events
    )


def _periods(periods: Sequence[Period]) -> list[PeriodShape]:
    return [
        PeriodShape(
            start=each.start,
            end=each.end,
            opened=each.opened,
            changes=each.changes,
            committed=each.committed,
            completed=each.completed,
            abandoned=each.abandoned,
            refused=each.refused,
            lock_errors=each.lock_errors,
            mean_milliseconds_to_complete=_to_milliseconds(each.mean_seconds_to_complete),
            events=dict(each.events),
            refusals=dict(each.refusals),
        )
        for each in periods
    ]


def _to_milliseconds(seconds: Decimal | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)
