from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_applied_discount import AcpAppliedDiscount
    from ..models.acp_rejected_code import AcpRejectedCode


T = TypeVar("T", bound="AcpDiscounts")


@_attrs_define
class AcpDiscounts:
    """
    Attributes:
        codes (list[str]):
        applied (list[AcpAppliedDiscount]):
        rejected (list[AcpRejectedCode] | Unset):
    """

    codes: list[str]
    applied: list[AcpAppliedDiscount]
    rejected: list[AcpRejectedCode] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        codes = self.codes

        applied = []
        for applied_item_data in self.applied:
            applied_item = applied_item_data.to_dict()
            applied.append(applied_item)

        rejected: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rejected, Unset):
            rejected = []
            for rejected_item_data in self.rejected:
                rejected_item = rejected_item_data.to_dict()
                rejected.append(rejected_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "codes": codes,
                "applied": applied,
            }
        )
        if rejected is not UNSET:
            field_dict["rejected"] = rejected

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_applied_discount import AcpAppliedDiscount
        from ..models.acp_rejected_code import AcpRejectedCode

        d = dict(src_dict)
        codes = cast(list[str], d.pop("codes"))

        applied = []
        _applied = d.pop("applied")
        for applied_item_data in _applied:
            applied_item = AcpAppliedDiscount.from_dict(applied_item_data)

            applied.append(applied_item)

        _rejected = d.pop("rejected", UNSET)
        rejected: list[AcpRejectedCode] | Unset = UNSET
        if _rejected is not UNSET:
            rejected = []
            for rejected_item_data in _rejected:
                rejected_item = AcpRejectedCode.from_dict(rejected_item_data)

                rejected.append(rejected_item)

        acp_discounts = cls(
            codes=codes,
            applied=applied,
            rejected=rejected,
        )

        acp_discounts.additional_properties = d
        return acp_discounts

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
