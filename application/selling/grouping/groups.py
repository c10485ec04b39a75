"""Groups of lines, each with its own destination and its own option. Nothing is selected or chosen for the customer.

A group that names no lines has all that it can carry: an address or a retail location carries goods, and digital goods
need no group. A line of goods that no group names is part of the first group that can carry it, or of a group of its
own. A group that is sent and has no destination goes to the address of the whole session, if there is one. It may be
divided into parcels (`parcels`), which are groups too. The options of a group have the id of the
group before their own, so that an option names its group. A group that is picked up has the options of all retail
locations until one is selected; choosing an option selects its location.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from application.ports.catalogue import PickupLocation, Terms
from application.ports.subdivisions import Subdivisions
from application.selling.grouping.parcels import divide_groups
from application.selling.place_of_supply import PlaceOfSupply, place_of
from application.selling.shipping import Parcel, offered_options
from domain.values.customer import Address
from domain.values.fulfilment import (
    ADDRESS,
    FulfilmentDestination,
    FulfilmentGroup,
    FulfilmentKind,
    FulfilmentOption,
    Location,
    Recipient,
)

SEPARATOR: Final = "/"
SESSION: Final = "session"
"""The id of the destination that is the address of the whole session."""
_AT: Final = "@"


@dataclass(eq=False)
class UnknownLine(Exception):
    """The group at index `place` names `line`, which is no line that it can carry, or is in another group."""

    line: str
    place: int


@dataclass(eq=False)
class UnknownDestination(Exception):
    """The group at index `place` selects `destination`, which it does not have."""

    destination: str
    place: int


@dataclass(frozen=True, kw_only=True)
class GroupRequest:
    """A group as the customer wants it. `lines` are ids of lines or articles; None for all that it can carry.

    `destinations` are those that the client gave; a group that is picked up has the shop's locations instead. `chosen`
    is the id of an option, with or without that of the group. Where the group is divided, it is that of each parcel
    but those that have one in `choices`, by their ids.
    """

    id: str
    kind: FulfilmentKind
    lines: tuple[str, ...] | None = None
    destinations: tuple[FulfilmentDestination, ...] = ()
    selected: str | None = None
    chosen: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict)

    def choice_of(self, group: str) -> str | None:
        """Return the id of the option of the group, or of a parcel of it."""
        return self.choices.get(group, self.chosen)


@dataclass(frozen=True, kw_only=True)
class NamedLine:
    """A line to be put into a group. `own` is what the client calls it in the same request.

    `parcel` is that of its article.
    """

    id: str
    article: str
    own: str | None
    is_digital: bool
    parcel: str | None = None


def plan_groups(
    requests: Sequence[GroupRequest],
    lines: Sequence[NamedLine],
    terms: Terms,
    *,
    divides_parcels: bool = False,
) -> tuple[FulfilmentGroup, ...]:
    """Return the groups with their lines and destinations, and without options.

    With `divides_parcels`, they are the parcels of what is asked for. Raises UnknownLine and UnknownDestination.
    """
    groups = [_plan(place, request, terms) for place, request in enumerate(requests)]
    owners: dict[str, int] = {}
    for place, request in enumerate(requests):
        for name in request.lines or ():
            found = [line for line in _find(lines, name) if _carries(groups[place], line)]
            if not found or any(owners.get(line.id, place) != place for line in found):
                raise UnknownLine(line=name, place=place)
            owners |= {line.id: place for line in found}
    for line in lines:
        if line.id not in owners and not line.is_digital:
            owners[line.id] = _place_for(line, requests, groups)
    planned = tuple(
        replace(group, lines=tuple(line.id for line in lines if owners.get(line.id) == place))
        for place, group in enumerate(groups)
    )
    if not divides_parcels:
        return planned
    return divide_groups(planned, {line.id: line.parcel for line in lines})


def _find(lines: Sequence[NamedLine], name: str) -> list[NamedLine]:
    """Return the lines that a group names: by the id of a line, by the client's own name, or by the article."""
    return (
        [line for line in lines if line.id == name]
        or [line for line in lines if line.own == name]
        or [line for line in lines if line.article == name]
    )


def with_session_address(
    requests: Sequence[GroupRequest], address: Address | None, recipient: Recipient | None
) -> tuple[GroupRequest, ...]:
    """Return the groups with the address of the session for those that are sent and have no destination."""
    if address is None:
        return tuple(requests)
    whole = FulfilmentDestination(id=SESSION, address=address, recipient=recipient)
    return tuple(
        replace(each, destinations=(whole,), selected=SESSION)
        if each.kind.needs_address and not each.destinations
        else each
        for each in requests
    )


def place_of_group(
    group: FulfilmentGroup, chosen: str | None, country: str, states: Subdivisions
) -> PlaceOfSupply:
    """Return the place that a group goes to: that of the shop where it is not known yet."""
    destination = group.destination or _location_of(group, chosen)
    return place_of(None if destination is None else _address_of(destination), country, states)


