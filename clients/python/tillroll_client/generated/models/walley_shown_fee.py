from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WalleyShownFee")


@_attrs_define
class WalleyShownFee:
    """A fee for shipping or for the notification of a direct invoice.

    Attributes:
        id (str):
        description (str):
        unit_price (float):
        vat (float):
    """

    id: str
    description: str
    unit_price: float
    vat: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        description = self.description

        unit_price = self.unit_price

        vat = self.vat

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "description": description,
                "unitPrice": unit_price,
                "vat": vat,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        description = d.pop("description")

        unit_price = d.pop("unitPrice")

        vat = d.pop("vat")

        walley_shown_fee = cls(
            id=id,
            description=description,
            unit_price=unit_price,
            vat=vat,
        )

        walley_shown_fee.additional_properties = d
        return walley_shown_fee

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
