"""Reading `fulfillment_details` and `fulfillment_groups` of the versions of 2026."""

from collections.abc import Iterator
from typing import Any, Final

from application.selling.customer_edits import NO_RECIPIENT, REMOVED, RecipientEdit, Removed
from application.selling.grouping.groups import SEPARATOR, SESSION, GroupRequest
from domain.values.customer import Address
from domain.values.fulfilment import FulfilmentDestination, FulfilmentKind
from interfaces.dialects.session import requests
from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.phones import phone_of

MAX_GROUPS: Final = 50
_NAME: Final = "fulfillment_groups"
_DETAILS: Final = "fulfillment_details"
_KINDS: Final = {kind.value: kind for kind in FulfilmentKind}


def details_of(
    fields: FieldReader, name: str
) -> tuple[Address | Removed | None, RecipientEdit | None]:
    """Read the address and the recipient in a field."""
    if requests.is_null(fields, name):
        return REMOVED, NO_RECIPIENT
    details = requests.object_of(fields, name)
    if details is None:
        return None, None
    contact = details.text("name", longest=requests.LONGEST)
    email = requests.email_of(details, required=False, checked=True)
    phone = phone_of(details, "phone_number", longest=requests.LONGEST)
    recipient = RecipientEdit(
        name=requests.edit_of(details, "name", contact),
        email=requests.edit_of(details, "email", email),
        phone=requests.edit_of(details, "phone_number", phone),
    )
    return requests.edited_address(details, "address"), recipient


def groups_of(fields: FieldReader) -> tuple[GroupRequest, ...] | Removed | None:
    """Read the groups of items; REMOVED for none, None if the field is absent."""
    value = fields.value(_NAME)
    if value is None:
        return REMOVED if requests.is_null(fields, _NAME) else None
    if not isinstance(value, list):
        fields.fault(_NAME, "type", "must be an array of groups")
        return None
    if len(value) > MAX_GROUPS:
        fields.fault(_NAME, "too-long", f"must have at most {MAX_GROUPS} groups")
        return None
    return tuple(_read_groups(fields, value)) or REMOVED


def _read_groups(fields: FieldReader, value: list[Any]) -> Iterator[GroupRequest]:
    seen: set[str] = set()
    for place, each in enumerate(value):
        group = FieldReader(each, fields.path_of(f"{_NAME}[{place}]"), fields.faults)
        group_id = group.identifier("id", required=isinstance(each, dict), longest=requests.LONGEST)
        if group_id is not None and (group_id in seen or SEPARATOR in group_id):
            group.fault("id", "choice", f"must be used once, and have no {SEPARATOR}")
        seen.add(group_id or "")
        named = group.identifier(
            "destination_type", required=isinstance(each, dict), longest=requests.LONGEST
        )
        if named is not None and named not in _KINDS:
            group.fault("destination_type", "choice", f"must be one of {', '.join(_KINDS)}")
        kind = _KINDS.get(named or "", FulfilmentKind.SHIPPING)
        destinations = tuple(_destinations(group, group_id or ""))
        location = group.identifier("location_id", longest=requests.LONGEST)
        yield GroupRequest(
            id=group_id or "",
            kind=kind,
            lines=_item_ids(group),
            destinations=destinations,
            selected=location
            if kind is FulfilmentKind.PICKUP
            else next((destination.id for destination in destinations), None),
        )


def _destinations(group: FieldReader, group_id: str) -> Iterator[FulfilmentDestination]:
    """Yield the address of a group, if it has one of its own."""
    address, recipient = details_of(group, _DETAILS)
    if isinstance(address, Address):
        name = f"{group_id}-address"
        yield FulfilmentDestination(
            id=name if name != SESSION else f"{name}-1",
            address=address,
            recipient=None if recipient is None else recipient.apply_to(None),
        )


def _item_ids(group: FieldReader) -> tuple[str, ...] | None:
    value = group.value("item_ids")
    if value is None or value == []:
        return None
    is_list = isinstance(value, list) and len(value) <= requests.MAX_ITEMS
    if not is_list or not all(isinstance(each, str) for each in value):
        group.fault("item_ids", "type", "must be an array of ids of line items")
        return None
    return tuple(value)
