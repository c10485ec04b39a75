"""The order of a completed checkout as it is now: its lines, what was promised and what happened, and adjustments.

An order is written from the state of its checkout alone. Who has to have another shape of it (a version, a webhook)
takes `order_shape` and rewrites it.
"""

from collections.abc import Iterable

from domain.checkout import Checkout
from domain.orders import LineProgress, progress_of_lines
from domain.values.cart import Line
from domain.values.fulfilment import FulfilmentGroup, FulfilmentKind
from domain.values.order import Adjustment, Expectation, FulfilmentEvent, LineQuantity
from interfaces.dialects.session.orders import expectations_of, line_status, method_of
from interfaces.dialects.ucp.negotiation.capabilities import ORDER
from interfaces.dialects.ucp.requests.destinations import address_shape, location_shape
from interfaces.dialects.ucp.responses.buyer_context import attribution_member
from interfaces.dialects.ucp.responses.checkout import item_shape, require_similar
from interfaces.dialects.ucp.responses.methods import groups_of
from interfaces.dialects.ucp.responses.totals import line_totals, totals
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import VERSION, Shape
from interfaces.http.request.timestamps import rfc_3339


def order_in(version: UcpVersion, checkout: Checkout, shop: UcpShop) -> Shape:
    """Write the whole order of a completed checkout in a version, as a read and a webhook have it.

    Raises OpenedInAnotherDialect if UCP cannot express it.
    """
    return version.order(order_shape(checkout, shop))


def order_shape(checkout: Checkout, shop: UcpShop) -> Shape:
    """Write the whole order of a completed checkout in 2026-04-08. Raises OpenedInAnotherDialect."""
    require_similar(checkout)
    assert checkout.order_id is not None, "its purchase is complete"
    progress = progress_of_lines(checkout)
    return {
        "ucp": {
            "version": VERSION,
            "status": "success",
            "capabilities": {ORDER: [{"version": VERSION}]},
        },
        "id": checkout.order_id,
        "checkout_id": checkout.id,
        "permalink_url": shop.selling.permalink_of(checkout.order_id),
        "line_items": [_line_item(line, progress[line.id]) for line in checkout.cart.lines],
        "fulfillment": {
            "expectations": _expectation_shapes(checkout),
            "events": [_event(each) for each in checkout.fulfilment_events],
        },
        "adjustments": [_adjustment(each) for each in checkout.adjustments],
        "currency": checkout.currency,
        "totals": totals(checkout),
        **attribution_member(checkout.buyer_context),
    }


def _line_item(line: Line, progress: LineProgress) -> Shape:
    shape: Shape = {
        "id": line.id,
        "item": item_shape(line),
        "quantity": {
            "original": int(progress.original),
            "total": int(progress.total),
            "fulfilled": int(progress.fulfilled),
        },
        "totals": line_totals(line),
        "status": line_status(progress),
    }
    return shape if line.parent is None else {**shape, "parent_id": line.parent}


def promises_of(checkout: Checkout) -> tuple[Expectation, ...]:
    """Return what the shop promised since, or else one expectation for each group whose option is chosen."""
    return expectations_of(checkout, groups_of(checkout))


def _expectation_shapes(checkout: Checkout) -> list[Shape]:
    groups = {group.id: group for group in groups_of(checkout)}
    return [_expectation(each, groups.get(each.group or "")) for each in promises_of(checkout)]


def _expectation(expectation: Expectation, group: FulfilmentGroup | None) -> Shape:
    parts = {
        "description": expectation.description,
        "fulfillable_on": expectation.fulfillable_on,
    }
    return {
        "id": expectation.id,
        "line_items": _quantities(expectation.lines),
        "method_type": method_of(expectation.kind),
        "destination": {} if group is None else _destination(group),
        **_without_none(parts),
    }


def _destination(group: FulfilmentGroup) -> Shape:
    """Write the address of the place that a group goes to: the customer's, or that of the shop's location."""
    place = group.destination
    if place is None:
        return {}
    shape = {} if place.address is None else address_shape(place.address)
    if group.kind is FulfilmentKind.PICKUP and place.location is not None:
        location = place.location.address
        shape = {} if location is None else location_shape(location)
    recipient = place.recipient
    if recipient is not None and recipient.phone is not None:
        shape["phone_number"] = recipient.phone
    return shape


def _event(event: FulfilmentEvent) -> Shape:
    parts = {
        "tracking_number": event.tracking_number,
        "tracking_url": event.tracking_url,
        "carrier": event.carrier,
        "description": event.description,
    }
    return {
        "id": event.id,
        "occurred_at": rfc_3339(event.occurred_at),
        "type": event.kind,
        "line_items": _quantities(event.lines),
        **_without_none(parts),
    }


def _adjustment(adjustment: Adjustment) -> Shape:
    """Write an adjustment. What the customer gets back is negative, and so are the pieces that it is about."""
    shape: Shape = {
        "id": adjustment.id,
        "type": adjustment.kind,
        "occurred_at": rfc_3339(adjustment.occurred_at),
        "status": adjustment.status.value,
    }
    if adjustment.lines:
        shape["line_items"] = [
            {"id": part.line, "quantity": -int(part.quantity)} for part in adjustment.lines
        ]
    if adjustment.amount is not None:
        shape["totals"] = [{"type": "total", "amount": -adjustment.amount}]
    description = adjustment.description or adjustment.reason
    return shape | _without_none({"description": description})


def _quantities(parts: Iterable[LineQuantity]) -> list[Shape]:
    return [{"id": part.line, "quantity": int(part.quantity)} for part in parts]


def _without_none(parts: dict[str, str | None]) -> Shape:
    return {name: part for name, part in parts.items() if part is not None}
