"""How an order of 2026-04-17 is delivered: a fulfillment for each shipment, and for each promise that has not left.

A promise has the status `pending`, with the pieces that have not left.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from domain.checkout import Checkout
from domain.orders import LineProgress, unsent_pieces
from domain.shipments import Shipment, shipments_of
from domain.values.cart import LineKind
from domain.values.customer import Address
from domain.values.fulfilment import (
    Fulfilment,
    FulfilmentDestination,
    FulfilmentGroup,
    FulfilmentKind,
)
from domain.values.order import DELIVERED, SHIPPED, Expectation, FulfilmentEvent, LineQuantity
from interfaces.dialects.session.orders import expectations_of, method_of
from interfaces.dialects.session.session_v1 import Shape, address_shape
from interfaces.http.request.timestamps import rfc_3339

# What a report means for its shipment. Other words leave the status as it is.
_SHIPMENTS: Final = {
    "processing": "processing",
    SHIPPED: SHIPPED,
    "in_transit": "in_transit",
    "out_for_delivery": "out_for_delivery",
    "ready_for_pickup": "ready_for_pickup",
    "failed_attempt": "in_transit",
    "undeliverable": "failed",
    "returned_to_sender": "failed",
    "canceled": "canceled",
}


def fulfillments(checkout: Checkout, progress: Iterable[LineProgress]) -> Iterator[Shape]:
    """Write the shipments, and then what was promised and has not left. `progress` is that of the lines."""
    groups = _groups(checkout)
    by_line = {line: group for group in groups for line in group.lines}
    for shipment in shipments_of(checkout):
        lines = (each.line for each in shipment.lines)
        yield _shipment(shipment, next((by_line[line] for line in lines if line in by_line), None))
    by_id = {group.id: group for group in groups}
    unsent = {each.line: each.quantity for each in unsent_pieces(progress)}
    for expectation in expectations_of(checkout, groups):
        if parts := tuple(_unsent_part(expectation, unsent)):
            yield _promise(expectation, parts, by_id.get(expectation.group or ""))


def _groups(checkout: Checkout) -> tuple[FulfilmentGroup, ...]:
    """Return the groups of the checkout; without any, all that is sent to its address is one."""
    delivery = checkout.delivery or Fulfilment(needs_address=False)
    option = delivery.option
    if delivery.groups or option is None:
        return delivery.groups
    place = FulfilmentDestination(id=option.id, address=delivery.address)
    lines = [
        line.id
        for line in checkout.cart.lines
        if line.kind is not LineKind.DIGITAL or not delivery.needs_address
    ]
    return (
        FulfilmentGroup(
            id=option.id,
            kind=option.kind,
            lines=tuple(lines),
            destinations=() if delivery.address is None else (place,),
            selected=None if delivery.address is None else place.id,
            offered=(option,),
            chosen=option.id,
        ),
    )


def _unsent_part(expectation: Expectation, unsent: dict[str, Decimal]) -> Iterator[LineQuantity]:
    """Take the pieces of a promise out of those that have not left."""
    for part in expectation.lines:
        pieces = min(part.quantity, unsent.get(part.line, Decimal(0)))
        if pieces:
            unsent[part.line] -= pieces
            yield LineQuantity(line=part.line, quantity=pieces)


def _shipment(shipment: Shipment, group: FulfilmentGroup | None) -> Shape:
    parts = {
        "carrier": shipment.carrier,
        "tracking_number": shipment.tracking_number,
        "tracking_url": shipment.tracking_url,
    }
    return {
        "id": shipment.id,
        "type": method_of(FulfilmentKind.SHIPPING if group is None else group.kind),
        "status": _status(shipment),
        "line_items": references(shipment.lines),
        **without_none(parts),
        **_destination(group),
        "events": [_event(each) for each in shipment.reports],
    }


def _status(shipment: Shipment) -> str:
    """Return the status that the newest report gives; `delivered` once all pieces are."""
    if shipment.in_time[-1].kind == DELIVERED and shipment.is_received:
        return DELIVERED
    words = [_SHIPMENTS[each.kind] for each in shipment.in_time if each.kind in _SHIPMENTS]
    if words:
        return words[-1]
    return SHIPPED if any(each.kind == DELIVERED for each in shipment.reports) else "processing"


def _promise(
    expectation: Expectation, parts: Iterable[LineQuantity], group: FulfilmentGroup | None
) -> Shape:
    when = expectation.fulfillable_on
    is_later = when is not None and when != "now"
    texts = (expectation.description, f"can be sent from {when}" if is_later else None)
    description = "; ".join([text for text in texts if text is not None])
    return {
        "id": expectation.id,
        "type": method_of(expectation.kind),
        "status": "pending",
        "line_items": references(parts),
        **_destination(group),
        **({"description": description} if description else {}),
    }


def _destination(group: FulfilmentGroup | None) -> Shape:
    """Write the address of the place that a group goes to: the customer's, or that of the shop's location."""
    place = None if group is None else group.destination
    if group is None or place is None or group.kind is FulfilmentKind.DIGITAL:
        return {}
    address: Address | None = place.address if place.location is None else place.location.address
    return {} if address is None else {"destination": address_shape(address)}


def _event(event: FulfilmentEvent) -> Shape:
    return {
        "id": event.id,
        "type": event.kind,
        "occurred_at": rfc_3339(event.occurred_at),
        **without_none({"description": event.description}),
    }


def references(parts: Iterable[LineQuantity]) -> list[Shape]:
    """Write pieces of lines."""
    return [{"id": part.line, "quantity": int(part.quantity)} for part in parts]


def without_none(parts: dict[str, str | None]) -> Shape:
    """Leave out the members without a value."""
    return {name: part for name, part in parts.items() if part is not None}
