"""The endpoints that find checkouts. Each appends to the access log before it answers."""

from dataclasses import dataclass
from typing import Final

from fastapi import Request, Response

from application.history.finding.checkout_search import CheckoutSearch
from application.history.finding.counting import CheckoutCounting
from application.history.finding.name_lookup import NameLookup, NameMatch
from application.history.finding.suggestions import Suggestions
from application.ports.audit_log import AuditLog, AuditLogStatus
from domain.refusals import CheckoutNotFound
from interfaces.api.history import wire
from interfaces.api.history.errors import PROBLEMS
from interfaces.api.history.finding import shapes
from interfaces.api.history.finding.parameters import (
    LookupBody,
    read_checkouts_request,
    read_counted_query,
    read_name,
)
from interfaces.api.history.paging import descending_page, page_links
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.http.errors.problems import problem
from interfaces.http.request.as_of import MAY_CHANGE
from interfaces.http.request.body.models import read_model
from interfaces.http.request.media_types import acceptable

JSON = "application/json"
NOTHING_FOUND: Final = (
    "No checkout that this key sees has this name. Send the whole name. E-mail addresses, phone numbers, national ids "
    "and names of persons are looked up by POST only, with the scope persons:read."
)
_LACKS_IDS: Final = " Order, purchase and payment ids of older events are found after `tillroll projection rebuild`."


@dataclass(frozen=True, kw_only=True)
class Finders:
    """The services that find checkouts, and the audit log that they read."""

    search: CheckoutSearch
    counting: CheckoutCounting
    lookup: NameLookup
    audit_log: AuditLog


class FindingEndpoints:
    """One method for each endpoint."""

    def __init__(self, finders: Finders, recorder: AccessRecorder) -> None:
        self._search = finders.search
        self._counting = finders.counting
        self._lookup = finders.lookup
        self._audit_log = finders.audit_log
        self._suggestions = Suggestions(finders.audit_log)
        self._recorder = recorder

    async def checkouts(self, request: Request, reader: Reader) -> Response:
        """Answer a page of checkouts, the newest first."""
        acceptable(request, (JSON,))
        async with self._recorder.record(request, reader, "search checkouts"):
            wanted = read_checkouts_request(request, reader)
            page = await self._search.page(
                wanted.query,
                older_than=wanted.page.before,
                newer_than=wanted.page.after,
                limit=wanted.page.limit,
            )
        neighbours = descending_page(older_than=page.older_than, newer_than=page.newer_than)
        headers = {"Link": page_links(request, neighbours), "Cache-Control": MAY_CHANGE}
        return Response(wire.encode(shapes.hits(page)), headers=headers, media_type=JSON)

    async def counts(self, request: Request, reader: Reader) -> Response:
        """Answer how many checkouts a search finds, and how many with each value of some fields."""
        acceptable(request, (JSON,))
        async with self._recorder.record(request, reader, "count checkouts"):
            counted = await self._counting.of(read_counted_query(request, reader))
        headers = {"Cache-Control": MAY_CHANGE}
        return Response(wire.encode(shapes.counts(counted)), headers=headers, media_type=JSON)

    async def suggestions(self, request: Request, reader: Reader) -> Response:
        """Answer references, articles, actors and operations that begin with a text."""
        acceptable(request, (JSON,))
        async with self._recorder.record(request, reader, "suggest"):
            found = await self._suggestions.of(read_name(request), reader.merchants)
        headers = {"Cache-Control": MAY_CHANGE}
        content = wire.encode(shapes.suggestions(found))
        return Response(content, headers=headers, media_type=JSON)

    async def by_name(self, request: Request, reader: Reader) -> Response:
        """Look up the name in the query, which is no personal one."""
        acceptable(request, (JSON,))
        try:
            async with self._recorder.record(request, reader, "look up name"):
                name = read_name(request)
                match = await self._find(name, reader, looks_for_persons=False)
        except CheckoutNotFound:
            return await self._nothing_found(request)
        return _match_response(match)

    async def by_any_name(self, request: Request, reader: Reader) -> Response:
        """Look up the name in the body, which may be a personal one if the reader may see persons."""
        acceptable(request, (JSON,))
        try:
            async with self._recorder.record(request, reader, "look up name"):
                body = await read_model(request, LookupBody)
                match = await self._find(body.q, reader, looks_for_persons=reader.sees_persons)
        except CheckoutNotFound:
            return await self._nothing_found(request)
        return _match_response(match)

    async def _find(self, name: str, reader: Reader, *, looks_for_persons: bool) -> NameMatch:
        """Look up a name. Raises CheckoutNotFound, without the name, which may be personal."""
        match = await self._lookup.find(name, reader.merchants, looks_for_persons=looks_for_persons)
        if match is None:
            raise CheckoutNotFound(checkout_id="")
        return match

    async def _nothing_found(self, request: Request) -> Response:
        row = PROBLEMS[CheckoutNotFound]
        detail = NOTHING_FOUND + _gaps(await self._audit_log.status())
        return problem(request, row.status, row.title, detail, kind=row.kind)


def _gaps(status: AuditLogStatus) -> str:
    """Return what the audit log lacks, in which the name could be."""
    behind = status.newest - status.position
    lag = f" The audit log is {behind} positions behind the events." if behind > 0 else ""
    return lag + (_LACKS_IDS if status.lacks_assigned_ids else "")


def _match_response(match: NameMatch) -> Response:
    headers = {"Cache-Control": MAY_CHANGE}
    return Response(wire.encode(shapes.lookup(match)), headers=headers, media_type=JSON)
