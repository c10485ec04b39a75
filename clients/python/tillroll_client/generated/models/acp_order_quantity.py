from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AcpOrderQuantity")


@_attrs_define
class AcpOrderQuantity:
    """
    Attributes:
        ordered (int):
        current (int):
        fulfilled (int):
    """

    ordered: int
    current: int
    fulfilled: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ordered = self.ordered

        current = self.current

        fulfilled = self.fulfilled

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ordered": ordered,
                "current": current,
                "fulfilled": fulfilled,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        ordered = d.pop("ordered")

        current = d.pop("current")

        fulfilled = d.pop("fulfilled")

        acp_order_quantity = cls(
            ordered=ordered,
            current=current,
            fulfilled=fulfilled,
        )

        acp_order_quantity.additional_properties = d
        return acp_order_quantity

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
