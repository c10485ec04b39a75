from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.ucp_applied_discount import UcpAppliedDiscount


T = TypeVar("T", bound="UcpDiscounts")


@_attrs_define
class UcpDiscounts:
    """
    Attributes:
        codes (list[str]):
        applied (list[UcpAppliedDiscount]):
    """

    codes: list[str]
    applied: list[UcpAppliedDiscount]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        codes = self.codes

        applied = []
        for applied_item_data in self.applied:
            applied_item = applied_item_data.to_dict()
            applied.append(applied_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "codes": codes,
                "applied": applied,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_applied_discount import UcpAppliedDiscount

        d = dict(src_dict)
        codes = cast(list[str], d.pop("codes"))

        applied = []
        _applied = d.pop("applied")
        for applied_item_data in _applied:
            applied_item = UcpAppliedDiscount.from_dict(applied_item_data)

            applied.append(applied_item)

        ucp_discounts = cls(
            codes=codes,
            applied=applied,
        )

        ucp_discounts.additional_properties = d
        return ucp_discounts

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
