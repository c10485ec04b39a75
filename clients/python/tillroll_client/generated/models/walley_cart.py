from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.walley_cart_shipping_properties import WalleyCartShippingProperties
    from ..models.walley_item import WalleyItem


T = TypeVar("T", bound="WalleyCart")


@_attrs_define
class WalleyCart:
    """
    Attributes:
        items (list[WalleyItem]):
        shipping_properties (WalleyCartShippingProperties | Unset): Free-form properties of the parcel.
    """

    items: list[WalleyItem]
    shipping_properties: WalleyCartShippingProperties | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        shipping_properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.shipping_properties, Unset):
            shipping_properties = self.shipping_properties.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
            }
        )
        if shipping_properties is not UNSET:
            field_dict["shippingProperties"] = shipping_properties

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_cart_shipping_properties import (
            WalleyCartShippingProperties,
        )
        from ..models.walley_item import WalleyItem

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = WalleyItem.from_dict(items_item_data)

            items.append(items_item)

        _shipping_properties = d.pop("shippingProperties", UNSET)
        shipping_properties: WalleyCartShippingProperties | Unset
        if isinstance(_shipping_properties, Unset):
            shipping_properties = UNSET
        else:
            shipping_properties = WalleyCartShippingProperties.from_dict(
                _shipping_properties
            )

        walley_cart = cls(
            items=items,
            shipping_properties=shipping_properties,
        )

        walley_cart.additional_properties = d
        return walley_cart

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
