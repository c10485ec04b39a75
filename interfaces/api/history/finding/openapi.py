"""OpenAPI descriptions of the endpoints that find checkouts."""

from typing import Any

from domain import refusals
from interfaces.api.history.audit_query import STATUSES
from interfaces.api.history.finding.endpoints import NOTHING_FOUND
from interfaces.api.history.finding.parameters import (
    CURRENCY,
    DEFAULT_PAGE,
    LARGEST_PAGE,
    PARKED,
    REASONS,
    LookupBody,
)
from interfaces.api.history.finding.shapes import (
    CheckoutCountsShape,
    CheckoutHitsShape,
    LookupShape,
    SuggestionsShape,
)
from interfaces.api.history.openapi.document import (
    ALWAYS,
    AT_REPLICA,
    NOT_ACCEPTABLE,
    endpoint,
    json_content,
    response_header,
)
from interfaces.api.history.openapi.parameters import pages, text
from interfaces.http import openapi
from interfaces.http.openapi import instant, parameter
from interfaces.http.request.body.models import MAX_INTEGER

_AT = "With a status, when the checkout reached it; with actor, total or q, when that event was"
_TOTAL = {"type": "integer", "minimum": -MAX_INTEGER, "maximum": MAX_INTEGER}
_FILTERS = (
    text("merchant", "The merchant; 403 for one that the key may not read.", "demo-shop"),
    text("dialect", "The dialect that the checkout was opened in.", "walley"),
    parameter("status", "The stage of the checkout now.", "committed", enum=list(STATUSES)),
    text("actor", "The actor of the event that the checkout is found by.", "shop:demo-client"),
    instant("since", f"{_AT}; otherwise the opening. Inclusive.", "2026-03-01T00:00:00Z"),
    instant("until", f"{_AT}; otherwise the opening. Exclusive.", "2026-04-01T00:00:00Z"),
    parameter("min_total", "The least total after that event, in minor units.", "34400", **_TOTAL),
    parameter(
        "max_total", "The greatest total after that event, in minor units.", "34400", **_TOTAL
    ),
    parameter("currency", "The currency (ISO 4217).", "SEK", pattern=f"^{CURRENCY.pattern}$"),
    text("q", "Prefixes of words in reference, article ids and descriptions after it.", "coffee"),
    parameter(
        "refused",
        "The reason of a refused command of the checkout, `any`, or `none` for checkouts without one.",
        "PurchaseCommitmentFound",
        enum=list(REASONS),
    ),
    parameter("parked", "Whether a callback of the checkout is parked.", "yes", enum=list(PARKED)),
)
_NAME = text(
    "q",
    "The whole name: id of the checkout, order number, reference, order id, purchase id, payment id or request id. "
    "They are tried in this order, and the first kind that matches is the answer. No e-mail address: URLs are logged.",
    "A-1",
) | {"required": True}


def checkouts() -> dict[str, Any]:
    """Return the OpenAPI arguments of the search for checkouts."""
    response = {
        "description": "A page of checkouts, the newest `found_by` first. A page can have fewer checkouts than its "
        "limit, or none, and a next page.",
        "content": json_content(CheckoutHitsShape),
        "headers": {"Link": response_header("first, prev, next and last."), **AT_REPLICA},
    }
    parameters = (*_FILTERS, *pages(default=DEFAULT_PAGE, largest=LARGEST_PAGE))
    return endpoint({200: response}, (), (*ALWAYS, NOT_ACCEPTABLE), parameters)


def counts() -> dict[str, Any]:
    """Return the OpenAPI arguments of the counts of a search."""
    response = {
        "description": "The number of checkouts, and of those with each value. The counts of a field that is set are "
        "those of the search without it. Statuses are left out of a search by times without a status.",
        "content": json_content(CheckoutCountsShape),
        "headers": AT_REPLICA,
    }
    return endpoint({200: response}, (), (*ALWAYS, NOT_ACCEPTABLE), _FILTERS)


def suggestions() -> dict[str, Any]:
    """Return the OpenAPI arguments of the suggestions."""
    response = {
        "description": "Up to 10 texts: references and articles with words that begin as in `q`, and such actors and "
        "operations of the newest events. There are none for a text that can be an e-mail address or a number of a "
        "person.",
        "content": json_content(SuggestionsShape),
    }
    typed = text("q", "The beginning of words, at least two characters.", "cof") | {
        "required": True
    }
    return endpoint({200: response}, (), (*ALWAYS, NOT_ACCEPTABLE), (typed,))


def by_name() -> dict[str, Any]:
    """Return the OpenAPI arguments of the look-up of a name in the query."""
    return endpoint(
        {200: _lookup_response()},
        (refusals.CheckoutNotFound,),
        (*ALWAYS, NOT_ACCEPTABLE),
        (_NAME,),
    )


def by_any_name() -> dict[str, Any]:
    """Return the OpenAPI arguments of the look-up of a name in the body."""
    described = endpoint(
        {200: _lookup_response()},
        (refusals.CheckoutNotFound,),
        (
            *(each for each in ALWAYS if each is not openapi.INVALID_QUERY),
            NOT_ACCEPTABLE,
            *openapi.BODY_FAULTS,
        ),
        (),
    )
    described["openapi_extra"] = {"requestBody": openapi.change(LookupBody)["requestBody"]}
    return described


def _lookup_response() -> dict[str, Any]:
    return {
        "description": f"The checkouts that have the name, the last changed one first. 404: {NOTHING_FOUND}",
        "content": json_content(LookupShape),
    }
