"""Read the parameters of the endpoints across checkouts: search, event stream and access log."""

import re
from dataclasses import dataclass

from fastapi import Request

from application.persons.search import PersonQuery
from application.ports.access_log import AccessFilter
from application.ports.audit_log import AuditFilter
from domain.events import EVENTS
from domain.stage import Stage
from interfaces.api.history.paging import CURSOR, LIMIT, CursorRequest, newest_first, read_page
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.readers.access_log import PERSON_FILTERS
from interfaces.api.readers.auth import PERSONS_SCOPE, Reader
from interfaces.api.readers.event_stream import LAST_EVENT_ID
from interfaces.api.readers.own_write import (
    MUST_BE_OWN_WRITE,
    WAIT_FOR,
    AfterOwnWrite,
    own_write_from,
)
from interfaces.http.request.body.models import MAX_INTEGER
from interfaces.http.request.single_line import IN_DATA

FILTERS = (
    "checkout",
    "type",
    "actor",
    "merchant",
    "dialect",
    "operation",
    "reference",
    "request_id",
    "ip",
    "since",
    "until",
    "min_total",
    "max_total",
    "status",
    "q",
)
ORDER = "order"
OLDEST, NEWEST = "oldest", "newest"
ORDERS = (OLDEST, NEWEST)
AFTER = "after"
READS_FILTERS = ("reader", "checkout", "since", "until")
TYPES = tuple(event.TOPIC for event in EVENTS)
STATUSES = tuple(stage.value for stage in Stage)
CHECKOUT_ID = re.compile(r"[A-Za-z0-9._~-]{1,200}")
LARGEST_POSITION = 2**63 - 1
POSITION = re.compile(r"[0-9]{1,19}")


@dataclass(frozen=True, kw_only=True)
class Search:
    """The parameters of a search. `page` is None for an export, which has all entries.

    With `is_newest_first` the page is in descending order.
    """

    wanted: AuditFilter
    person: PersonQuery
    page: CursorRequest | None
    own_write: AfterOwnWrite | None
    is_newest_first: bool


def read_search(request: Request, reader: Reader, *, whole: bool) -> Search:
    """Read the parameters of a search or, with `whole`, of an export, which has no pages.

    Raises: InvalidQuery; AccessDenied for a merchant that the reader may not see.
    """
    parameters = QueryReader(request, (*FILTERS, *PERSON_FILTERS, LIMIT, CURSOR, ORDER, WAIT_FOR))
    wanted = _filter(parameters, reader)
    own_write = _own_write(parameters)
    order = parameters.one_of(ORDER, ORDERS)
    for name in (LIMIT, CURSOR, ORDER):
        if whole and parameters.has(name):
            parameters.add_fault(name, "is for pages of application/json; an export has everything")
    page = None if whole else read_page(parameters)
    parameters.raise_faults()
    _require_merchant(wanted, reader)
    person = _person(parameters)
    if not person.is_empty:
        reader.require_scope(PERSONS_SCOPE)
    if page is not None and order == NEWEST:
        page = newest_first(page)
    return Search(
        wanted=wanted,
        person=person,
        page=page,
        own_write=own_write,
        is_newest_first=order == NEWEST,
    )


def read_stream_request(request: Request, reader: Reader) -> tuple[AuditFilter, int | None]:
    """Read the filter of an event stream and the position after which it starts; None means new events only.

    `Last-Event-ID`, which a client sends when it reconnects, takes precedence over `after`.

    Raises: InvalidQuery; AccessDenied for a merchant that the reader may not see.
    """
    parameters = QueryReader(request, (*FILTERS, AFTER))
    wanted = _filter(parameters, reader)
    after = parameters.integer(AFTER, at_least=0, at_most=LARGEST_POSITION)
    sent = request.headers.get(LAST_EVENT_ID)
    if sent is not None:
        after = int(sent) if POSITION.fullmatch(sent) else None
        if after is None or after > LARGEST_POSITION:
            parameters.add_fault(LAST_EVENT_ID, "must be the id of an event of this stream")
    parameters.raise_faults()
    _require_merchant(wanted, reader)
    return wanted, after


def read_access_query(request: Request) -> tuple[AccessFilter, CursorRequest]:
    """Read the filter and the page of the access log. Raises InvalidQuery."""
    parameters = QueryReader(request, (*READS_FILTERS, LIMIT, CURSOR))
    wanted = AccessFilter(
        reader=parameters.text("reader"),
        checkout_id=parameters.text("checkout"),
        since=parameters.instant("since", up=True),
        until=parameters.instant("until", up=True),
    )
    page = read_page(parameters)
    parameters.raise_faults()
    return wanted, page


def _filter(parameters: QueryReader, reader: Reader) -> AuditFilter:
    address = parameters.address("ip")
    # Older events may have references with any character. An auditor must be able to find them.
    return AuditFilter(
        merchants=reader.merchants,
        checkout_id=parameters.text("checkout"),
        types=parameters.some_of("type", TYPES),
        actor=parameters.text("actor"),
        merchant=parameters.text("merchant"),
        dialect=parameters.text("dialect"),
        operation=parameters.text("operation"),
        reference=parameters.text("reference", unfit=IN_DATA),
        request_id=parameters.text("request_id"),
        addresses=() if address is None else (address,),
        since=parameters.instant("since", up=True),
        until=parameters.instant("until", up=True),
        min_total=parameters.integer("min_total", at_least=-MAX_INTEGER, at_most=MAX_INTEGER),
        max_total=parameters.integer("max_total", at_least=-MAX_INTEGER, at_most=MAX_INTEGER),
        stage=parameters.one_of("status", STATUSES),
        text=parameters.text("q", unfit=IN_DATA),
    )


def _person(parameters: QueryReader) -> PersonQuery:
    return PersonQuery(
        email=parameters.text("email", unfit=IN_DATA),
        phone=parameters.text("phone", unfit=IN_DATA),
        name=parameters.text("name", unfit=IN_DATA),
        national_id=parameters.text("national_id", unfit=IN_DATA),
    )


def _require_merchant(wanted: AuditFilter, reader: Reader) -> None:
    if wanted.merchant is not None:
        reader.require_merchant(wanted.merchant)


def _own_write(parameters: QueryReader) -> AfterOwnWrite | None:
    text = parameters.text(WAIT_FOR)
    if text is None:
        return None
    own_write = own_write_from(text)
    if own_write is None:
        parameters.add_fault(WAIT_FOR, MUST_BE_OWN_WRITE)
    return own_write
