"""The endpoint of figures: what happened in each hour or day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from fastapi import Request, Response

from application.history.figures import Figures, Interval
from application.ports.operations.figures import FigureFilter
from interfaces.api.history import wire
from interfaces.api.history.across.figure_shapes import figures_shape
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.http.request.as_of import MAY_CHANGE

FIGURE_FILTERS: Final = ("from", "to", "by", "merchant", "dialect")
INTERVALS: Final = {"hour": Interval.HOUR, "day": Interval.DAY}
MOST_PERIODS: Final = 800
"""More than a month of hours, and more than two years of days."""
_DEFAULT_SPANS: Final = {Interval.HOUR: timedelta(days=1), Interval.DAY: timedelta(days=30)}
# Periods beyond these years could not be computed, and have no events.
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 9000


class FigureEndpoint:
    """Answers figures. Each read is appended to the access log before it is answered."""

    def __init__(
        self, figures: Figures, recorder: AccessRecorder, clock: Callable[[], datetime]
    ) -> None:
        self._figures = figures
        self._recorder = recorder
        self._clock = clock

    async def figures(self, request: Request, reader: Reader) -> Response:
        """Answer the periods of a time, of the merchants that the reader may see."""
        async with self._recorder.record(request, reader, "read figures"):
            parameters = QueryReader(request, FIGURE_FILTERS)
            by = INTERVALS[parameters.one_of("by", INTERVALS) or "day"]
            until = parameters.instant("to", up=True) or self._clock()
            if not _FIRST_YEAR <= until.year <= _LAST_YEAR:
                parameters.add_fault("to", f"must be in the years {_FIRST_YEAR} to {_LAST_YEAR}")
                parameters.raise_faults()
            since = parameters.instant("from") or until - _DEFAULT_SPANS[by]
            merchant, dialect = parameters.text("merchant"), parameters.text("dialect")
            if since >= until:
                parameters.add_fault("from", "must be before `to`, which is now if it is left out")
            elif (until - since) / by.value > MOST_PERIODS:
                parameters.add_fault(
                    "from", f"must not be more than {MOST_PERIODS} periods before `to`"
                )
            parameters.raise_faults()
            if merchant is not None:
                reader.require_merchant(merchant)
            wanted = FigureFilter(
                merchants=reader.merchants,
                since=since,
                until=until,
                merchant=merchant,
                dialect=dialect,
            )
            report = await self._figures.of(wanted, by)
        content = wire.encode(figures_shape(report))
        headers = {"Cache-Control": MAY_CHANGE}
        return Response(content, headers=headers, media_type="application/json")
