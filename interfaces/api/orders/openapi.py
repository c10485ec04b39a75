"""The OpenAPI description of the orders API."""

from typing import Any, Final

from domain import refusals
from interfaces.api.orders.errors import PROBLEMS
from interfaces.api.orders.settings import READ_ORDERS, WRITE_ORDERS
from interfaces.api.orders.wire import AdjustmentBody, FulfilmentBody, ReportBody
from interfaces.http import openapi
from interfaces.http.reference.api_reference import ApiReference
from interfaces.http.request.body.models import WireModel

REFERENCE: Final = ApiReference(
    title="Orders",
    description="Reports of the merchant on an order after its purchase: shipments, refunds, returns, promises.",
    examples="interfaces.api.orders",
)
_SUMMARIES: Final = {
    FulfilmentBody: ("report_fulfilment", "Report what happened to pieces on their way"),
    AdjustmentBody: ("report_adjustment", "Report a refund, a return or another adjustment"),
    ReportBody: ("report_order", "Report several things of an order at once"),
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


def _lacks(scope: str) -> openapi.ProblemKind:
    return openapi.ProblemKind(
        403, "access-denied", "Access denied", f"This key does not have the scope {scope}."
    )


READING: Final[dict[str, Any]] = {
    "summary": "Read an order",
    "operation_id": "orders_read_order",
    "responses": openapi.state("The order, with everything that was reported of it.")
    | {304: {"description": "The version in If-None-Match is still current."}}
    | openapi.problems(
        PROBLEMS, _READ, (openapi.NOT_AUTHENTICATED, _lacks(READ_ORDERS), openapi.INVALID_QUERY)
    ),
    "openapi_extra": openapi.reading_extra(*openapi.AS_OF),
}


def report_arguments(body: type[WireModel]) -> dict[str, Any]:
    """Return the arguments of a route that takes a report."""
    extra = openapi.change(body)
    name, summary = _SUMMARIES[body]
    return {
        "summary": summary,
        "operation_id": f"orders_{name}",
        "responses": openapi.state("The order after the report.")
        | openapi.problems(
            PROBLEMS,
            _REPORTED,
            (openapi.NOT_AUTHENTICATED, _lacks(WRITE_ORDERS), *openapi.BODY_FAULTS),
        ),
        "openapi_extra": {**extra, "parameters": [*extra["parameters"], _KEY]},
    }
