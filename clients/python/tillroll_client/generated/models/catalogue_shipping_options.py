from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.catalogue_shipping_option import CatalogueShippingOption


T = TypeVar("T", bound="CatalogueShippingOptions")


@_attrs_define
class CatalogueShippingOptions:
    """
    Attributes:
        shipping_options (list[CatalogueShippingOption]):
    """

    shipping_options: list[CatalogueShippingOption]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        shipping_options = []
        for shipping_options_item_data in self.shipping_options:
            shipping_options_item = shipping_options_item_data.to_dict()
            shipping_options.append(shipping_options_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "shipping_options": shipping_options,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.catalogue_shipping_option import CatalogueShippingOption

        d = dict(src_dict)
        shipping_options = []
        _shipping_options = d.pop("shipping_options")
        for shipping_options_item_data in _shipping_options:
            shipping_options_item = CatalogueShippingOption.from_dict(
                shipping_options_item_data
            )

            shipping_options.append(shipping_options_item)

        catalogue_shipping_options = cls(
            shipping_options=shipping_options,
        )

        catalogue_shipping_options.additional_properties = d
        return catalogue_shipping_options

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
