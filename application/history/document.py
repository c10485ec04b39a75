"""The whole state of a checkout as a plain document, and its fields one by one.

The document is what auditors see and what patches and blame are computed from. Its names are those of the domain;
amounts are minor units, rates basis points, times UTC. The version is not part of it, since every event changes that.
"""

import enum
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from decimal import Decimal

from domain.checkout import Checkout

Document = dict[str, "Value"]
Value = None | bool | int | Decimal | str | list["Value"] | dict[str, "Value"]
Path = tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One leaf of a document. `pointer` is where it stands (RFC 6901); `value` what it holds."""

    pointer: str
    value: Value


def document(checkout: Checkout) -> Document:
    """The state of `checkout` in a fixed order of names."""
    return {
        "id": checkout.id,
        "merchant": checkout.merchant,
        "dialect": checkout.dialect,
        "country": checkout.country,
        "currency": checkout.currency,
        "stage": checkout.stage.value,
        "reference": checkout.reference,
        "cart": {"lines": [plain(line) for line in checkout.cart.lines]},
        "fees": [plain(fee) for fee in checkout.fees],
        "total": checkout.total,
        "agreed_total": checkout.agreed_total,
        "shipping_properties": _parsed(checkout.shipping_properties),
        "metadata": _parsed(checkout.metadata),
        "customer": plain(checkout.customer),
        "payment": plain(checkout.payment),
        "order_id": checkout.order_id,
        "purchase_id": checkout.purchase_id,
        "completed_at": plain(checkout.completed_at),
        "expires_at": plain(checkout.expires_at),
        "public_token": checkout.public_token,
        "settings": _parsed(checkout.settings),
    }


def plain(value: object) -> Value:
    """A domain value as plain data; parts that are None are left out of objects."""
    if value is None or isinstance(value, bool | int | Decimal | str):
        return value
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: plain(part) for name, part in parts.items() if part is not None}
    raise TypeError(f"{type(value).__name__} has no plain form")


def leaves(doc: Document) -> dict[Path, Field]:
    """Every leaf by its path, in order.

    In a path an article or fee stands under its own id instead of its position, so that a line that only moved up is
    still the same line; the second of two with one id gets `#2`. An empty object or list is a leaf.
    """
    return dict(_leaves(doc, (), ""))


def _leaves(value: Value, path: Path, pointer: str) -> Iterator[tuple[Path, Field]]:
    if isinstance(value, dict) and value:
        for name, part in value.items():
            escaped = name.replace("~", "~0").replace("/", "~1")
            yield from _leaves(part, (*path, name), f"{pointer}/{escaped}")
    elif isinstance(value, list) and value:
        for index, key in enumerate(_keys(value)):
            yield from _leaves(value[index], (*path, key), f"{pointer}/{index}")
    else:
        yield path, Field(pointer, value)


def _keys(items: list[Value]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for index, item in enumerate(items):
        own = item.get("article") if isinstance(item, dict) else None
        key = own if isinstance(own, str) else str(index)
        seen[key] = seen.get(key, 0) + 1
        yield key if seen[key] == 1 else f"{key}#{seen[key]}"


def _parsed(text: str | None) -> Value:
    if text is None:
        return None
    parsed: Value = json.loads(text, parse_float=Decimal)
    return parsed
