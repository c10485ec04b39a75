"""Divides what is sent to one destination into parcels, as the articles say it.

A method is what a client asks for: lines, destinations, and the selected one. Its parcels are groups with a line each
or more, and have options and a choice of their own. Articles of the same `parcel` travel together, and so do those of
none. The id of a parcel is made of the method and the name of the parcel, so it stays while other lines come and go.
A line is in one parcel with all of its pieces: who divides the pieces of an article makes two lines of it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from domain.values.fulfilment import FulfilmentGroup, FulfilmentKind

PARCEL: Final = ":"
"""Stands between the id of a method and the name of a parcel."""


def divide_groups(
    groups: Sequence[FulfilmentGroup], parcels: Mapping[str, str | None]
) -> tuple[FulfilmentGroup, ...]:
    """Return the groups, those that are sent divided by the parcels of their lines. `parcels` are by the ids of lines.

    Parcels are in the order of their first lines. A group without lines stays whole.
    """
    methods = {group.id for group in groups}
    return tuple(part for group in groups for part in _divide(group, parcels, methods))


def _divide(
    group: FulfilmentGroup, parcels: Mapping[str, str | None], methods: Collection[str]
) -> Iterator[FulfilmentGroup]:
    if group.kind is not FulfilmentKind.SHIPPING or not group.lines:
        yield group
        return
    lines_of: dict[str | None, list[str]] = {}
    for line in group.lines:
        lines_of.setdefault(parcels.get(line), []).append(line)
    for parcel, lines in lines_of.items():
        if parcel is None:
            yield replace(group, lines=tuple(lines))
            continue
        name = f"{group.id}{PARCEL}{parcel}"
        while name in methods:
            name += "-2"
        yield replace(group, id=name, lines=tuple(lines), method=group.id)
