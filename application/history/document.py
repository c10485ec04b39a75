"""The whole state of a checkout as a plain document, and its fields one by one.

The document is what auditors see and what patches and blame are computed from. Its names are those of the domain;
amounts are minor units, rates basis points, times UTC. The version is not part of it, since every event changes that.
"""

import enum
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, cast

from domain.cart import Cart
from domain.checkout import Checkout

Document = dict[str, "Value"]
Value = None | bool | int | Decimal | str | list["Value"] | dict[str, "Value"]
Key = str | int
Path = tuple[Key, ...]
"""Where something stands: a name in an object, a position in a list; a line or a fee under a name of its own."""

LINES = "/cart/lines"
FEES = "/fees"
_NAMED_BY = {LINES: "article", FEES: "kind"}
_PLAIN_ALREADY = frozenset((type(None), bool, int, Decimal, str))


@dataclass(frozen=True)
class Field:
    """Something in a document. `pointer` is where it stands (RFC 6901); `value` what it holds."""

    pointer: str
    value: Value

    @property
    def is_leaf(self) -> bool:
        """Whether there is nothing in it; an empty object or list is a leaf."""
        return not isinstance(self.value, dict | list) or not self.value


@dataclass(frozen=True)
class Documented:
    """A state and its document."""

    checkout: Checkout
    document: Document


def document(checkout: Checkout, *, earlier: Documented | None = None) -> Document:
    """The state of `checkout` in a fixed order of names.

    Parts that are as they were in `earlier` are taken from its document: what is shared is the same, which makes a
    difference of the two cheap to tell.
    """

    def part(name: str, form: Callable[[Any], Value]) -> Value:
        value = getattr(checkout, name)
        if earlier is not None and value is getattr(earlier.checkout, name):
            return earlier.document[name]
        return form(value)

    return {
        "id": checkout.id,
        "merchant": checkout.merchant,
        "dialect": checkout.dialect,
        "country": checkout.country,
        "currency": checkout.currency,
        "stage": checkout.stage.value,
        "reference": checkout.reference,
        "cart": part("cart", _cart),
        "fees": part("fees", plain),
        "delivery": plain(checkout.delivery),
        "order_taxes": plain(checkout.order_taxes or None),
        "notices": plain(checkout.notices or None),
        "total": checkout.total,
        "agreed_total": checkout.agreed_total,
        "payment_attempt": checkout.payment_attempt,
        "payment_failure": checkout.payment_failure,
        "cancel_reason": checkout.cancel_reason,
        "shipping_properties": part("shipping_properties", parsed),
        "metadata": part("metadata", parsed),
        "customer": part("customer", plain),
        "payment": part("payment", plain),
        "order_id": checkout.order_id,
        "purchase_id": checkout.purchase_id,
        "completed_at": part("completed_at", plain),
        "expires_at": part("expires_at", plain),
        "idle_limit": checkout.idle_limit,
        "public_token": checkout.public_token,
        "erased_data": plain(checkout.erased_data or None),
        "order_number": checkout.order_number,
        "minimum_age": checkout.minimum_age,
        "recurrence": part("recurrence", plain),
        "token_used": checkout.token_used,
        "settings": part("settings", parsed),
    }


def plain(value: object) -> Value:
    """A domain value as plain data; parts that are None are left out of objects."""
    if type(value) in _PLAIN_ALREADY:
        return cast("Value", value)
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: plain(part)
            for name in _names(type(value))
            if (part := getattr(value, name)) is not None
        }
    raise TypeError(f"{type(value).__name__} has no plain form")


def parsed(text: str | None) -> Value:
    """The value that a JSON text holds, its numbers exact; None for no text."""
    if text is None:
        return None
    value: Value = json.loads(text, parse_float=Decimal)
    return value


def same(one: Value, other: Value) -> bool:
    """Whether both are the same JSON: `1` and `true` differ, and so do numbers that are written differently."""
    if one is other:
        return True
    if type(one) is not type(other):
        return _is_number(one) and _is_number(other) and str(one) == str(other)
    if isinstance(one, dict):
        assert isinstance(other, dict)
        return one.keys() == other.keys() and all(map(same, one.values(), map(other.get, one)))
    if isinstance(one, list):
        assert isinstance(other, list)
        return len(one) == len(other) and all(map(same, one, other))
    return str(one) == str(other) if isinstance(one, Decimal) else one == other


def nodes(doc: Document) -> Iterator[tuple[Path, Field]]:
    """Everything in a document, objects and lists before what is in them.

    In a path a line of the cart stands under its article and a fee under its kind instead of its position, so that a
    line that only moved up is still the same line; the second of two with one article gets `#2`.
    """
    for name, value in doc.items():
        yield from _nodes(value, (name,), f"/{escaped(name)}")


def keys(items: Sequence[Value], pointer: str) -> list[Key]:
    """What the items of the list at `pointer` stand under in a path, each under a key of its own."""
    naming = _NAMED_BY.get(pointer)
    if naming is None:
        return list(range(len(items)))
    found: dict[Key, None] = {}
    for item in items:
        name = str(item.get(naming, "")) if isinstance(item, dict) else ""
        key, times = name, 1
        while key in found:
            times += 1
            key = f"{name}#{times}"
        found[key] = None
    return list(found)


def escaped(name: str) -> str:
    """A name as a part of a JSON pointer (RFC 6901 §3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _nodes(value: Value, path: Path, pointer: str) -> Iterator[tuple[Path, Field]]:
    yield path, Field(pointer, value)
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _nodes(part, (*path, name), f"{pointer}/{escaped(name)}")
    elif isinstance(value, list):
        for index, key in enumerate(keys(value, pointer)):
            yield from _nodes(value[index], (*path, key), f"{pointer}/{index}")


def _cart(cart: Cart) -> Value:
    return {"lines": plain(cart.lines)}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _is_number(value: Value) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
