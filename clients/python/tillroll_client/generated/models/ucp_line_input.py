from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_item_input import UcpItemInput


T = TypeVar("T", bound="UcpLineInput")


@_attrs_define
class UcpLineInput:
    """An article of the catalogue. A quantity that is absent is 1.

    Attributes:
        item (UcpItemInput):
        id (str | Unset):
        quantity (int | Unset): Pieces.
        parent_id (str | Unset):
    """

    item: UcpItemInput
    id: str | Unset = UNSET
    quantity: int | Unset = UNSET
    parent_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        item = self.item.to_dict()

        id = self.id

        quantity = self.quantity

        parent_id = self.parent_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "item": item,
            }
        )
        if id is not UNSET:
            field_dict["id"] = id
        if quantity is not UNSET:
            field_dict["quantity"] = quantity
        if parent_id is not UNSET:
            field_dict["parent_id"] = parent_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_item_input import UcpItemInput

        d = dict(src_dict)
        item = UcpItemInput.from_dict(d.pop("item"))

        id = d.pop("id", UNSET)

        quantity = d.pop("quantity", UNSET)

        parent_id = d.pop("parent_id", UNSET)

        ucp_line_input = cls(
            item=item,
            id=id,
            quantity=quantity,
            parent_id=parent_id,
        )

        ucp_line_input.additional_properties = d
        return ucp_line_input

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
