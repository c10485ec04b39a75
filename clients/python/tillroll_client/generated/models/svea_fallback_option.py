from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SveaFallbackOption")


@_attrs_define
class SveaFallbackOption:
    """
    Attributes:
        id (str | Unset):
        carrier (str | Unset):
        name (str | Unset):
        shipping_fee (int | Unset): Minor units.
        addons (Any | Unset):
        fields (Any | Unset):
    """

    id: str | Unset = UNSET
    carrier: str | Unset = UNSET
    name: str | Unset = UNSET
    shipping_fee: int | Unset = UNSET
    addons: Any | Unset = UNSET
    fields: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        carrier = self.carrier

        name = self.name

        shipping_fee = self.shipping_fee

        addons = self.addons

        fields = self.fields

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["Id"] = id
        if carrier is not UNSET:
            field_dict["Carrier"] = carrier
        if name is not UNSET:
            field_dict["Name"] = name
        if shipping_fee is not UNSET:
            field_dict["ShippingFee"] = shipping_fee
        if addons is not UNSET:
            field_dict["Addons"] = addons
        if fields is not UNSET:
            field_dict["Fields"] = fields

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("Id", UNSET)

        carrier = d.pop("Carrier", UNSET)

        name = d.pop("Name", UNSET)

        shipping_fee = d.pop("ShippingFee", UNSET)

        addons = d.pop("Addons", UNSET)

        fields = d.pop("Fields", UNSET)

        svea_fallback_option = cls(
            id=id,
            carrier=carrier,
            name=name,
            shipping_fee=shipping_fee,
            addons=addons,
            fields=fields,
        )

        svea_fallback_option.additional_properties = d
        return svea_fallback_option

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
