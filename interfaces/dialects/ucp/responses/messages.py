"""The messages of a checkout: why it cannot be completed, what has changed, and which codes do not apply."""

from collections.abc import Iterator, Mapping
from typing import Final

from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.customer import Address
from domain.values.fulfilment import FulfilmentGroup
from interfaces.dialects.session.messages import Message, MessageSubject, Severity, messages
from interfaces.dialects.session.postal_codes import needs_postal_code
from interfaces.dialects.ucp.negotiation.capabilities import DISCOUNT, FULFILLMENT
from interfaces.dialects.ucp.negotiation.outcome import capabilities_of
from interfaces.dialects.ucp.responses.methods import methods_of
from interfaces.dialects.ucp.wire import Shape, message_error

_CODES: Final[Mapping[str, str]] = {
    "region_restricted": "address_undeliverable",
    "quantity_exceeded": "quantity_invalid_limit_exceeded",
    "payment_declined": "payment_failed",
    "invalid": "fulfillment_unavailable",
    "price_change": "totals_changed",
}
_PATHS: Final[Mapping[MessageSubject, str]] = {
    MessageSubject.ITEMS: "$.line_items",
    MessageSubject.LINE: "$.line_items[{place}]",
    MessageSubject.QUANTITY: "$.line_items[{place}].quantity",
    MessageSubject.ADDRESS: "$.fulfillment",
    MessageSubject.OPTION: "$.fulfillment",
    MessageSubject.PAYMENT: "$.payment",
    MessageSubject.CODE: "$.discounts.codes[{place}]",
}
_PROVISIONAL: Final[Shape] = {
    "type": "info",
    "code": "provisional",
    "path": "$.context",
    "content": "Taxes and options are those of the place in `context`, until a destination is known.",
}
_NEEDED: Final = (
    ("street_address", "address"),
    ("address_locality", "city"),
    ("postal_code", "postal_code"),
    ("address_country", "country"),
)


def message_shapes(checkout: Checkout) -> list[Shape]:
    """Write the messages, errors first."""
    found: list[Shape] = []
    for message in messages(checkout):
        shape = _shape(message, checkout)
        # Parcels to one place lack the same address.
        if _is_shown(message, checkout) and shape not in found:
            found.append(shape)
    if checkout.delivery is not None and checkout.delivery.is_provisional:
        found.append(_PROVISIONAL)
    errors = [each for each in found if each["type"] == "error"]
    others = [each for each in found if each["type"] != "error"]
    return [*errors, *address_gaps(checkout), *others]


def address_gaps(checkout: Checkout) -> list[Shape]:
    """Write an error for each part that a selected address lacks before the goods can be sent."""
    if checkout.stage not in (Stage.OPEN, Stage.SUSPENDED):
        return []
    return [
        message_error(
            "missing", f"The address has no {name.replace('_', ' ')}.", path=f"{path}.{name}"
        )
        for path, address in _selected_addresses(checkout)
        for name in _gaps_in(address)
    ]


def _is_shown(message: Message, checkout: Checkout) -> bool:
    """Return whether a message is about something that was negotiated."""
    return message.subject is not MessageSubject.CODE or DISCOUNT in capabilities_of(checkout)


def _shape(message: Message, checkout: Checkout) -> Shape:
    code = _CODES.get(message.code, message.code)
    if message.subject is MessageSubject.STATE and message.code == "invalid":
        code = "address_undeliverable"
    path = _path(message, checkout)
    if message.severity is Severity.ERROR:
        severity = _severity(message, checkout)
        return message_error(code, message.content, severity=severity, path=path)
    shape: Shape = {"type": message.severity.value}
    if message.severity is Severity.WARNING:
        shape["code"] = code
    if path is not None:
        shape["path"] = path
    return {**shape, "content": message.content}


def _path(message: Message, checkout: Checkout) -> str | None:
    if message.subject is MessageSubject.STATE:
        places = [place for place, _ in _selected_addresses(checkout)]
        return f"{places[0]}.address_region" if places else "$.fulfillment"
    if message.subject is not MessageSubject.GROUP:
        template = _PATHS.get(message.subject)
        return None if template is None else template.format(place=message.place)
    if FULFILLMENT not in capabilities_of(checkout):
        return None
    delivery = checkout.delivery
    group = None if delivery is None else delivery.groups[message.place]
    methods = methods_of(checkout)
    shown = [each.id for each in methods]
    if group is None or group.method_id not in shown:
        return "$.fulfillment"
    place = shown.index(group.method_id)
    path = f"$.fulfillment.methods[{place}]"
    if group.missing == "address":
        return f"{path}.selected_destination_id" if group.destinations else f"{path}.destinations"
    if message.code == "region_restricted":
        return _path_of_destination(group, path)
    number = methods[place].groups.index(group)
    return f"{path}.groups[{number}].selected_option_id"


def _path_of_destination(group: FulfilmentGroup, path: str) -> str:
    """Return the path of the selected destination of the method at `path`."""
    ids = [each.id for each in group.destinations]
    if group.selected not in ids:
        return f"{path}.selected_destination_id"
    return f"{path}.destinations[{ids.index(group.selected)}]"


def _severity(message: Message, checkout: Checkout) -> str:
    """Return who can put it right: the platform, unless it does not know of fulfilment, or nobody."""
    if checkout.stage is Stage.EXPIRED:
        return "unrecoverable"
    about_sending = message.subject in (
        MessageSubject.GROUP,
        MessageSubject.ADDRESS,
        MessageSubject.OPTION,
        MessageSubject.STATE,
    )
    if about_sending and FULFILLMENT not in capabilities_of(checkout):
        return "requires_buyer_input"
    return "recoverable"


def _selected_addresses(checkout: Checkout) -> Iterator[tuple[str, Address]]:
    for place, method in enumerate(methods_of(checkout)):
        group = method.place
        if not group.kind.needs_address or not group.lines:
            continue
        for index, each in enumerate(group.destinations):
            if each.id == group.selected and each.address is not None:
                yield f"$.fulfillment.methods[{place}].destinations[{index}]", each.address


def _gaps_in(address: Address) -> Iterator[str]:
    for name, attribute in _NEEDED:
        if name == "postal_code" and not needs_postal_code(address.country):
            continue
        if getattr(address, attribute) is None:
            yield name
