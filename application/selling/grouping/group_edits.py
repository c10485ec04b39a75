"""Edits of the groups of a session whose clients name only what they change.

An edit names its group by id, or is about the only group of its kind. The groups are those that are edited, in the
order of the edits; a session without any has one group of everything that is sent, without a destination.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.selling.customer_edits import Removed, apply_edit
from application.selling.grouping.groups import SEPARATOR, SESSION, GroupRequest
from application.selling.grouping.parcels import PARCEL
from application.selling.line_naming import ItemRequest
from domain.values.fulfilment import FulfilmentDestination, FulfilmentKind


@dataclass(frozen=True, kw_only=True)
class OptionChoice:
    """The choice of an option, at index `place` of those of its group; REMOVED for none.

    `option` is an id, with or without that of the group. `group` is the id of a parcel. Without one, or with one that
    is not of the group, the choice is for each parcel that has none of its own in the request.
    """

    option: str | Removed
    group: str | None = None
    place: int = 0

    def parcel_of(self, method: str) -> str | None:
        """Return the id of the parcel of a method that the choice names; None if it names none."""
        if self.group is None:
            return None
        is_inside = self.group == method or self.group.startswith(f"{method}{PARCEL}")
        return self.group if is_inside else None


@dataclass(frozen=True, kw_only=True)
class GroupEdit:
    """An edit of a group. None leaves a part unchanged, REMOVED removes it.

    `lines` are ids of lines or articles. If one of them is unknown, the group has all that it can carry.
    `destinations` replace those that there are. One without an id (`""`) gets that of an equal one, or a new one.
    `offered` are known to the shop, and are those of a group that has none. Those with an id in `withdrawn` are taken
    from the group, unless they are selected.
    """

    id: str | None = None
    kind: FulfilmentKind | None = None
    lines: tuple[str, ...] | None = None
    destinations: tuple[FulfilmentDestination, ...] | None = None
    selected: str | Removed | None = None
    chosen: tuple[OptionChoice, ...] | Removed | None = None
    offered: tuple[FulfilmentDestination, ...] = ()
    withdrawn: frozenset[str] = frozenset()

    @property
    def choices(self) -> tuple[OptionChoice, ...]:
        """The choices of options, of everything and of single parcels."""
        return () if self.chosen is None or isinstance(self.chosen, Removed) else self.chosen


def edit_groups(
    current: Sequence[GroupRequest], edits: Sequence[GroupEdit], items: Sequence[ItemRequest]
) -> tuple[GroupRequest, ...]:
    """Return the groups after the edits; `items` are those of the session."""
    known = {name for item in items for name in (item.line, item.article) if name is not None}
    left = list(current)
    found: list[GroupRequest] = []
    for edit in edits:
        group = _find(left, edit)
        if group is not None:
            left.remove(group)
        named = {each.id for each in (*left, *found)}
        found.append(_edit(group or _new_group(edit, named), edit, known))
    return tuple(found) or (GroupRequest(id=_SENT.value, kind=_SENT),)


_SENT = FulfilmentKind.SHIPPING


def _find(groups: Sequence[GroupRequest], edit: GroupEdit) -> GroupRequest | None:
    if edit.id is not None:
        return next((group for group in groups if group.id == edit.id), None)
    alike = [group for group in groups if edit.kind in (None, group.kind)]
    return alike[0] if len(alike) == 1 else None


def _new_group(edit: GroupEdit, named: set[str]) -> GroupRequest:
    kind = edit.kind or _SENT
    is_usable = edit.id is not None and not {SEPARATOR, PARCEL} & set(edit.id)
    name = edit.id if edit.id is not None and is_usable else kind.value
    number, group_id = 1, name
    while group_id in named:
        number += 1
        group_id = f"{name}-{number}"
    return GroupRequest(id=group_id, kind=kind)


def _edit(group: GroupRequest, edit: GroupEdit, known: set[str]) -> GroupRequest:
    if edit.kind is not None and edit.kind is not group.kind:
        group = GroupRequest(id=group.id, kind=edit.kind, lines=group.lines)
    lines = group.lines
    if edit.lines is not None:
        lines = edit.lines if edit.lines and known.issuperset(edit.lines) else None
    destinations, selected = group.destinations, apply_edit(group.selected, edit.selected)
    if edit.destinations is None and group.kind is FulfilmentKind.SHIPPING:
        kept = {selected} if selected is not None else set()
        destinations = tuple(
            each for each in destinations if each.id in kept or each.id not in edit.withdrawn
        )
        destinations = destinations or edit.offered
    if edit.destinations is not None and group.kind is not FulfilmentKind.PICKUP:
        destinations = _with_ids(edit.destinations, group.destinations)
        if edit.selected is None and all(each.id != selected for each in destinations):
            # The only address that is given is the one that is meant.
            selected = destinations[0].id if len(destinations) == 1 else None
    group = replace(group, lines=lines, destinations=destinations, selected=selected)
    return _choose(group, edit)


def _choose(group: GroupRequest, edit: GroupEdit) -> GroupRequest:
    """Return the group with the choices of the edit."""
    if isinstance(edit.chosen, Removed):
        return replace(group, chosen=None, choices={})
    whole = next((each for each in edit.choices if each.parcel_of(group.id) is None), None)
    if whole is not None:
        option = None if isinstance(whole.option, Removed) else whole.option
        group = replace(group, chosen=option, choices={})
    of_parcels = dict(group.choices)
    for each in edit.choices:
        parcel = each.parcel_of(group.id)
        if parcel is None:
            continue
        if isinstance(each.option, Removed):
            of_parcels.pop(parcel, None)
        else:
            of_parcels[parcel] = each.option
    return replace(group, choices=of_parcels)


def _with_ids(
    destinations: Sequence[FulfilmentDestination], before: Sequence[FulfilmentDestination]
) -> tuple[FulfilmentDestination, ...]:
    """Return the destinations with ids, which are unique."""
    taken = {each.id for each in destinations} | {each.id for each in before} | {SESSION}
    named: dict[str, FulfilmentDestination] = {}
    for each in destinations:
        equal = next((old.id for old in before if replace(old, id=each.id) == each), None)
        name = each.id or equal or _new_id(taken)
        taken.add(name)
        named[name] = replace(each, id=name)
    return tuple(named.values())


def _new_id(taken: set[str]) -> str:
    number = 1
    while f"destination-{number}" in taken:
        number += 1
    return f"destination-{number}"
