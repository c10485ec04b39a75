"""UCP 2026-01-11: lists of capabilities, handlers in `payment`, amounts without signs, and failures as statuses."""

from typing import Any, Final

from interfaces.dialects.ucp.settings import PaymentHandler
from interfaces.dialects.ucp.versions.version import Handlers, OrderEvent, UcpVersion
from interfaces.dialects.ucp.wire import Shape
from interfaces.http.request.timestamps import rfc_3339

NAME: Final = "2026-01-11"
_SITE: Final = f"https://ucp.dev/{NAME}"
_INSTRUMENT: Final = f"{_SITE}/schemas/shopping/types/card_payment_instrument.json"
_STATUSES: Final = {"not_found": 404, "payment_failed": 402, "out_of_stock": 409}
_CODES: Final = {
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


def _checkout(shape: Shape, handlers: Handlers) -> Shape:
    capabilities = [{"name": name, "version": NAME} for name in shape["ucp"]["capabilities"]]
    written = {
        **shape,
        "ucp": {"version": NAME, "capabilities": capabilities},
        "payment": {"handlers": [_handler(each) for each in handlers], "instruments": []},
        "messages": [_message(each) for each in shape["messages"]],
    }
    return {name: _without_signs(value) for name, value in written.items()}


def _order(shape: Shape) -> Shape:
    capabilities = [{"name": name, "version": NAME} for name in shape["ucp"]["capabilities"]]
    return {
        **{name: _without_signs(value) for name, value in shape.items() if name != "currency"},
        "ucp": {"version": NAME, "capabilities": capabilities},
        "line_items": [_order_line(each) for each in _without_signs(shape["line_items"])],
        "adjustments": [_adjustment(each) for each in shape["adjustments"]],
    }


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


def _profile(shape: Shape, handlers: Handlers) -> Shape:
    ucp = shape["ucp"]
    (service,) = ucp["services"]["dev.ucp.shopping"]
    rest = {"schema": f"{_SITE}/services/shopping/openapi.json", "endpoint": service["endpoint"]}
    written: Shape = {
        "ucp": {
            "version": NAME,
            "services": {
                "dev.ucp.shopping": {
                    "version": NAME,
                    "spec": f"{_SITE}/specification/overview",
                    "rest": rest,
                }
            },
            "capabilities": [
                {**_redate(entry), "name": name} for name, (entry,) in ucp["capabilities"].items()
            ],
        },
        "payment": {"handlers": [_handler(each) for each in handlers]},
    }
    keys = {"signing_keys": shape["signing_keys"]} if "signing_keys" in shape else {}
    return written | keys


def _webhook(order: Shape, event: OrderEvent) -> Shape:
    """Return the order with what happened. Some receivers read it beside that, others in `order`."""
    return {
        **order,
        "event_id": event.id,
        "event_type": event.type,
        "created_time": rfc_3339(event.at),
        "order": order,
    }


def _handler(handler: PaymentHandler) -> Shape:
    return {
        "id": handler.id,
        "name": handler.name,
        "version": NAME,
        "spec": handler.spec or f"{_SITE}/specification/overview",
        "config_schema": handler.schema or _INSTRUMENT,
        "instrument_schemas": [handler.schema or _INSTRUMENT],
        "config": handler.config,
    }


def _redate(entry: Shape) -> Shape:
    """Return the entry of a capability with the pages of this version."""
    pages = {
        name: entry[name].replace(f"/{entry['version']}/", f"/{NAME}/")
        for name in ("spec", "schema")
    }
    return {**entry, **pages, "version": NAME}


def _message(message: Shape) -> Shape:
    """Return a message with one of the three severities that there are."""
    if message.get("severity") != "unrecoverable":
        return message
    return {**message, "severity": "requires_buyer_input"}


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


V2026_01_11 = UcpVersion(
    name=NAME,
    checkout=_checkout,
    profile=_profile,
    order=_order,
    statuses=_STATUSES,
    codes=_CODES,
    webhook=_webhook,
    signs_bodies=True,
)
