"""The page of figures."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from fastapi import Request, Response

from application.history.figures import Figures, Interval
from application.history.operations.reports import Operations
from application.ports.operations.figures import FigureFilter
from application.ports.webhooks.webhook_log import DeliveryCount, DeliveryState
from interfaces.api.console.access.by_itself import FIGURES_PART, PART_HEADER
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.text.labels import dialect_name
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.views.overview import MEASURES, Narrowed, overview_sections
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import query_fault
from interfaces.http.request.timestamps import rfc_3339
from interfaces.runtime.live import Live

PATH: Final = "/console/overview"
DIALECTS: Final = ("walley", "svea", "stateset", "acp", "ucp")
_DAY: Final = timedelta(days=1)
_DAYS: Final = 30


class OverviewEndpoint:
    """Shows today and yesterday by hour, and 30 days by day, in UTC as the figures are counted."""

    def __init__(
        self,
        pages: Pages,
        recorder: AccessRecorder,
        figures: Figures,
        operations: Operations,
        merchants: Live[Mapping[str, str]],
        clock: Callable[[], datetime],
    ) -> None:
        self._pages = pages
        self._recorder = recorder
        self._figures = figures
        self._operations = operations
        self._merchants = merchants
        self._clock = clock

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The figures of the merchants that the reader may see, or of one merchant or dialect."""
        reader = signed_in.reader
        async with self._recorder.record(request, reader, "open overview"):
            narrowed = _read_narrowed(request, reader)
            tomorrow = Interval.DAY.start_of(self._clock()) + _DAY
            wanted = FigureFilter(
                merchants=reader.merchants,
                since=tomorrow - 2 * _DAY,
                until=tomorrow,
                merchant=narrowed.merchant or None,
                dialect=narrowed.dialect or None,
            )
            hours = await self._figures.of(wanted, Interval.HOUR)
            month = FigureFilter(
                merchants=wanted.merchants,
                since=tomorrow - _DAYS * _DAY,
                until=tomorrow,
                merchant=wanted.merchant,
                dialect=wanted.dialect,
            )
            days = await self._figures.of(month, Interval.DAY)
            counts = await self._operations.delivery_counts(reader.merchants)
        # An open page fetches this part when there are new events.
        is_part = request.headers.get(PART_HEADER) == FIGURES_PART
        parameters = (("from", rfc_3339(month.since)), ("by", "day"), *narrowed.parameters)
        return self._pages.respond(
            request,
            "_figures.html" if is_part else "overview.html",
            title=phrase("Overview"),
            headers={"Vary": PART_HEADER},
            as_json=f"/history/figures?{urlencode(parameters)}",
            sections=overview_sections(
                hours.periods, days.periods, narrowed, format_for(request).in_utc()
            ),
            measures=[measure.name for measure in MEASURES],
            narrowed=narrowed,
            merchants=self._merchants_of(reader),
            dialects=[(dialect, dialect_name(dialect)) for dialect in DIALECTS],
            parked=_parked_count(counts, format_for(request)),
            lacks_earlier_events=days.lacks_earlier_events,
        )

    def _merchants_of(self, reader: Reader) -> list[tuple[str, str]]:
        return [
            (merchant, name)
            for merchant, name in self._merchants.now.items()
            if reader.merchants is None or merchant in reader.merchants
        ]


def _parked_count(counts: Sequence[DeliveryCount], form: ReaderFormat) -> str:
    """Return the number of parked callbacks; empty where there are none."""
    parked = sum(each.count for each in counts if each.state is DeliveryState.PARKED)
    return form.number(parked) if parked else ""


def _read_narrowed(request: Request, reader: Reader) -> Narrowed:
    """Read the form of the page, in which an empty field is all. Raises InvalidQuery and AccessDenied."""
    merchant = request.query_params.get("merchant", "").strip()
    dialect = request.query_params.get("dialect", "").strip()
    if dialect and dialect not in DIALECTS:
        message = f"must be one of {', '.join(DIALECTS)}"
        raise InvalidQuery((query_fault("dialect", message),))
    if merchant:
        reader.require_merchant(merchant)
    return Narrowed(merchant=merchant, dialect=dialect)
