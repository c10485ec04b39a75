from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UcpOrderQuantity")


@_attrs_define
class UcpOrderQuantity:
    """Pieces: still part of the order, of these sent or handed out, and bought.

    Attributes:
        total (int):
        fulfilled (int):
        original (int | Unset):
    """

    total: int
    fulfilled: int
    original: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total = self.total

        fulfilled = self.fulfilled

        original = self.original

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total": total,
                "fulfilled": fulfilled,
            }
        )
        if original is not UNSET:
            field_dict["original"] = original

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        total = d.pop("total")

        fulfilled = d.pop("fulfilled")

        original = d.pop("original", UNSET)

        ucp_order_quantity = cls(
            total=total,
            fulfilled=fulfilled,
            original=original,
        )

        ucp_order_quantity.additional_properties = d
        return ucp_order_quantity

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
