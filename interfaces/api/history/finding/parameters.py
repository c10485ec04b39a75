"""Read the parameters of a search for checkouts and of a look-up of a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Request
from pydantic import Field

from application.checkouts.invalid_bodies import INVALID_BODY
from application.history.finding.checkout_query import ANY_REASON, NO_REASON, CheckoutQuery
from domain.refusals import Refusal
from domain.stage import Stage
from interfaces.api.history.audit_query import STATUSES
from interfaces.api.history.paging import CURSOR, LIMIT, CursorRequest, read_page
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.readers.auth import Reader
from interfaces.http.request.body.models import MAX_INTEGER, LongText, WireModel
from interfaces.http.request.single_line import IN_DATA

DEFAULT_PAGE: Final = 50
LARGEST_PAGE: Final = 200
CHECKOUT_FILTERS: Final = (
    "merchant",
    "dialect",
    "status",
    "actor",
    "since",
    "until",
    "min_total",
    "max_total",
    "currency",
    "q",
    "refused",
    "parked",
)
PARKED: Final = ("yes", "no")
NAME: Final = "q"
CURRENCY: Final = re.compile(r"[A-Z]{3}")


class LookupBody(WireModel):
    """A name to look up, in a body because it may be personal."""

    q: Annotated[
        LongText,
        Field(
            description="The whole name: what GET takes, and with the scope persons:read an e-mail address, a phone "
            "number, a national id, or the name of a person or company."
        ),
    ]


@dataclass(frozen=True, kw_only=True)
class CheckoutsRequest:
    """The conditions and the page of a search for checkouts."""

    query: CheckoutQuery
    page: CursorRequest


def read_checkouts_request(request: Request, reader: Reader) -> CheckoutsRequest:
    """Read the parameters of a search.

    Raises: InvalidQuery; AccessDenied for a merchant that the reader may not see.
    """
    parameters = QueryReader(request, (*CHECKOUT_FILTERS, LIMIT, CURSOR))
    query = _query(parameters, reader)
    page = read_page(parameters, default=DEFAULT_PAGE, largest=LARGEST_PAGE)
    _check(parameters, query, reader)
    return CheckoutsRequest(query=query, page=page)


def read_counted_query(request: Request, reader: Reader) -> CheckoutQuery:
    """Read the parameters of the counts of a search, which has no pages. Raises as `read_checkouts_request` does."""
    parameters = QueryReader(request, CHECKOUT_FILTERS)
    query = _query(parameters, reader)
    _check(parameters, query, reader)
    return query


def _check(parameters: QueryReader, query: CheckoutQuery, reader: Reader) -> None:
    parameters.raise_faults()
    if query.merchant is not None:
        reader.require_merchant(query.merchant)


def _query(parameters: QueryReader, reader: Reader) -> CheckoutQuery:
    parked = parameters.one_of("parked", PARKED)
    status = parameters.one_of("status", STATUSES)
    return CheckoutQuery(
        merchants=reader.merchants,
        merchant=parameters.text("merchant"),
        dialect=parameters.text("dialect"),
        stage=None if status is None else Stage(status),
        actor=parameters.text("actor"),
        since=parameters.instant("since", up=True),
        until=parameters.instant("until", up=True),
        min_total=parameters.integer("min_total", at_least=-MAX_INTEGER, at_most=MAX_INTEGER),
        max_total=parameters.integer("max_total", at_least=-MAX_INTEGER, at_most=MAX_INTEGER),
        currency=_currency(parameters),
        text=parameters.text("q", unfit=IN_DATA),
        refused=parameters.one_of("refused", REASONS),
        has_parked=None if parked is None else parked == "yes",
    )


def read_name(request: Request) -> str:
    """Read the name of a look-up. Raises InvalidQuery."""
    parameters = QueryReader(request, (NAME,))
    name = parameters.text(NAME, unfit=IN_DATA)
    if not request.query_params.getlist(NAME):
        parameters.add_fault(NAME, "is required: an id, a number or a reference, whole")
    parameters.raise_faults()
    assert name is not None
    return name


def _currency(parameters: QueryReader) -> str | None:
    currency = parameters.text("currency")
    if currency is not None and not CURRENCY.fullmatch(currency):
        parameters.add_fault("currency", "must be three capital letters (ISO 4217), as in SEK")
    return currency


def _names(refusal: type[Refusal]) -> Iterator[str]:
    for each in refusal.__subclasses__():
        if not each.__subclasses__():
            yield each.NAME
        yield from _names(each)


REASONS: Final = (ANY_REASON, NO_REASON, *sorted(_names(Refusal)), INVALID_BODY)
"""The reasons for which a command can be refused, ANY_REASON and NO_REASON."""
