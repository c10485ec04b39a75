from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.session_v1_item import SessionV1Item


T = TypeVar("T", bound="SessionV1Line")


@_attrs_define
class SessionV1Line:
    """
    Attributes:
        id (str):
        item (SessionV1Item):
        base_amount (int): Minor units.
        discount (int): Minor units.
        total (int): Minor units.
        subtotal (int): Minor units.
        tax (int): Minor units.
    """

    id: str
    item: SessionV1Item
    base_amount: int
    discount: int
    total: int
    subtotal: int
    tax: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        item = self.item.to_dict()

        base_amount = self.base_amount

        discount = self.discount

        total = self.total

        subtotal = self.subtotal

        tax = self.tax

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "item": item,
                "base_amount": base_amount,
                "discount": discount,
                "total": total,
                "subtotal": subtotal,
                "tax": tax,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.session_v1_item import SessionV1Item

        d = dict(src_dict)
        id = d.pop("id")

        item = SessionV1Item.from_dict(d.pop("item"))

        base_amount = d.pop("base_amount")

        discount = d.pop("discount")

        total = d.pop("total")

        subtotal = d.pop("subtotal")

        tax = d.pop("tax")

        session_v1_line = cls(
            id=id,
            item=item,
            base_amount=base_amount,
            discount=discount,
            total=total,
            subtotal=subtotal,
            tax=tax,
        )

        session_v1_line.additional_properties = d
        return session_v1_line

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
