"""The start page: one box that takes any name of a checkout, and beside it the conditions of a search."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import urlencode

from fastapi import Request, Response

from application.history.finding.checkout_search import FoundPage
from application.history.finding.name_lookup import NameMatch
from application.ports.audit_log import AuditLogStatus
from domain.refusals import CheckoutNotFound
from interfaces.api.console.access.forms import read_session_form
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.finding.counting import SearchCounts
from interfaces.api.console.endpoints.finding.other_texts import OtherTexts
from interfaces.api.console.endpoints.finding.waiting import INDEXED, wait_until_indexed
from interfaces.api.console.endpoints.refusals import PATH as REFUSALS
from interfaces.api.console.endpoints.search_page import SearchPage
from interfaces.api.console.endpoints.searching import (
    PAGE_SIZE,
    PageLinks,
    Searches,
    Window,
    history_path,
    page_links,
    position_from,
    window_of,
)
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.policy import see_other
from interfaces.api.console.saving.endpoints import SavedView, SavingEndpoints
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.typed.checkout_fields import (
    checkout_fields,
    checkout_query,
    history_parameters,
)
from interfaces.api.console.typed.conditions import Conditions, SearchField, read_conditions
from interfaces.api.console.views.searches.conditions import (
    NO_COUNTS,
    conditions_view,
    merchant_choices,
)
from interfaces.api.console.views.searches.counts import Alternative, CountsView
from interfaces.api.console.views.searches.search import (
    NAME_KINDS,
    Hit,
    checkout_path,
    hits_view,
    lag_note,
    named_view,
)
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader

PATH: Final = "/console/search"
NAME: Final = "q"
LONGEST_NAME: Final = 200
_FACETS: Final = ("merchant", "dialect", "status", "refused", "parked")


@dataclass(frozen=True)
class _Results:
    """What the page of a search shows: hits, saved searches, counts, and searches without one of its conditions."""

    page: FoundPage
    saved: Sequence[SavedView]
    counts: CountsView | None
    alternatives: Sequence[Alternative]


class SearchEndpoints:
    """The box and the fields send a POST, so that a text that turns out to be personal is in no address."""

    def __init__(
        self,
        pages: Pages,
        recorder: AccessRecorder,
        searches: Searches,
        saved: SavingEndpoints,
    ) -> None:
        self._saved = saved
        self._pages = pages
        self._recorder = recorder
        self._searches = searches
        self._counts = SearchCounts(searches.counting, PATH)
        self._other_texts = OtherTexts(searches, PATH)
        self._page = SearchPage(
            path=PATH,
            operation="open search",
            recorder=recorder,
            clock=searches.clock,
            fields=self._fields,
            others=(NAME, INDEXED),
        )

    async def send(self, request: Request, signed_in: SignedIn) -> Response:
        """Lead from the box or the fields to the address of the search; never to one with a personal text."""
        sent = await read_session_form(request, signed_in)
        name = sent.get(NAME, "").strip()[:LONGEST_NAME]
        if name:
            return await self._look_up(request, signed_in.reader, name, is_sent=True)
        return await self._page.lead(
            request, signed_in.reader, sent, partial(self._respond, request)
        )

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The checkouts of a search, the newest first, or those that have a name. A name of one checkout opens it."""
        reader = signed_in.reader
        name = request.query_params.get(NAME, "").strip()[:LONGEST_NAME]
        if name:
            return await self._look_up(request, reader, name, is_sent=False)
        conditions = await self._page.read(request, reader, partial(self._respond, request))
        if isinstance(conditions, Response):
            return conditions
        window = window_of(request)
        async with self._recorder.record(request, reader, "search checkouts"):
            if (position := position_from(request, INDEXED)) is not None:
                await wait_until_indexed(self._searches.events, position)
            query = checkout_query(conditions, reader.merchants)
            found = await self._searches.checkouts.page(
                query,
                older_than=window.older_than,
                newer_than=window.newer_than,
                limit=PAGE_SIZE,
            )
            saved = await self._saved.visible_to(reader)
            counts = alternatives = None
            # Older pages have the conditions of the newest one, and its counts.
            if window == Window() and found.found:
                counts = await self._counts.of(request, conditions, reader.merchants)
            elif not found.found:
                alternatives = await self._counts.without_each(
                    request, conditions, reader.merchants
                )
        results = _Results(found, saved, counts, alternatives or ())
        return await asyncio.to_thread(self._respond_found, request, conditions, results)

    async def _look_up(
        self, request: Request, reader: Reader, name: str, *, is_sent: bool
    ) -> Response:
        """Answer with the checkouts that have a name. A form may have sent the name of a person."""
        try:
            async with self._recorder.record(request, reader, "look up name"):
                match = await self._match(name, reader, is_sent=is_sent)
                if match is None:
                    raise CheckoutNotFound(checkout_id="")
        except CheckoutNotFound:
            if is_sent and (address := await self._other_texts.address_of(name, reader)):
                return see_other(address)
            return self._respond_named(request, reader, name, None)
        if match.is_only_refused:
            return see_other(_path_of_refused(name, match))
        if len(match.checkouts) == 1 and not match.is_cut:
            return see_other(checkout_path(match.checkouts[0].checkout_id))
        if is_sent and not match.kind.is_personal and "@" not in name:
            return see_other(f"{PATH}?{urlencode({NAME: name})}")
        return self._respond_named(request, reader, name, match)

    async def _match(self, name: str, reader: Reader, *, is_sent: bool) -> NameMatch | None:
        if not name.isprintable():
            # PostgreSQL refuses U+0000 in text.
            return None
        for_persons = is_sent and reader.sees_persons
        return await self._searches.lookup.find(
            name, reader.merchants, looks_for_persons=for_persons
        )

    def _fields(self, reader: Reader) -> Sequence[SearchField]:
        return checkout_fields(merchant_choices(self._searches.merchants.now, reader.merchants))

    def _respond_found(
        self, request: Request, conditions: Conditions, results: "_Results"
    ) -> Response:
        found = results.page
        links = page_links(
            conditions, PATH, newer_than=found.newer_than, older_than=found.older_than
        )
        merchants, form = self._searches.merchants.now, format_for(request)
        return self._respond(
            request,
            conditions,
            hits=hits_view(found.found, merchants, form),
            links=links,
            lag=lag_note(found.status),
            is_empty=not found.status.newest,
            wait=_wait_path(conditions, found.status),
            results=results,
        )

    def _respond(
        self,
        request: Request,
        conditions: Conditions,
        status: int = 200,
        *,
        hits: Sequence[Hit] = (),
        links: PageLinks | None = None,
        lag: Shown = "",
        is_empty: bool = False,
        wait: str = "",
        results: "_Results | None" = None,
    ) -> Response:
        now = self._searches.clock()
        counts = None if results is None else results.counts
        of_facets = NO_COUNTS if counts is None else counts.facets
        view = conditions_view(conditions, PATH, format_for(request), now, _FACETS, of_facets)
        return self._pages.respond(
            request,
            "search.html",
            title=phrase("Search"),
            status=status,
            as_json=history_path("/history/checkouts", history_parameters(conditions)),
            name="",
            named=None,
            conditions=view,
            hits=hits,
            links=links,
            lag=lag,
            is_empty=is_empty,
            wait=wait,
            counts=counts,
            alternatives=() if results is None else results.alternatives,
            saved=() if results is None else results.saved,
        )

    def _respond_named(
        self, request: Request, reader: Reader, name: str, match: NameMatch | None
    ) -> Response:
        form, now = format_for(request), self._searches.clock()
        nothing = read_conditions(self._fields(reader), {}, form, now)
        found = () if match is None else match.checkouts
        return self._pages.respond(
            request,
            "search.html",
            title=phrase("Search"),
            query=name,
            name=name,
            named={
                "kind": "" if match is None else NAME_KINDS[match.kind],
                "is_personal": match is not None and match.kind.is_personal,
                "is_cut": match is not None and match.is_cut,
                "needs_scope": "@" in name and not reader.sees_persons,
                "is_in_address": request.method != "POST",
            },
            conditions=conditions_view(nothing, PATH, form, now, _FACETS),
            hits=named_view(found, self._searches.merchants.now, form),
            links=None,
            lag="",
            is_empty=False,
            wait="",
            counts=None,
            alternatives=(),
            saved=(),
        )


def _path_of_refused(request_id: str, match: NameMatch) -> str:
    """Return the address of the command that a request was refused, or of the list if there are several."""
    if len(match.refused) == 1:
        (only,) = match.refused
        return f"{checkout_path(only.refusal.checkout_id)}/refusals/{only.position}"
    return f"{REFUSALS}?{urlencode({'request_id': request_id})}"


def _wait_path(conditions: Conditions, status: AuditLogStatus) -> str:
    """Return the address of the same search that waits for the audit log; empty if it has everything."""
    if status.newest <= status.position:
        return ""
    return conditions.path(PATH, **{INDEXED: str(status.newest)})
