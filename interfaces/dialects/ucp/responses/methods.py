"""`fulfillment`: the methods of a checkout, each with the parcels that it is divided into as its groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.selling.grouping.groups import own_id
from application.selling.grouping.parcels import PARCEL
from domain.checkout import Checkout
from domain.values.cart import LineKind
from domain.values.fulfilment import (
    Fulfilment,
    FulfilmentDestination,
    FulfilmentGroup,
    FulfilmentKind,
    FulfilmentOption,
)
from interfaces.dialects.session.orders import method_of
from interfaces.dialects.ucp.requests.destinations import address_shape, location_shape
from interfaces.dialects.ucp.wire import Shape

_ADDRESS = "address"
_WHOLE = "-1"
"""Stands behind the id of a method in that of its group of the articles without a parcel."""


@dataclass(frozen=True)
class Method:
    """Groups that go to the same destination. There is one at least."""

    groups: tuple[FulfilmentGroup, ...]

    @property
    def id(self) -> str:
        """The id of the method."""
        return self.groups[0].method_id

    @property
    def place(self) -> FulfilmentGroup:
        """A group with the kind, the destinations and the selected one of the method."""
        return self.groups[0]

    @property
    def lines(self) -> list[str]:
        """The ids of the lines of all groups."""
        return [line for group in self.groups for line in group.lines]


def methods_of(checkout: Checkout) -> tuple[Method, ...]:
    """Return the methods: what is sent or picked up. One without lines and destinations is left out."""
    methods: dict[str, list[FulfilmentGroup]] = {}
    for group in groups_of(checkout):
        methods.setdefault(group.method_id, []).append(group)
    return tuple(Method(tuple(groups)) for groups in methods.values())


def group_named(name: str) -> str:
    """Return the id of the group that clients know by this name."""
    return name if PARCEL in name else name.removesuffix(_WHOLE)


def groups_of(checkout: Checkout) -> tuple[FulfilmentGroup, ...]:
    """Return the groups that are sent or picked up. One without lines and destinations is left out."""
    delivery = checkout.delivery
    if delivery is None:
        return ()
    groups = delivery.groups or _only_group(checkout, delivery)
    return tuple(
        group
        for group in groups
        if group.kind is not FulfilmentKind.DIGITAL and (group.lines or group.destinations)
    )


def fulfillment_shape(checkout: Checkout, *, with_group_ids: bool) -> Shape:
    """Write the methods, each with its destinations and its groups with their options.

    The ids of options are those of the catalogue. `with_group_ids`, they have that of the group before them.
    """
    places = {line.id: place for place, line in enumerate(checkout.cart.lines)}
    return {
        "methods": [
            _method(each, sorted(each.lines, key=lambda line: places.get(line, 0)), with_group_ids)
            for each in methods_of(checkout)
        ]
    }


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


def _method(method: Method, lines: list[str], with_group_ids: bool) -> Shape:
    place = method.place
    return {
        "id": method.id,
        "type": method_of(place.kind),
        "line_item_ids": lines,
        "destinations": [_destination(each) for each in place.destinations],
        "selected_destination_id": place.selected,
        "groups": [_group(each, with_group_ids) for each in method.groups if each.lines],
    }


def _group(group: FulfilmentGroup, with_group_ids: bool) -> Shape:
    ids = {each.id: each.id if with_group_ids else own_id(each, group.id) for each in group.offered}
    option = group.option
    return {
        "id": group.id if PARCEL in group.id else f"{group.id}{_WHOLE}",
        "line_item_ids": list(group.lines),
        "options": [_option(each, ids[each.id]) for each in group.offered],
        "selected_option_id": None if option is None else ids[option.id],
    }


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


def _option(option: FulfilmentOption, option_id: str) -> Shape:
    price = option.subtotal - (option.discount or 0)
    shape: Shape = {"id": option_id, "title": option.title}
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
