"""Finds out where each line of a session goes: to the address of the session, or with its group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from application.ports.catalogue import Product, Terms
from application.ports.subdivisions import Subdivisions
from application.selling.grouping.groups import (
    NamedLine,
    place_of_group,
    plan_groups,
    with_session_address,
)
from application.selling.line_naming import ItemRequest
from application.selling.place_of_supply import PlaceOfSupply, place_of
from application.selling.quote_requests import SessionRequest
from domain.values.cart import Line, LineKind
from domain.values.fulfilment import ADDRESS, FulfilmentGroup, FulfilmentKind


@dataclass(frozen=True, kw_only=True)
class SessionRoute:
    """Where the lines of a session go. `place` is that of lines of no group, and of taxes on the whole order.

    `places` are by line, `choices` by group. `with_address` are the places whose address the customer gave. With
    `is_provisional`, one of the places is only supposed.
    """

    place: PlaceOfSupply
    with_address: tuple[PlaceOfSupply, ...] = ()
    groups: tuple[FulfilmentGroup, ...] = ()
    places: Mapping[str, PlaceOfSupply] = field(default_factory=dict)
    choices: Mapping[str, str | None] = field(default_factory=dict)
    is_provisional: bool = False

    def place_of(self, line: str) -> PlaceOfSupply:
        """Return the place that a line goes to."""
        return self.places.get(line, self.place)


def route_session(
    wish: SessionRequest,
    items: Sequence[ItemRequest],
    known: Mapping[str, Line],
    terms: Terms,
    country: str,
    states: Subdivisions,
) -> SessionRoute:
    """Return the way of the named `items`; `known` are the lines of the last quote.

    Raises UnknownLine and UnknownDestination.
    """
    named = list(_name_for_groups(wish, items, known, terms))
    supposed = wish.provisional_place
    if not wish.groups:
        is_carried = any(not line.is_digital for line in named)
        if wish.address is None and supposed is not None and is_carried:
            return SessionRoute(place=place_of(supposed, country, states), is_provisional=True)
        place = place_of(wish.address, country, states)
        return SessionRoute(place=place, with_address=() if wish.address is None else (place,))
    requests = with_session_address(wish.groups, wish.address, wish.recipient)
    groups = plan_groups(
        requests,
        named,
        terms,
        divides_parcels=wish.divides_parcels,
    )
    by_id = {request.id: request for request in wish.groups}
    choices = {
        group.id: by_id[group.method_id].choice_of(group.id)
        for group in groups
        if group.method_id in by_id
    }
    places = [
        place_of(supposed, country, states)
        if supposed is not None and group.missing == ADDRESS
        else place_of_group(group, choices.get(group.id), country, states)
        for group in groups
    ]
    return SessionRoute(
        place=places[0],
        with_address=tuple(
            place
            for group, place in zip(groups, places, strict=True)
            if group.destination is not None and group.destination.address is not None
        ),
        groups=groups,
        places={
            line: place for group, place in zip(groups, places, strict=True) for line in group.lines
        },
        choices=choices,
        is_provisional=supposed is not None and any(each.missing == ADDRESS for each in groups),
    )


def _name_for_groups(
    wish: SessionRequest,
    items: Sequence[ItemRequest],
    known: Mapping[str, Line],
    terms: Terms,
) -> Iterator[NamedLine]:
    """Yield the lines with the client's own names, which they have unless items were merged."""
    is_merged = len(wish.items) != len(items)
    for place, item in enumerate(items):
        product = terms.products.get(item.article)
        yield NamedLine(
            id=item.line or "",
            article=item.article,
            own=None if is_merged else wish.items[place].line,
            is_digital=_is_digital(product, known.get(item.line or "")),
            parcel=None if product is None else product.parcel,
        )


def _is_digital(product: Product | None, previous: Line | None) -> bool:
    if product is not None:
        return product.delivery is FulfilmentKind.DIGITAL
    return previous is not None and previous.kind is LineKind.DIGITAL
