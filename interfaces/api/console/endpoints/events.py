"""The page of events across checkouts, and how to export all of them."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from fastapi import Request, Response

from interfaces.api.console.access.forms import read_session_form
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.exports import FORMAT, FileFormat
from interfaces.api.console.endpoints.exports import PATH as FILE
from interfaces.api.console.endpoints.search_page import SearchPage
from interfaces.api.console.endpoints.searching import (
    LARGEST_POSITION,
    PAGE_SIZE,
    PageLinks,
    Searches,
    command_line,
    divide,
    history_path,
    page_links,
    window_of,
)
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.typed.conditions import Conditions, SearchField
from interfaces.api.console.typed.event_fields import (
    event_fields,
    event_filter,
    event_parameters,
)
from interfaces.api.console.views.searches.conditions import conditions_view, merchant_choices
from interfaces.api.console.views.searches.events import EventRow, event_rows
from interfaces.api.console.views.searches.search import lag_note
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader

PATH: Final = "/console/events"


class EventEndpoints:
    """Answers pages of events, the newest first."""

    def __init__(
        self,
        pages: Pages,
        recorder: AccessRecorder,
        searches: Searches,
        formats: Mapping[str, FileFormat],
    ) -> None:
        self._formats = formats
        self._pages = pages
        self._recorder = recorder
        self._searches = searches
        self._page = SearchPage(
            path=PATH,
            operation="open events",
            recorder=recorder,
            clock=searches.clock,
            fields=self._fields,
        )

    async def send(self, request: Request, signed_in: SignedIn) -> Response:
        """Lead from the fields to the address of the search."""
        sent = await read_session_form(request, signed_in)
        return await self._page.lead(
            request, signed_in.reader, sent, partial(self._respond, request)
        )

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The events that meet the conditions in the address."""
        reader = signed_in.reader
        conditions = await self._page.read(request, reader, partial(self._respond, request))
        if isinstance(conditions, Response):
            return conditions
        window = window_of(request)
        async with self._recorder.record(request, reader, "search events"):
            status = await self._searches.events.status()
            newest = None if window.newer_than is not None else LARGEST_POSITION
            found = await self._searches.events.page(
                event_filter(conditions, reader.merchants),
                after=window.newer_than,
                before=newest if window.older_than is None else window.older_than,
                limit=PAGE_SIZE + 1,
            )
        part = divide(found.entries[::-1], window, lambda each: each.position, is_cut=found.is_cut)
        links = page_links(conditions, PATH, newer_than=part.newer_than, older_than=part.older_than)
        rows = event_rows(part.shown, self._searches.merchants.now, format_for(request))
        lag = lag_note(status)
        return self._respond(request, conditions, rows=rows, links=links, lag=lag)

    def _fields(self, reader: Reader) -> Sequence[SearchField]:
        merchants = merchant_choices(self._searches.merchants.now, reader.merchants)
        return event_fields(merchants)

    def _respond(
        self,
        request: Request,
        conditions: Conditions,
        status: int = 200,
        *,
        rows: Sequence[EventRow] = (),
        links: PageLinks | None = None,
        lag: Shown = "",
    ) -> Response:
        view = conditions_view(
            conditions, PATH, format_for(request), self._searches.clock(), ("merchant", "dialect")
        )
        given = event_parameters(conditions)
        return self._pages.respond(
            request,
            "events.html",
            title=phrase("Events"),
            status=status,
            as_json=history_path("/history/events", {**given, "order": "newest"}),
            as_command=command_line("audit", given),
            page=PATH,
            can_save=True,
            conditions=view,
            rows=rows,
            links=links,
            lag=lag,
            exports=[
                (each, conditions.path(FILE, **{FORMAT: name}))
                for name, each in self._formats.items()
            ],
            address=history_path("/history/events", given),
        )
