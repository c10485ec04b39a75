from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.svea_cart import SveaCart
    from ..models.svea_requirements import SveaRequirements
    from ..models.svea_shipping_information import SveaShippingInformation


T = TypeVar("T", bound="SveaOrderUpdate")


@_attrs_define
class SveaOrderUpdate:
    """The whole cart is replaced. The other parts stay as they are where they are absent.

    Attributes:
        cart (SveaCart):
        merchant_data (str | Unset): Data of the shop, returned unchanged.
        shipping_information (SveaShippingInformation | Unset):
        validation (SveaRequirements | Unset):
    """

    cart: SveaCart
    merchant_data: str | Unset = UNSET
    shipping_information: SveaShippingInformation | Unset = UNSET
    validation: SveaRequirements | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cart = self.cart.to_dict()

        merchant_data = self.merchant_data

        shipping_information: dict[str, Any] | Unset = UNSET
        if not isinstance(self.shipping_information, Unset):
            shipping_information = self.shipping_information.to_dict()

        validation: dict[str, Any] | Unset = UNSET
        if not isinstance(self.validation, Unset):
            validation = self.validation.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "Cart": cart,
            }
        )
        if merchant_data is not UNSET:
            field_dict["MerchantData"] = merchant_data
        if shipping_information is not UNSET:
            field_dict["ShippingInformation"] = shipping_information
        if validation is not UNSET:
            field_dict["Validation"] = validation

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.svea_cart import SveaCart
        from ..models.svea_requirements import SveaRequirements
        from ..models.svea_shipping_information import SveaShippingInformation

        d = dict(src_dict)
        cart = SveaCart.from_dict(d.pop("Cart"))

        merchant_data = d.pop("MerchantData", UNSET)

        _shipping_information = d.pop("ShippingInformation", UNSET)
        shipping_information: SveaShippingInformation | Unset
        if isinstance(_shipping_information, Unset):
            shipping_information = UNSET
        else:
            shipping_information = SveaShippingInformation.from_dict(
                _shipping_information
            )

        _validation = d.pop("Validation", UNSET)
        validation: SveaRequirements | Unset
        if isinstance(_validation, Unset):
            validation = UNSET
        else:
            validation = SveaRequirements.from_dict(_validation)

        svea_order_update = cls(
            cart=cart,
            merchant_data=merchant_data,
            shipping_information=shipping_information,
            validation=validation,
        )

        svea_order_update.additional_properties = d
        return svea_order_update

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
