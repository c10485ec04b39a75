from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WalleyShownItem")


@_attrs_define
class WalleyShownItem:
    """A row of a cart or of an order. None is an absent property in a request, and null in a response.

    Attributes:
        id (str):
        description (str):
        type_ (None | str):
        unit_price (float):
        unit_weight (float | None):
        quantity (float):
        vat (float):
        requires_electronic_id (bool | None):
        minimum_age (int | None):
        sku (None | str):
    """

    id: str
    description: str
    type_: None | str
    unit_price: float
    unit_weight: float | None
    quantity: float
    vat: float
    requires_electronic_id: bool | None
    minimum_age: int | None
    sku: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        description = self.description

        type_: None | str
        type_ = self.type_

        unit_price = self.unit_price

        unit_weight: float | None
        unit_weight = self.unit_weight

        quantity = self.quantity

        vat = self.vat

        requires_electronic_id: bool | None
        requires_electronic_id = self.requires_electronic_id

        minimum_age: int | None
        minimum_age = self.minimum_age

        sku: None | str
        sku = self.sku

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "description": description,
                "type": type_,
                "unitPrice": unit_price,
                "unitWeight": unit_weight,
                "quantity": quantity,
                "vat": vat,
                "requiresElectronicId": requires_electronic_id,
                "minimumAge": minimum_age,
                "sku": sku,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        description = d.pop("description")

        def _parse_type_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        type_ = _parse_type_(d.pop("type"))

        unit_price = d.pop("unitPrice")

        def _parse_unit_weight(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        unit_weight = _parse_unit_weight(d.pop("unitWeight"))

        quantity = d.pop("quantity")

        vat = d.pop("vat")

        def _parse_requires_electronic_id(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        requires_electronic_id = _parse_requires_electronic_id(
            d.pop("requiresElectronicId")
        )

        def _parse_minimum_age(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        minimum_age = _parse_minimum_age(d.pop("minimumAge"))

        def _parse_sku(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sku = _parse_sku(d.pop("sku"))

        walley_shown_item = cls(
            id=id,
            description=description,
            type_=type_,
            unit_price=unit_price,
            unit_weight=unit_weight,
            quantity=quantity,
            vat=vat,
            requires_electronic_id=requires_electronic_id,
            minimum_age=minimum_age,
            sku=sku,
        )

        walley_shown_item.additional_properties = d
        return walley_shown_item

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
