"""The OpenAPI description of the orders API."""

from typing import Any, Final

from domain import refusals
from interfaces.api.orders.errors import PROBLEMS
from interfaces.api.orders.wire import AdjustmentBody, FulfilmentBody
from interfaces.http import openapi
from interfaces.http.request.body.models import WireModel

_SUMMARIES: Final = {
    FulfilmentBody: "Report what happened to pieces on their way",
    AdjustmentBody: "Report a refund, a return or another adjustment",
}
_READ: Final = (
    refusals.CheckoutNotFound,
    refusals.NoOrder,
    refusals.NoSuchVersion,
    refusals.BeforeOpening,
    refusals.InTheFuture,
)
_REPORTED: Final = (
    refusals.CheckoutNotFound,
    refusals.NoOrder,
    refusals.OrderLineUnknown,
    refusals.OrderPieceDivided,
    refusals.OrderQuantityExceeded,
    refusals.RefundExceedsPayment,
    refusals.OrderEntryTaken,
    refusals.Locked,
    refusals.StaleVersion,
)
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "A request with a key that was used is answered as before, and records nothing.",
}
_FORBIDDEN: Final = openapi.ProblemKind(
    403, "access-denied", "Access denied", "This key does not have the scope orders:write."
)
READING: Final[dict[str, Any]] = {
    "summary": "Read an order",
    "responses": openapi.state("The order, with everything that was reported of it.")
    | {304: {"description": "The version in If-None-Match is still current."}}
    | openapi.problems(
        PROBLEMS, _READ, (openapi.NOT_AUTHENTICATED, _FORBIDDEN, openapi.INVALID_QUERY)
    ),
    "openapi_extra": openapi.reading_extra(*openapi.AS_OF),
}


def report_arguments(body: type[WireModel]) -> dict[str, Any]:
    """Return the arguments of a route that takes a report."""
    extra = openapi.change(body)
    return {
        "summary": _SUMMARIES.get(body, "Report several things of an order at once"),
        "responses": openapi.state("The order after the report.")
        | openapi.problems(
            PROBLEMS, _REPORTED, (openapi.NOT_AUTHENTICATED, _FORBIDDEN, *openapi.BODY_FAULTS)
        ),
        "openapi_extra": {**extra, "parameters": [*extra["parameters"], _KEY]},
    }
