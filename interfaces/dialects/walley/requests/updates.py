"""Reading the bodies of the updates. Each reader collects every fault before it raises InvalidFields.

Readings taken where the documents are silent or disagree:
- A replacement replaces: what a whole update does not name is removed, and so is a fee that "update fees" does not
  name.
- "Update cart" leaves the shipping properties alone where its body does not name them.
- In a whole update `shippingProperties` beside the cart goes before the one inside it.
- `storeId` and `countryCode`, which some clients merge into every body, are unknown properties and ignored. In a bare
  map they are the shop's own keys and kept, because nothing tells them from data.
- `{"metadata": …}` wraps the metadata only where `storeId` and `countryCode` are all that stands beside it.
- `{}`, `[]` (an empty map in PHP), `""`, false and null all mean "nothing", and so does an empty body for the two maps.
- Property names are told apart without regard to case, except the keys of the two maps, which are data.
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
from interfaces.dialects.walley.requests.strict_cart import plain_items
from interfaces.dialects.walley.wire import CartUpdate, Fees, Item, Map, WholeUpdate
from interfaces.http.errors import FieldFault
from interfaces.http.request.body.reader import FieldReader, is_empty, parse_json
from interfaces.http.request.fields import add_fault, object_reader, raise_faults
from interfaces.http.request.property_names import PropertyNames

_CART = PropertyNames(("items", "shippingProperties"))
_WHOLE = PropertyNames(("cart", "shippingProperties", "fees", "reference", "metadata"))
_REFERENCE = PropertyNames(("reference",))
_METADATA = PropertyNames(("metadata",))
_MERGED_IN = frozenset(("storeid", "countrycode"))
_Parcel = Map | msgspec.UnsetType | None


def whole_update(body: bytes) -> WholeUpdate:
    """The body of "update checkout". Raises MalformedBody or InvalidFields, as all of these do."""
    faults: list[FieldFault] = []
    update = everything_of(parse_json(body), faults)
    raise_faults(faults)
    return update


def everything_of(value: Any, faults: list[FieldFault]) -> WholeUpdate:
    """All that a shop may change, from a body that has it at its top: "update checkout" and "initialize checkout"."""
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
    """The body of "update cart": a bare array, or an object with `items`."""
    plain = plain_items(body)
    return _any_cart_update(body) if plain is None else CartUpdate(items=plain)


def _any_cart_update(body: bytes) -> CartUpdate:
    value = parse_json(body)
    faults: list[FieldFault] = []
    items, parcel = _cart_of(value, "cart" if isinstance(value, list) else "", faults)
    raise_faults(faults)
    return CartUpdate(items=items, shipping_properties=parcel)


def fees_update(body: bytes) -> Fees:
    """The body of "update fees"."""
    faults: list[FieldFault] = []
    fees = fees_of(parse_json(body), "", faults)
    raise_faults(faults)
    return fees


def shipping_properties_update(body: bytes) -> Map | None:
    """The body of "update shipping properties": a map, whose null values remove their keys."""
    faults: list[FieldFault] = []
    parcel = _parcel_of(None if is_empty(body) else parse_json(body), "", faults)
    raise_faults(faults)
    return parcel


def metadata_update(body: bytes) -> Map | None:
    """The body of "update metadata": a bare map, or one wrapped in `metadata`."""
    value = None if is_empty(body) else parse_json(body)
    path = ""
    if isinstance(value, Mapping):
        wrapped = _METADATA.spelled(value)
        beside = {name.lower() for name in value} - {"metadata"}
        if "metadata" in wrapped and beside <= _MERGED_IN:
            value, path = wrapped["metadata"], "metadata"
    faults: list[FieldFault] = []
    metadata = _map_of(value, path, faults)
    raise_faults(faults)
    return metadata


def reference_update(body: bytes) -> str | None:
    """The body of "update reference".

    The property has to be there: a slip in its name must not remove the reference.
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
    fields = FieldReader(_CART.spelled(value), path, faults, is_lenient=True)
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
