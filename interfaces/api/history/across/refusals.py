"""The endpoint of refused commands across checkouts."""

from typing import Final

from fastapi import Request, Response

from application.history.refusal_search import RefusalSearch
from application.ports.refusal_log import LoggedRefusal, RefusalFilter
from interfaces.api.history import translate, wire
from interfaces.api.history.across.newest_first import numbers_of, position_of
from interfaces.api.history.paging import CURSOR, LIMIT, page_links, read_page, take_page
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.http.request.as_of import MAY_CHANGE

REFUSAL_FILTERS: Final = (
    "reason",
    "command",
    "dialect",
    "operation",
    "merchant",
    "actor",
    "request_id",
    "checkout",
    "since",
    "until",
)


class RefusalEndpoint:
    """Answers pages of refused commands. Each read is appended to the access log before it is answered."""

    def __init__(self, search: RefusalSearch, recorder: AccessRecorder) -> None:
        self._search = search
        self._recorder = recorder

    async def page(self, request: Request, reader: Reader) -> Response:
        """Answer a page of refused commands, newest first, of the merchants that the reader may see."""
        async with self._recorder.record(request, reader, "search refusals"):
            parameters = QueryReader(request, (*REFUSAL_FILTERS, LIMIT, CURSOR))
            wanted = _read_filter(parameters, reader)
            requested = read_page(parameters)
            parameters.raise_faults()
            if wanted.merchant is not None:
                reader.require_merchant(wanted.merchant)
            numbers = numbers_of(requested)
            found = await self._search.page(
                wanted,
                after=numbers.after,
                before=numbers.before,
                limit=requested.one_more,
                sees_persons=reader.sees_persons,
            )
        logged, page = take_page(found, requested, _position)
        headers = {"Link": page_links(request, page), "Cache-Control": MAY_CHANGE}
        shape = translate.refusals([each.refusal for each in logged])
        return Response(wire.encode(shape), headers=headers, media_type="application/json")


def _read_filter(parameters: QueryReader, reader: Reader) -> RefusalFilter:
    reasons = parameters.text("reason")
    return RefusalFilter(
        merchants=reader.merchants,
        merchant=parameters.text("merchant"),
        checkout_id=parameters.text("checkout"),
        reasons=() if reasons is None else tuple(reasons.split(",")),
        command=parameters.text("command"),
        dialect=parameters.text("dialect"),
        operation=parameters.text("operation"),
        actor=parameters.text("actor"),
        request_id=parameters.text("request_id"),
        since=parameters.instant("since", up=True),
        until=parameters.instant("until", up=True),
    )


def _position(logged: LoggedRefusal) -> int:
    return position_of(logged.position)
