"""The access log for auditors: across checkouts, and of one checkout."""

import re
from typing import Final

from fastapi import Request, Response

from application.history.finding.name_lookup import NameKind
from domain.refusals import CheckoutNotFound
from interfaces.api.console.access.forms import read_session_form
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.searching import (
    LARGEST_POSITION,
    PAGE_SIZE,
    Searches,
    canonical_path,
    conditions_of,
    divide,
    history_path,
    page_links,
    window_of,
)
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.policy import see_other
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.typed.conditions import read_conditions
from interfaces.api.console.typed.event_fields import READER_FIELDS, reads_filter
from interfaces.api.console.views.searches.conditions import conditions_view
from interfaces.api.console.views.searches.events import read_rows
from interfaces.api.readers.access_log import AccessRecorder

PATH: Final = "/console/readers"
_CHECKOUT_ID: Final = re.compile(r"[A-Za-z0-9._~-]{1,200}")


class ReaderEndpoints:
    """Answers pages of the access log, the newest entries first. Each look at it is an entry too."""

    def __init__(self, pages: Pages, recorder: AccessRecorder, searches: Searches) -> None:
        self._pages = pages
        self._recorder = recorder
        self._searches = searches

    async def send(self, request: Request, signed_in: SignedIn) -> Response:
        """Lead from the fields to the address of the search; with a fault, to the page that says it."""
        sent = await read_session_form(request, signed_in)
        now = self._searches.clock()
        conditions = read_conditions(READER_FIELDS, sent, format_for(request), now)
        # A text with @ is refused, and stays out of the address.
        kept = {
            name: conditions.typed[name] for name in conditions.faults if name in ("since", "until")
        }
        return see_other(conditions.path(PATH, **kept))

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The entries that meet the conditions in the address."""
        now, form = self._searches.clock(), format_for(request)
        conditions = conditions_of(request, READER_FIELDS, now)
        if (canonical := canonical_path(request, conditions, PATH)) is not None:
            return see_other(canonical)
        window = window_of(request)
        newest = None if window.newer_than is not None else LARGEST_POSITION
        async with self._recorder.record(
            request, signed_in.reader, "read readings", conditions.text("checkout")
        ):
            signed_in.reader.require_auditor()
            found = await self._searches.reads.page(
                reads_filter(conditions),
                after=window.newer_than,
                before=newest if window.older_than is None else window.older_than,
                limit=PAGE_SIZE + 1,
            )
        shown = () if conditions.faults else found[::-1]
        part = divide(shown, window, lambda each: each.position)
        given = {name: conditions.text(name) for name in ("reader", "checkout", "since", "until")}
        return self._pages.respond(
            request,
            "readers.html",
            title=phrase("Who has read"),
            status=400 if conditions.faults else 200,
            as_json=history_path("/history/reads", given),
            page=PATH,
            conditions=conditions_view(conditions, PATH, form, now),
            rows=read_rows(part.shown, form),
            links=page_links(
                conditions, PATH, newer_than=part.newer_than, older_than=part.older_than
            ),
        )

    async def of_checkout(self, request: Request, signed_in: SignedIn) -> Response:
        """Lead to the entries of one checkout."""
        checkout_id: str = request.path_params["checkout_id"]
        if not _CHECKOUT_ID.fullmatch(checkout_id):
            raise CheckoutNotFound(checkout_id=checkout_id[:100])
        async with self._recorder.record(request, signed_in.reader, "read readings", checkout_id):
            found = await self._searches.lookup.find(checkout_id, signed_in.reader.merchants)
            if found is None or found.kind is not NameKind.CHECKOUT:
                raise CheckoutNotFound(checkout_id=checkout_id)
            signed_in.reader.require_auditor()
        return see_other(f"{PATH}?checkout={checkout_id}")
