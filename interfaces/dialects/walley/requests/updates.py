"""Reading of the bodies of updates. Each reader collects every fault before it raises InvalidFields.

Interpretations where the documents are silent or contradict each other:
- A replacement is complete: a whole update removes what it does not name, and "update fees" removes a fee that it does
  not name.
- "Update cart" leaves the shipping properties unchanged where its body does not name them.
- In a whole update, `shippingProperties` beside the cart takes precedence over the one inside it.
- `storeId` and `countryCode`, which some clients merge into every body, are ignored as unknown properties. In a bare
  map they are kept, because nothing distinguishes them from the shop's data.
- `{"metadata": …}` is unwrapped only where its other properties are at most `storeId` and `countryCode`.
- `{}`, `[]` (an empty map in PHP), `""`, false and null all mean "none", and so does an empty body for the two maps.
- Property names ignore case, except the keys of the two maps, which are data.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from interfaces.dialects.walley.requests.cart import (
    LONGEST_LABEL,
    fees_of,
    is_nothing,
    items_of,
)
from interfaces.dialects.walley.requests.strict_cart import read_strict_items
from interfaces.dialects.walley.wire import CartUpdate, Fees, Item, Map, WholeUpdate
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import FieldReader, is_empty, parse_json
from interfaces.http.request.fields import add_fault, object_reader, raise_faults
from interfaces.http.request.property_names import PropertyNames

_CART = PropertyNames(("items", "shippingProperties"))
_WHOLE = PropertyNames(("cart", "shippingProperties", "fees", "reference", "metadata"))
_REFERENCE = PropertyNames(("reference",))
_METADATA = PropertyNames(("metadata",))
_MERGED_BY_CLIENTS = frozenset(("storeid", "countrycode"))
_Parcel = Map | msgspec.UnsetType | None


def whole_update(body: bytes) -> WholeUpdate:
    """Read the body of "update checkout". Raises MalformedBody or InvalidFields, as all readers here do."""
    faults: list[FieldFault] = []
    update = read_everything(parse_json(body), faults)
    raise_faults(faults)
    return update


def read_everything(value: Any, faults: list[FieldFault]) -> WholeUpdate:
    """Read everything that a shop may change from the top level of "update checkout" or "initialize checkout"."""
    fields = object_reader(value, _WHOLE, "", faults) or FieldReader({}, "", [])
    items: tuple[Item, ...] = ()
    parcel: _Parcel = None
    if fields.has("cart"):
        items, parcel = _cart_of(fields.value("cart"), "cart", faults)
    elif isinstance(value, Mapping):
        fields.fault("cart", "missing", "is required")
    if "shippingProperties" in fields.names():
        parcel = _parcel_of(fields.value("shippingProperties"), "shippingProperties", faults)
    return WholeUpdate(
        items=items,
        shipping_properties=None if parcel is msgspec.UNSET else parcel,
        fees=fees_of(fields.value("fees"), "fees", faults),
        reference=fields.identifier("reference", longest=LONGEST_LABEL),
        metadata=_map_of(fields.value("metadata"), "metadata", faults),
    )


def cart_update(body: bytes) -> CartUpdate:
    """Read the body of "update cart": a bare array, or an object with `items`."""
    plain = read_strict_items(body)
    return _any_cart_update(body) if plain is None else CartUpdate(items=plain)


def _any_cart_update(body: bytes) -> CartUpdate:
    value = parse_json(body)
    faults: list[FieldFault] = []
    items, parcel = _cart_of(value, "cart" if isinstance(value, list) else "", faults)
    raise_faults(faults)
    return CartUpdate(items=items, shipping_properties=parcel)


def fees_update(body: bytes) -> Fees:
    """Read the body of "update fees"."""
    faults: list[FieldFault] = []
    fees = fees_of(parse_json(body), "", faults)
    raise_faults(faults)
    return fees


def shipping_properties_update(body: bytes) -> Map | None:
    """Read the body of "update shipping properties": a map, without the keys whose value is null."""
    faults: list[FieldFault] = []
    parcel = _parcel_of(None if is_empty(body) else parse_json(body), "", faults)
    raise_faults(faults)
    return parcel


def metadata_update(body: bytes) -> Map | None:
    """Read the body of "update metadata": a bare map, or one wrapped in `metadata`."""
    value = None if is_empty(body) else parse_json(body)
    path = ""
    if isinstance(value, Mapping):
        wrapped = _METADATA.select(value)
        other_names = {name.lower() for name in value} - {"metadata"}
        if "metadata" in wrapped and other_names <= _MERGED_BY_CLIENTS:
            value, path = wrapped["metadata"], "metadata"
    faults: list[FieldFault] = []
    metadata = _map_of(value, path, faults)
    raise_faults(faults)
    return metadata


def reference_update(body: bytes) -> str | None:
    """Read the body of "update reference".

    The property is required, because a misspelled name must not remove the reference.
    """
    faults: list[FieldFault] = []
    fields = object_reader(parse_json(body), _REFERENCE, "", faults) or FieldReader({}, "", [])
    if not faults and "reference" not in fields.names():
        fields.fault("reference", "missing", 'is required; null or "" removes the reference')
    reference = fields.identifier("reference", longest=LONGEST_LABEL)
    raise_faults(faults)
    return reference


def _cart_of(value: Any, path: str, faults: list[FieldFault]) -> tuple[tuple[Item, ...], _Parcel]:
    if isinstance(value, list):
        return items_of(value, path, faults), msgspec.UNSET
    if not isinstance(value, Mapping):
        expected = "must be an array of articles, or an object with items"
        add_fault(faults, path, "type", expected)
        return (), msgspec.UNSET
    fields = FieldReader(_CART.select(value), path, faults, is_lenient=True)
    items: tuple[Item, ...] = ()
    if fields.has("items"):
        items = items_of(fields.value("items"), fields.path_of("items"), faults)
    else:
        fields.fault("items", "missing", "is required")
    if "shippingProperties" not in fields.names():
        return items, msgspec.UNSET
    name = "shippingProperties"
    return items, _parcel_of(fields.value(name), fields.path_of(name), faults)


def _parcel_of(value: Any, path: str, faults: list[FieldFault]) -> Map | None:
    parcel = _map_of(value, path, faults)
    if parcel is None:
        return None
    return {name: kept for name, kept in parcel.items() if kept is not None} or None


def _map_of(value: Any, path: str, faults: list[FieldFault]) -> Map | None:
    if is_nothing(value):
        return None
    if not isinstance(value, dict):
        add_fault(faults, path, "type", "must be an object")
        return None
    return value or None
