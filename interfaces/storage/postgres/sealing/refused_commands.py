"""The personal data in the JSON of a refused command and of its provenance. All other text stays as it is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, TypeVar

import msgspec

from application.persons.fields import FieldChange, map_customer, map_fulfilment, map_provenance
from domain.values.customer import Address, Customer
from domain.values.fulfilment import Fulfilment, Recipient
from interfaces.storage.codecs.provenances import provenance_from
from interfaces.storage.codecs.refusals import as_json

_T = TypeVar("_T")
_DECODER: Final = msgspec.json.Decoder(float_hook=Decimal)


def map_command_json(text: str, change: FieldChange) -> str:
    """Return the JSON of a command with every personal field changed: its customer and the delivery of its quote."""
    command = _DECODER.decode(text)
    if not isinstance(command, dict):
        return text
    parts = dict(command)
    customer = _read(command.get("customer"), Customer)
    if customer is not None:
        parts["customer"] = _merge(command["customer"], map_customer(customer, change))
    quote = command.get("quote")
    if isinstance(quote, dict) and isinstance(quote.get("delivery"), dict):
        parts["quote"] = quote | {"delivery": _delivery(quote["delivery"], change)}
    return text if parts == command else as_json(parts)


def map_provenance_json(provenance: str, change: FieldChange) -> str:
    """Return the JSON of a provenance with every personal field changed."""
    by = provenance_from(provenance)
    if not by.is_shopper:
        return provenance
    parts = _DECODER.decode(provenance)
    merged = _merge(parts, map_provenance(by, change))
    return provenance if merged == parts else as_json(merged)


def _delivery(delivery: Mapping[str, Any], change: FieldChange) -> dict[str, Any]:
    known = Fulfilment(
        needs_address=True,
        address=_read(delivery.get("address"), Address),
        recipient=_read(delivery.get("recipient"), Recipient),
    )
    found = map_fulfilment(known, change)
    parts = dict(delivery)
    for name, value in (("address", found.address), ("recipient", found.recipient)):
        if value is not None:
            parts[name] = _merge(delivery[name], value)
    return parts


def _read(part: object, kind: type[_T]) -> _T | None:
    return msgspec.convert(part, kind) if isinstance(part, dict) else None


def _merge(part: Mapping[str, Any], value: object) -> dict[str, Any]:
    """Return the JSON object with the values of the fields that it has. Older ones lack some."""
    new = value if isinstance(value, dict) else msgspec.to_builtins(value)
    return {
        name: _merge(old, new[name])
        if isinstance(old, dict) and isinstance(new.get(name), dict)
        else new.get(name, old)
        for name, old in part.items()
    }
