"""The fields of the state of one checkout, under the events that set them."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Final

from markupsafe import Markup

from application.history.blame import FieldOrigin
from application.history.narrative import SHOPS_OWN, format_value
from application.history.primitives import Value
from application.persons.export import CheckoutRecord
from interfaces.cli.person_page.markup import concat, element, facts
from interfaces.cli.person_page.words import field_text, origin_text, sender_text, time_text

_ABOUT_THE_PERSON = ("/customer/", "/delivery/address/", "/delivery/recipient/")
_SHOWN_ELSEWHERE = re.compile(
    r"/(id|merchant|order_number|reference|stage|total)"
    r"|/cart/lines/\d+/(article|description|quantity|total)"
    r"|/fees/\d+/(article|description|unit_price)"
)
NO_VALUES: Final[tuple[Value, ...]] = (None, [], {})
"""Values of fields that are not in the page."""


def fields_by_event(
    record: CheckoutRecord, currency: str, is_wanted: Callable[[str], bool]
) -> Markup:
    """Return the fields of the state that have a value, under the event that set them, the oldest event first."""
    by_event: defaultdict[int, list[FieldOrigin]] = defaultdict(list)
    for each in record.origins:
        if (
            each.field.is_leaf
            and each.field.value not in NO_VALUES
            and is_wanted(each.field.pointer)
        ):
            by_event[each.event.originator_version].append(each)
    return concat(
        _source(origins[0])
        + facts((field_text(each.field.pointer), _value(each, currency)) for each in origins)
        for _, origins in sorted(by_event.items())
    )


def _value(origin: FieldOrigin, currency: str) -> str:
    """Return the value of a field as text. A `total` in the shop's own data is not an amount of this service."""
    pointer, value = origin.field.pointer, origin.field.value
    part, name = pointer.split("/")[1], pointer.rpartition("/")[2]
    if part in SHOPS_OWN:
        return format_value("", value, currency)
    if name.endswith("_at") and isinstance(value, str):
        return time_text(datetime.fromisoformat(value))
    return format_value(name, value, currency)


def _source(origin: FieldOrigin) -> Markup:
    by = origin.event.provenance
    parts = (time_text(origin.event.timestamp), sender_text(by), by.operation, origin_text(by))
    return element("h4", "; ".join(part for part in parts if part))


def is_about_the_person(pointer: str) -> bool:
    """Return whether a field of the state says who the person is."""
    return pointer.startswith(_ABOUT_THE_PERSON)


def is_other(pointer: str) -> bool:
    """Return whether no other part of the page shows a field of the state."""
    return not is_about_the_person(pointer) and _SHOWN_ELSEWHERE.fullmatch(pointer) is None
