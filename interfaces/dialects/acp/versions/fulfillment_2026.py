"""The fulfilment of a session in the versions of 2026: to one address with one option, or in groups of items."""

from collections.abc import Iterable, Iterator

from domain.checkout import Checkout
from domain.values.cart import Line, LineKind
from domain.values.customer import Address
from domain.values.fulfilment import (
    Fulfilment,
    FulfilmentDestination,
    FulfilmentGroup,
    FulfilmentKind,
    FulfilmentOption,
    Location,
    Recipient,
)
from interfaces.dialects.acp.versions.totals_2026 import total, unless_zero
from interfaces.dialects.session.session_v1 import Shape, address_shape


def fulfillment(checkout: Checkout) -> Shape:
    """Write the details, the options, the selected ones, and the groups if there are any."""
    delivery = checkout.delivery or Fulfilment(needs_address=False)
    shape: Shape = {}
    if details := _details_shape(delivery.recipient, delivery.address):
        shape["fulfillment_details"] = details
    if delivery.groups:
        return shape | _groups(delivery.groups)
    shape["fulfillment_options"] = [_option(option, None) for option in delivery.offered]
    option = delivery.option
    if option is not None:
        items = _sent_with(checkout.cart.lines, delivery)
        shape["selected_fulfillment_options"] = [_selection(option, items)]
    return shape


def _groups(groups: Iterable[FulfilmentGroup]) -> Shape:
    shape: Shape = {"fulfillment_options": [], "fulfillment_groups": []}
    selected = []
    for group in groups:
        places = {each.id: each.location for each in group.destinations}
        shape["fulfillment_options"] += [
            _option(option, places.get(option.location or "")) for option in group.offered
        ]
        shape["fulfillment_groups"].append(_group(group))
        if group.option is not None:
            selected.append(_selection(group.option, group.lines))
    return shape | ({"selected_fulfillment_options": selected} if selected else {})


def _group(group: FulfilmentGroup) -> Shape:
    shape: Shape = {
        "id": group.id,
        "item_ids": list(group.lines),
        "destination_type": group.kind.value,
    }
    destination = group.destination or FulfilmentDestination(id="")
    if destination.location is not None:
        return {**shape, "location_id": destination.id}
    if details := _details_shape(destination.recipient, destination.address):
        shape["fulfillment_details"] = details
    return shape


def _selection(option: FulfilmentOption, lines: Iterable[str]) -> Shape:
    return {"type": option.kind.value, "option_id": option.id, "item_ids": list(lines)}


def _details_shape(recipient: Recipient | None, address: Address | None) -> Shape:
    recipient = recipient or Recipient()
    details = {
        "name": recipient.name,
        "phone_number": recipient.phone,
        "email": recipient.email,
        "address": None if address is None else address_shape(address),
    }
    return {name: value for name, value in details.items() if value is not None}


def _sent_with(lines: Iterable[Line], delivery: Fulfilment) -> Iterator[str]:
    for line in lines:
        if line.kind is not LineKind.DIGITAL or not delivery.needs_address:
            yield line.id


def _option(option: FulfilmentOption, location: Location | None) -> Shape:
    shape: Shape = {"type": option.kind.value, "id": option.id, "title": option.title}
    if option.carrier is not None and option.kind is FulfilmentKind.SHIPPING:
        shape["carrier"] = option.carrier
    if location is not None:
        shape["location"] = _location(location)
    shape["totals"] = [
        total("fulfillment", option.title, option.subtotal),
        *unless_zero("discount", "Shipping discount", option.discount or 0),
        total("tax", "Tax", option.tax),
        total("total", "Total", option.total),
    ]
    return shape


def _location(location: Location) -> Shape:
    shape: Shape = {"name": location.name, "address": address_shape(location.address or Address())}
    more = {"phone": location.phone, "instructions": location.instructions}
    return shape | {name: value for name, value in more.items() if value is not None}
