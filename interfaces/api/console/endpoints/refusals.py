"""The page of refused commands across checkouts."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from fastapi import Request, Response

from interfaces.api.console.access.forms import read_session_form
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.search_page import SearchPage
from interfaces.api.console.endpoints.searching import (
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
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.typed.conditions import Conditions, SearchField
from interfaces.api.console.typed.refusal_fields import (
    PARAMETERS,
    refusal_fields,
    refusal_filter,
)
from interfaces.api.console.views.searches.conditions import conditions_view, merchant_choices
from interfaces.api.console.views.searches.refusals import RefusedRow, refused_rows
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader

PATH: Final = "/console/refusals"


class RefusalEndpoints:
    """Answers pages of refused commands, the newest first."""

    def __init__(self, pages: Pages, recorder: AccessRecorder, searches: Searches) -> None:
        self._pages = pages
        self._recorder = recorder
        self._searches = searches
        self._page = SearchPage(
            path=PATH,
            operation="open refusals",
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
        """The refused commands that meet the conditions in the address."""
        reader = signed_in.reader
        conditions = await self._page.read(request, reader, partial(self._respond, request))
        if isinstance(conditions, Response):
            return conditions
        window = window_of(request)
        async with self._recorder.record(request, reader, "search refusals"):
            found = await self._searches.refusals.page(
                refusal_filter(conditions, reader.merchants),
                after=window.newer_than,
                before=window.older_than,
                limit=PAGE_SIZE + 1,
                sees_persons=reader.sees_persons,
            )
        part = divide(found, window, lambda each: each.position)
        links = page_links(conditions, PATH, newer_than=part.newer_than, older_than=part.older_than)
        rows = refused_rows(part.shown, self._searches.merchants.now, format_for(request))
        return self._respond(request, conditions, rows=rows, links=links)

    def _fields(self, reader: Reader) -> Sequence[SearchField]:
        merchants = merchant_choices(self._searches.merchants.now, reader.merchants)
        return refusal_fields(merchants)

    def _respond(
        self,
        request: Request,
        conditions: Conditions,
        status: int = 200,
        *,
        rows: Sequence[RefusedRow] = (),
        links: PageLinks | None = None,
    ) -> Response:
        view = conditions_view(
            conditions, PATH, format_for(request), self._searches.clock(), ("merchant",)
        )
        given = {name: conditions.text(name) for name in PARAMETERS}
        return self._pages.respond(
            request,
            "refusals.html",
            title=phrase("Refused commands"),
            status=status,
            as_json=history_path("/history/refusals", given),
            as_command=command_line("refusals", given),
            page=PATH,
            can_save=True,
            conditions=view,
            rows=rows,
            links=links,
        )
