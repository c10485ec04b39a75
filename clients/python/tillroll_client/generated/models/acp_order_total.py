from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_order_total_type import AcpOrderTotalType

T = TypeVar("T", bound="AcpOrderTotal")


@_attrs_define
class AcpOrderTotal:
    """
    Attributes:
        type_ (AcpOrderTotalType):
        display_text (str):
        amount (int): Minor units.
    """

    type_: AcpOrderTotalType
    display_text: str
    amount: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        display_text = self.display_text

        amount = self.amount

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "display_text": display_text,
                "amount": amount,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = AcpOrderTotalType(d.pop("type"))

        display_text = d.pop("display_text")

        amount = d.pop("amount")

        acp_order_total = cls(
            type_=type_,
            display_text=display_text,
            amount=amount,
        )

        acp_order_total.additional_properties = d
        return acp_order_total

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
