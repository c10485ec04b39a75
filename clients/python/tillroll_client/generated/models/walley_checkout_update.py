from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.walley_cart import WalleyCart
    from ..models.walley_checkout_update_metadata import WalleyCheckoutUpdateMetadata
    from ..models.walley_checkout_update_shipping_properties import (
        WalleyCheckoutUpdateShippingProperties,
    )
    from ..models.walley_fees import WalleyFees
    from ..models.walley_item import WalleyItem


T = TypeVar("T", bound="WalleyCheckoutUpdate")


@_attrs_define
class WalleyCheckoutUpdate:
    """The whole state of a checkout. What is absent is removed.

    Attributes:
        cart (list[WalleyItem] | WalleyCart):
        shipping_properties (WalleyCheckoutUpdateShippingProperties | Unset): Free-form properties of the parcel.
        fees (WalleyFees | Unset): The fees of a checkout by kind. One that is absent is removed.
        reference (str | Unset):
        metadata (WalleyCheckoutUpdateMetadata | Unset): Free-form data of the shop.
    """

    cart: list[WalleyItem] | WalleyCart
    shipping_properties: WalleyCheckoutUpdateShippingProperties | Unset = UNSET
    fees: WalleyFees | Unset = UNSET
    reference: str | Unset = UNSET
    metadata: WalleyCheckoutUpdateMetadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cart: dict[str, Any] | list[dict[str, Any]]
        if isinstance(self.cart, list):
            cart = []
            for cart_type_0_item_data in self.cart:
                cart_type_0_item = cart_type_0_item_data.to_dict()
                cart.append(cart_type_0_item)

        else:
            cart = self.cart.to_dict()

        shipping_properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.shipping_properties, Unset):
            shipping_properties = self.shipping_properties.to_dict()

        fees: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fees, Unset):
            fees = self.fees.to_dict()

        reference = self.reference

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cart": cart,
            }
        )
        if shipping_properties is not UNSET:
            field_dict["shippingProperties"] = shipping_properties
        if fees is not UNSET:
            field_dict["fees"] = fees
        if reference is not UNSET:
            field_dict["reference"] = reference
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_cart import WalleyCart
        from ..models.walley_checkout_update_metadata import (
            WalleyCheckoutUpdateMetadata,
        )
        from ..models.walley_checkout_update_shipping_properties import (
            WalleyCheckoutUpdateShippingProperties,
        )
        from ..models.walley_fees import WalleyFees
        from ..models.walley_item import WalleyItem

        d = dict(src_dict)

        def _parse_cart(data: object) -> list[WalleyItem] | WalleyCart:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                cart_type_0 = []
                _cart_type_0 = data
                for cart_type_0_item_data in _cart_type_0:
                    cart_type_0_item = WalleyItem.from_dict(cart_type_0_item_data)

                    cart_type_0.append(cart_type_0_item)

                return cart_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            cart_type_1 = WalleyCart.from_dict(data)

            return cart_type_1

        cart = _parse_cart(d.pop("cart"))

        _shipping_properties = d.pop("shippingProperties", UNSET)
        shipping_properties: WalleyCheckoutUpdateShippingProperties | Unset
        if isinstance(_shipping_properties, Unset):
            shipping_properties = UNSET
        else:
            shipping_properties = WalleyCheckoutUpdateShippingProperties.from_dict(
                _shipping_properties
            )

        _fees = d.pop("fees", UNSET)
        fees: WalleyFees | Unset
        if isinstance(_fees, Unset):
            fees = UNSET
        else:
            fees = WalleyFees.from_dict(_fees)

        reference = d.pop("reference", UNSET)

        _metadata = d.pop("metadata", UNSET)
        metadata: WalleyCheckoutUpdateMetadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = WalleyCheckoutUpdateMetadata.from_dict(_metadata)

        walley_checkout_update = cls(
            cart=cart,
            shipping_properties=shipping_properties,
            fees=fees,
            reference=reference,
            metadata=metadata,
        )

        walley_checkout_update.additional_properties = d
        return walley_checkout_update

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
