from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_discount_detail_source import AcpDiscountDetailSource
from ..models.acp_discount_detail_type import AcpDiscountDetailType
from ..types import UNSET, Unset

T = TypeVar("T", bound="AcpDiscountDetail")


@_attrs_define
class AcpDiscountDetail:
    """
    Attributes:
        type_ (AcpDiscountDetailType):
        amount (int): Minor units.
        description (str):
        source (AcpDiscountDetailSource):
        code (str | Unset):
    """

    type_: AcpDiscountDetailType
    amount: int
    description: str
    source: AcpDiscountDetailSource
    code: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        amount = self.amount

        description = self.description

        source = self.source.value

        code = self.code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "amount": amount,
                "description": description,
                "source": source,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = AcpDiscountDetailType(d.pop("type"))

        amount = d.pop("amount")

        description = d.pop("description")

        source = AcpDiscountDetailSource(d.pop("source"))

        code = d.pop("code", UNSET)

        acp_discount_detail = cls(
            type_=type_,
            amount=amount,
            description=description,
            source=source,
            code=code,
        )

        acp_discount_detail.additional_properties = d
        return acp_discount_detail

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
