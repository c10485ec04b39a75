"""The groups of a checkout that are shown as methods, and `fulfillment`."""

from collections.abc import Sequence

from domain.checkout import Checkout
from domain.values.cart import LineKind
from domain.values.fulfilment import (
    Fulfilment,
    FulfilmentDestination,
    FulfilmentGroup,
    FulfilmentKind,
    FulfilmentOption,
)
from interfaces.dialects.ucp.requests.destinations import address_shape, location_shape
from interfaces.dialects.ucp.wire import Shape

_ADDRESS = "address"
_KINDS = (FulfilmentKind.SHIPPING, FulfilmentKind.PICKUP)


def methods_of(checkout: Checkout) -> tuple[FulfilmentGroup, ...]:
    """Return the groups that are sent or picked up. One without lines and destinations is left out."""
    delivery = checkout.delivery
    if delivery is None:
        return ()
    groups = delivery.groups or _only_group(checkout, delivery)
    return tuple(
        group for group in groups if group.kind in _KINDS and (group.lines or group.destinations)
    )


def fulfillment_shape(checkout: Checkout) -> Shape:
    """Write the methods, each with its destinations and one group with its options."""
    return {"methods": [_method(group) for group in methods_of(checkout)]}


def _only_group(checkout: Checkout, delivery: Fulfilment) -> Sequence[FulfilmentGroup]:
    """Return the one group of a checkout of another dialect that is sent to one address."""
    if not delivery.needs_address:
        return ()
    address = FulfilmentDestination(
        id=_ADDRESS, address=delivery.address, recipient=delivery.recipient
    )
    is_known = delivery.address is not None
    return (
        FulfilmentGroup(
            id=FulfilmentKind.SHIPPING.value,
            kind=FulfilmentKind.SHIPPING,
            lines=tuple(
                line.id for line in checkout.cart.lines if line.kind is not LineKind.DIGITAL
            ),
            destinations=(address,) if is_known else (),
            selected=_ADDRESS if is_known else None,
            offered=delivery.offered,
            chosen=delivery.chosen,
        ),
    )


def _method(group: FulfilmentGroup) -> Shape:
    lines = list(group.lines)
    shape: Shape = {
        "id": group.id,
        "type": group.kind.value,
        "line_item_ids": lines,
        "destinations": [_destination(each) for each in group.destinations],
        "selected_destination_id": group.selected,
    }
    option = group.option
    inner: Shape = {
        "id": f"{group.id}-1",
        "line_item_ids": lines,
        "options": [_option(each) for each in group.offered],
        "selected_option_id": None if option is None else option.id,
    }
    return {**shape, "groups": [inner] if lines else []}


def _destination(destination: FulfilmentDestination) -> Shape:
    location = destination.location
    if location is not None:
        shape: Shape = {"id": destination.id, "name": location.name}
        address = None if location.address is None else location_shape(location.address)
        return {**shape, "address": address} if address else shape
    address = {} if destination.address is None else address_shape(destination.address)
    recipient = destination.recipient
    if recipient is not None and recipient.phone is not None:
        address["phone_number"] = recipient.phone
    return {"id": destination.id, **address}


def _option(option: FulfilmentOption) -> Shape:
    price = option.subtotal - (option.discount or 0)
    shape: Shape = {"id": option.id, "title": option.title}
    if price == 0:
        shape["title"] = f"{option.title} (Free)"
    if option.subtitle is not None:
        shape["description"] = option.subtitle
    if option.carrier is not None:
        shape["carrier"] = option.carrier
    totals: list[Shape] = [{"type": "subtotal", "amount": price}]
    if option.tax:
        totals.append({"type": "tax", "amount": option.tax})
    return {**shape, "totals": [*totals, {"type": "total", "amount": option.total}]}
