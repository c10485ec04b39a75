from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.walley_item_type import WalleyItemType
from ..types import UNSET, Unset

T = TypeVar("T", bound="WalleyItem")


@_attrs_define
class WalleyItem:
    """A row of a cart.

    Attributes:
        id (str):
        description (str): Cut to 50 characters.
        unit_price (float): Including VAT, in major units; at most two decimals.
        quantity (float): Whole.
        vat (float): Percent; at most two decimals.
        type_ (WalleyItemType | Unset): A gift card has a negative price, quantity 1, vat 0.
        unit_weight (float | Unset): Kilograms.
        requires_electronic_id (bool | Unset):
        minimum_age (int | Unset): Years.
        sku (str | Unset):
    """

    id: str
    description: str
    unit_price: float
    quantity: float
    vat: float
    type_: WalleyItemType | Unset = UNSET
    unit_weight: float | Unset = UNSET
    requires_electronic_id: bool | Unset = UNSET
    minimum_age: int | Unset = UNSET
    sku: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        description = self.description

        unit_price = self.unit_price

        quantity = self.quantity

        vat = self.vat

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        unit_weight = self.unit_weight

        requires_electronic_id = self.requires_electronic_id

        minimum_age = self.minimum_age

        sku = self.sku

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "description": description,
                "unitPrice": unit_price,
                "quantity": quantity,
                "vat": vat,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if unit_weight is not UNSET:
            field_dict["unitWeight"] = unit_weight
        if requires_electronic_id is not UNSET:
            field_dict["requiresElectronicId"] = requires_electronic_id
        if minimum_age is not UNSET:
            field_dict["minimumAge"] = minimum_age
        if sku is not UNSET:
            field_dict["sku"] = sku

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        description = d.pop("description")

        unit_price = d.pop("unitPrice")

        quantity = d.pop("quantity")

        vat = d.pop("vat")

        _type_ = d.pop("type", UNSET)
        type_: WalleyItemType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = WalleyItemType(_type_)

        unit_weight = d.pop("unitWeight", UNSET)

        requires_electronic_id = d.pop("requiresElectronicId", UNSET)

        minimum_age = d.pop("minimumAge", UNSET)

        sku = d.pop("sku", UNSET)

        walley_item = cls(
            id=id,
            description=description,
            unit_price=unit_price,
            quantity=quantity,
            vat=vat,
            type_=type_,
            unit_weight=unit_weight,
            requires_electronic_id=requires_electronic_id,
            minimum_age=minimum_age,
            sku=sku,
        )

        walley_item.additional_properties = d
        return walley_item

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
