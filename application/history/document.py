"""The whole state of a checkout as a plain document, and its fields one by one.

The document is what auditors see and what patches and blame are computed from. Its names are those of the domain;
amounts are minor units, rates basis points, times UTC. The version is not part of it, since every event changes that.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from application.history.primitives import Document, Value, parsed, plain
from domain.checkout import Checkout
from domain.values.cart import Cart

Key = str | int
Path = tuple[Key, ...]
"""Where something stands: a name in an object, a position in a list; a line or a fee under a name of its own."""

LINES = "/cart/lines"
FEES = "/fees"
_NAMED_BY = {LINES: "article", FEES: "kind"}


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
    reported = _reported(checkout)
    if earlier is None:
        parts = {name: form(getattr(checkout, name)) for name, form in _PARTS.items()}
        return parts | reported
    state, before = vars(checkout), vars(earlier.checkout)
    changed = {name: _PARTS[name](state[name]) for name in _KEPT if state[name] is not before[name]}
    return {**earlier.document, **changed, **reported, "total": checkout.total}


def _reported(checkout: Checkout) -> Document:
    """What was reported of payments beyond the one that paid.

    These parts came later than the others. They are left out where there is nothing in them, and a failure that only
    released its commitment is told by `payment_failure`: so what was recorded before them compares the same.
    """
    failed = [f for f in checkout.failed_payments if f.payment_id is not None or not f.released]
    parts = {"failed_payments": failed, "refunds_due": checkout.refunds_due}
    return {name: plain(part) for name, part in parts.items() if part}


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


def _nothing_if_empty(values: tuple[object, ...]) -> Value:
    return plain(values or None)


_PARTS: dict[str, Callable[[Any], Value]] = {
    "id": plain,
    "merchant": plain,
    "dialect": plain,
    "country": plain,
    "currency": plain,
    "stage": plain,
    "reference": plain,
    "cart": _cart,
    "fees": plain,
    "delivery": plain,
    "order_taxes": _nothing_if_empty,
    "notices": _nothing_if_empty,
    "total": plain,
    "agreed_total": plain,
    "payment_attempt": plain,
    "payment_failure": plain,
    "cancel_reason": plain,
    "shipping_properties": parsed,
    "metadata": parsed,
    "customer": plain,
    "payment": plain,
    "order_id": plain,
    "purchase_id": plain,
    "completed_at": plain,
    "expires_at": plain,
    "idle_limit": plain,
    "public_token": plain,
    "erased_data": _nothing_if_empty,
    "order_number": plain,
    "minimum_age": plain,
    "recurrence": plain,
    "token_used": plain,
    "settings": parsed,
}
_KEPT = tuple(name for name in _PARTS if name not in ("id", "total"))
"""What a checkout has as an attribute."""
