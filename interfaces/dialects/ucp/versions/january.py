"""What 2026-01-11 and 2026-01-23 have in common: amounts without signs, three severities, failures as statuses."""

from typing import Any, Final

from interfaces.dialects.ucp.versions.consents import with_flags
from interfaces.dialects.ucp.versions.version import OrderEvent
from interfaces.dialects.ucp.wire import ATTRIBUTION, CONTEXT, Shape
from interfaces.http.request.timestamps import rfc_3339

STATUSES: Final = {"not_found": 404, "payment_failed": 402, "out_of_stock": 409}
STATUSES_OF_REQUESTS: Final = {"version_unsupported": 400}
CODES: Final = {
    "not_found": "RESOURCE_NOT_FOUND",
    "out_of_stock": "OUT_OF_STOCK",
    "payment_failed": "PAYMENT_FAILED",
    "idempotency_conflict": "IDEMPOTENCY_CONFLICT",
    "already_completed": "CHECKOUT_NOT_MODIFIABLE",
    "already_canceled": "CHECKOUT_NOT_MODIFIABLE",
    "expired": "CHECKOUT_NOT_MODIFIABLE",
    "version_unsupported": "VERSION_UNSUPPORTED",
    **dict.fromkeys(
        (
            "invalid_request",
            "item_unavailable",
            "missing",
            "unavailable",
            "fulfillment_unavailable",
        ),
        "INVALID_REQUEST",
    ),
}
SEVERITIES: Final = {"unrecoverable": "requires_buyer_input"}
_LATER: Final = (CONTEXT, ATTRIBUTION)
_LATER_IN_ORDERS: Final = ("currency", ATTRIBUTION)


def checkout_of(shape: Shape) -> Shape:
    """Return a checkout without the members that came later, and without signs."""
    written = {name: each for name, each in with_flags(shape).items() if name not in _LATER}
    return {name: _without_signs(value) for name, value in written.items()}


def order_of(shape: Shape) -> Shape:
    """Return an order without currency, attribution and signs, with quantities and adjustments as they were then."""
    written = {
        name: _without_signs(value) for name, value in shape.items() if name not in _LATER_IN_ORDERS
    }
    written["line_items"] = [_order_line(each) for each in written["line_items"]]
    written["adjustments"] = [_adjustment(each) for each in shape["adjustments"]]
    return written


def webhook_of(order: Shape, event: OrderEvent) -> Shape:
    """Return the order with what happened. Some receivers read it beside that, others in `order`."""
    return {
        **order,
        "event_id": event.id,
        "event_type": event.type,
        "created_time": rfc_3339(event.at),
        "order": order,
    }


def with_version(entry: Shape, version: str) -> Shape:
    """Return the entry of a service or a capability with the version, and with the pages of it."""
    pages = {
        name: entry[name].replace(f"/{entry['version']}/", f"/{version}/")
        for name in ("spec", "schema")
    }
    return {**entry, **pages, "version": version}


def _order_line(line: Shape) -> Shape:
    """Return a line of an order. A line of which nothing is left is fulfilled: nothing of it is to be sent."""
    quantity = {name: line["quantity"][name] for name in ("total", "fulfilled")}
    status = "fulfilled" if line["status"] == "removed" else line["status"]
    return {**line, "quantity": quantity, "status": status}


def _adjustment(adjustment: Shape) -> Shape:
    """Return an adjustment with one amount, and without signs."""
    written = {name: part for name, part in adjustment.items() if name != "totals"}
    if "line_items" in adjustment:
        written["line_items"] = [
            {**each, "quantity": abs(each["quantity"])} for each in adjustment["line_items"]
        ]
    if "totals" in adjustment:
        written["amount"] = abs(adjustment["totals"][-1]["amount"])
    return written


def _without_signs(value: Any) -> Any:
    """Return a value in which every amount is positive: discounts are subtracted, not added."""
    if isinstance(value, list):
        return [_without_signs(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: abs(each) if name == "amount" else _without_signs(each)
        for name, each in value.items()
    }
