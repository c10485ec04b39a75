"""The whole state of a checkout as a plain document, and the values in it.

Auditors see the document, and patches and blame are computed from it. Its names are those of `domain.state`, from whose
declaration it is derived. Amounts are minor units, rates basis points, times UTC. The version is not part of it, since
every event changes the version.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_origin

from application.history.primitives import Document, Value, parse, plain
from domain.checkout import Checkout
from domain.state import ATTRIBUTES
from domain.values.cart import Cart
from domain.values.discounts import NO_DISCOUNTS

Convert = Callable[[Any], Value]
Key = str | int
Path = tuple[Key, ...]
"""The place of a value: names in objects, positions in lists, and keys of lines and fees."""

LINES = "/cart/lines"
FEES = "/fees"
NAMES_IN_LISTS: Mapping[str, str] = {
    LINES: "article",
    FEES: "kind",
    "/expectations": "id",
    "/fulfilment_events": "id",
    "/adjustments": "id",
}
"""The field that names an item, for each list by its JSON pointer."""
ADDED_PARTS = frozenset(
    {"discounts", "consents", "opened_from", "failed_payments", "refunds_due", "purchaser"}
    | {"buyer_context"}
    | {"expectations", "fulfilment_events", "adjustments"}
)
"""The parts that a document has at its end, where they are not empty."""
_AFTER_TOTAL = "agreed_total"
"""The attribute before which the document has the total, which is computed."""


@dataclass(frozen=True)
class Field:
    """A value in a document and its JSON pointer (RFC 6901)."""

    pointer: str
    value: Value

    @property
    def is_leaf(self) -> bool:
        """Whether the value contains no other value; an empty object or list is a leaf."""
        return not isinstance(self.value, dict | list) or not self.value


@dataclass(frozen=True)
class DocumentedState:
    """A state and its document."""

    checkout: Checkout
    document: Document


def document(checkout: Checkout, *, earlier: DocumentedState | None = None) -> Document:
    """Return the document of the state of `checkout`, in a fixed order of names.

    It shares the parts that did not change since `earlier` with the document of `earlier`, which makes a comparison of
    the two cheap.
    """
    later = _later_parts(checkout)
    state = vars(checkout)
    if earlier is None:
        parts: Document = {"id": checkout.id}
        for name, convert in CONVERTERS.items():
            if name == _AFTER_TOTAL:
                parts["total"] = checkout.total
            parts[name] = convert(state[name])
        return parts | later
    before = vars(earlier.checkout)
    changed = {
        name: convert(state[name])
        for name, convert in CONVERTERS.items()
        if state[name] is not before[name]
    }
    kept = {name: part for name, part in earlier.document.items() if name not in ADDED_PARTS}
    return {**kept, **changed, **later, "total": checkout.total}


def _later_parts(checkout: Checkout) -> Document:
    """Return the parts that were added later, without empty ones: discounts, consents, the order and others.

    These parts were added later. A failure without an id that released its commitment is omitted too, since
    `payment_failure` has its reason. So the documents of older histories did not change.
    """
    failed = [f for f in checkout.failed_payments if f.payment_id is not None or not f.released]
    discounts = checkout.discounts
    parts = {
        "discounts": None if discounts == NO_DISCOUNTS else discounts,
        "consents": checkout.consents or None,
        "opened_from": checkout.opened_from,
        "failed_payments": failed,
        "refunds_due": checkout.refunds_due,
        "purchaser": checkout.purchaser,
        "expectations": checkout.expectations,
        "fulfilment_events": checkout.fulfilment_events,
        "adjustments": checkout.adjustments,
        "buyer_context": checkout.buyer_context,
    }
    return {name: plain(part) for name, part in parts.items() if part}


def nodes(doc: Document) -> Iterator[tuple[Path, Field]]:
    """Yield every value of a document, objects and lists before their contents.

    A path has the article of a cart line and the kind of a fee in place of the position, so that a line that only moved
    keeps its path. The second of two lines with one article has the key `article#2`.
    """
    for name, value in doc.items():
        yield from _nodes(value, (name,), f"/{escape(name)}")


def keys(items: Sequence[Value], pointer: str) -> list[Key]:
    """Return the unique key of each item of the list at `pointer`, as paths use them."""
    naming = NAMES_IN_LISTS.get(pointer)
    if naming is None:
        return list(range(len(items)))
    found: dict[Key, None] = {}
    counts: dict[str, int] = {}
    for item in items:
        name = str(item.get(naming, "")) if isinstance(item, dict) else ""
        count = counts.get(name, 0) + 1
        key = name if count == 1 else f"{name}#{count}"
        # An article may be called like the key of another one.
        while key in found:
            count += 1
            key = f"{name}#{count}"
        counts[name] = count
        found[key] = None
    return list(found)


def escape(name: str) -> str:
    """Return a name as a part of a JSON pointer (RFC 6901 §3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _nodes(value: Value, path: Path, pointer: str) -> Iterator[tuple[Path, Field]]:
    yield path, Field(pointer, value)
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _nodes(part, (*path, name), f"{pointer}/{escape(name)}")
    elif isinstance(value, list):
        for index, key in enumerate(keys(value, pointer)):
            yield from _nodes(value[index], (*path, key), f"{pointer}/{index}")


def converters(attributes: Mapping[str, Any]) -> dict[str, Convert]:
    """Return the conversion of each attribute of a state that is in its document, by name, in the given order.

    An empty tuple is null. The exceptions are in `_CONVERTED` and `_OMITTED`.
    """
    return {
        name: _CONVERTED.get(name) or (null_if_empty if get_origin(kind) is tuple else plain)
        for name, kind in attributes.items()
        if name not in _OMITTED
    }


def _cart(cart: Cart) -> Value:
    return {"lines": plain(cart.lines)}


def null_if_empty(values: tuple[object, ...]) -> Value:
    """Return the items of a tuple as JSON data, or None for an empty one."""
    return plain(values or None)


_CONVERTED: dict[str, Convert] = {
    "cart": _cart,
    "fees": plain,
    "shipping_properties": parse,
    "metadata": parse,
    "settings": parse,
}
# `_later_parts` has some of these. The public token is a credential: who reads the history must not get it. The others
# only prepare the decisions of later verbs.
_OMITTED = frozenset(
    {
        "public_token",
        "commitments",
        "consents",
        "discounts",
        "opened_from",
        "erased_keys",
        "failed_payments",
        "refunds_due",
        "purchaser",
        "expectations",
        "fulfilment_events",
        "adjustments",
        "buyer_context",
        "reference_set_after_completion",
        "has_unique_reference",
    }
)
CONVERTERS = converters(ATTRIBUTES)
"""The conversion of each part that every document has, but `id` and `total`, by the name of the attribute."""
