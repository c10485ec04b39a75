"""Reading `fulfillment`: each method becomes an edit of one group of lines, with choices of options for its parcels."""

from collections.abc import Iterator
from typing import Any, Final

from application.selling.customer_edits import REMOVED, Removed
from application.selling.grouping.group_edits import GroupEdit, OptionChoice
from domain.values.fulfilment import FulfilmentDestination, FulfilmentKind
from interfaces.dialects.session.requests import LONGEST, MAX_ITEMS, edit_of, is_null, object_of
from interfaces.dialects.ucp.requests.destinations import destination_of
from interfaces.dialects.ucp.responses.methods import group_named
from interfaces.http.request.body.reader import FieldReader

MAX_METHODS: Final = 50
MAX_DESTINATIONS: Final = 50
_KINDS: Final = {kind.value: kind for kind in (FulfilmentKind.SHIPPING, FulfilmentKind.PICKUP)}


def fulfillment_of(fields: FieldReader) -> tuple[GroupEdit, ...] | None:
    """Read the methods; None if they are absent, and none if they are emptied."""
    if is_null(fields, "fulfillment") or fields.value("fulfillment") == {}:
        return ()
    fulfillment = object_of(fields, "fulfillment")
    if fulfillment is None:
        return None
    if is_null(fulfillment, "methods"):
        return ()
    if not fulfillment.has("methods"):
        return None
    return tuple(_methods(fulfillment))


def _methods(fulfillment: FieldReader) -> Iterator[GroupEdit]:
    for method in _objects(fulfillment, "methods", MAX_METHODS):
        kind = method.identifier("type", longest=LONGEST)
        if kind is not None and kind not in _KINDS:
            method.fault("type", "choice", f"must be one of {', '.join(_KINDS)}")
        selected = method.identifier("selected_destination_id", longest=LONGEST)
        yield GroupEdit(
            id=method.identifier("id", longest=LONGEST),
            kind=_KINDS.get(kind or ""),
            lines=_line_ids(method),
            destinations=_destinations(method),
            selected=edit_of(method, "selected_destination_id", selected),
            chosen=_choices(method),
        )


def _destinations(method: FieldReader) -> tuple[FulfilmentDestination, ...] | None:
    if is_null(method, "destinations"):
        return ()
    if not method.has("destinations"):
        return None
    found = _objects(method, "destinations", MAX_DESTINATIONS)
    return tuple(destination_of(each) for each in found)


def _choices(method: FieldReader) -> tuple[OptionChoice, ...] | Removed | None:
    """Read the options of the groups that say something of it."""
    if is_null(method, "groups") or method.value("groups") == []:
        return REMOVED
    found: list[OptionChoice] = []
    for place, group in enumerate(_objects(method, "groups", MAX_METHODS)):
        option = edit_of(
            group, "selected_option_id", group.identifier("selected_option_id", longest=LONGEST)
        )
        name = group.identifier("id", longest=LONGEST)
        if option is not None:
            named = None if name is None else group_named(name)
            found.append(OptionChoice(option=option, group=named, place=place))
    return tuple(found) or None


def _line_ids(method: FieldReader) -> tuple[str, ...] | None:
    value = method.value("line_item_ids")
    if value is None or value == []:
        return None
    is_list = isinstance(value, list) and len(value) <= MAX_ITEMS
    if not is_list or not all(isinstance(each, str) for each in value):
        method.fault("line_item_ids", "type", "must be an array of ids of line items")
        return None
    return tuple(value)


def _objects(fields: FieldReader, name: str, most: int) -> list[FieldReader]:
    """Return readers of the objects in an array. Notes a fault for anything else."""
    value: Any = fields.value(name)
    if value is None:
        return []
    if not isinstance(value, list):
        fields.fault(name, "type", "must be an array")
        return []
    if len(value) > most:
        fields.fault(name, "too-long", f"must have at most {most} entries")
        return []
    return [
        FieldReader(each, fields.path_of(f"{name}[{place}]"), fields.faults)
        for place, each in enumerate(value)
    ]