def price_group(
    group: FulfilmentGroup,
    chosen: str | None,
    terms: Terms,
    place: PlaceOfSupply,
    parcel: Parcel,
    *,
    is_provisional: bool = False,
) -> FulfilmentGroup:
    """Return a group with its options and the chosen one. One that is not offered is not chosen.

    Without a destination there are no options to an address, unless the place `is_provisional`.
    """
    if not group.lines:
        return group
    if group.missing == ADDRESS and not is_provisional:
        return group
    options = _list_options(group, terms, place, parcel)
    offered = tuple(sorted(options, key=lambda option: option.total))
    option = next((each for each in offered if chosen in (each.id, own_id(each, group.id))), None)
    selected = group.selected
    if option is not None and option.location is not None:
        selected = option.location
    return replace(
        group,
        offered=offered,
        chosen=None if option is None else option.id,
        selected=selected,
    )


def own_id(option: FulfilmentOption, group: str) -> str:
    """Return the id of an option of a group as it is in the catalogue; a retail location stands behind it."""
    return option.id.removeprefix(f"{group}{SEPARATOR}")


def requests_of(groups: Sequence[FulfilmentGroup]) -> tuple[GroupRequest, ...]:
    """Return the requests that lead to these groups again. Parcels of one method are one request."""
    found: dict[str, GroupRequest] = {}
    for group in groups:
        is_own = group.selected != SESSION and group.kind is not FulfilmentKind.PICKUP
        chosen = {} if group.chosen is None else {group.id: group.chosen}
        before = found.get(group.method_id)
        if before is not None:
            found[group.method_id] = replace(
                before,
                lines=(*(before.lines or ()), *group.lines),
                choices={**before.choices, **chosen},
            )
            continue
        found[group.method_id] = GroupRequest(
            id=group.method_id,
            kind=group.kind,
            destinations=group.destinations if is_own else (),
            selected=None if group.selected == SESSION else group.selected,
            choices=chosen,
            lines=group.lines,
        )
    return tuple(found.values())


def _plan(place: int, request: GroupRequest, terms: Terms) -> FulfilmentGroup:
    destinations = request.destinations
    if request.kind is FulfilmentKind.PICKUP:
        destinations = tuple(map(_destination, terms.locations))
    if request.selected is not None and all(each.id != request.selected for each in destinations):
        raise UnknownDestination(destination=request.selected, place=place)
    return FulfilmentGroup(
        id=request.id,
        kind=request.kind,
        lines=(),
        destinations=destinations,
        selected=request.selected,
    )


def _carries(group: FulfilmentGroup, line: NamedLine) -> bool:
    return line.is_digital is (group.kind is FulfilmentKind.DIGITAL)


def _place_for(
    line: NamedLine, requests: Sequence[GroupRequest], groups: list[FulfilmentGroup]
) -> int:
    """Return the index of the group of a line that no group names; it may be a new one."""
    able = [place for place, group in enumerate(groups) if _carries(group, line)]
    for place in able:
        if place < len(requests) and requests[place].lines is None:
            return place
    if able:
        return able[0]
    name = "shipping"
    while any(group.id == name for group in groups):
        name += "-2"
    groups.append(FulfilmentGroup(id=name, kind=FulfilmentKind.SHIPPING, lines=()))
    return len(groups) - 1


def _list_options(
    group: FulfilmentGroup, terms: Terms, place: PlaceOfSupply, parcel: Parcel
) -> Iterator[FulfilmentOption]:
    if group.kind is not FulfilmentKind.PICKUP:
        for option in offered_options(terms, place, group.kind, parcel):
            yield replace(option, id=f"{group.id}{SEPARATOR}{option.id}")
        return
    for destination in group.destinations:
        if group.selected not in (None, destination.id):
            continue
        there = place_of(_address_of(destination), place.country, place.states)
        for option in offered_options(terms, there, group.kind, parcel):
            name = f"{group.id}{SEPARATOR}{option.id}{_AT}{destination.id}"
            yield replace(option, id=name, location=destination.id)


def _location_of(group: FulfilmentGroup, chosen: str | None) -> FulfilmentDestination | None:
    """Return the retail location of a chosen option, which is not selected itself."""
    if group.kind is not FulfilmentKind.PICKUP or chosen is None:
        return None
    name = chosen.rpartition(_AT)[2]
    return next((each for each in group.destinations if each.id == name), None)


def _address_of(destination: FulfilmentDestination) -> Address | None:
    location = destination.location
    return destination.address if location is None else location.address


def _destination(location: PickupLocation) -> FulfilmentDestination:
    return FulfilmentDestination(
        id=location.id,
        location=Location(
            name=location.name,
            address=Address(
                name=location.name,
                address=location.line_one,
                address2=location.line_two,
                city=location.city,
                state=location.state,
                country=location.country,
                postal_code=location.postal_code,
            ),
            phone=location.phone,
            instructions=location.instructions,
        ),
    )
