from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_option_selection_type import AcpOptionSelectionType
from ..types import UNSET, Unset

T = TypeVar("T", bound="AcpOptionSelection")


@_attrs_define
class AcpOptionSelection:
    """
    Attributes:
        option_id (str):
        type_ (AcpOptionSelectionType | Unset):
        item_ids (list[str] | Unset):
    """

    option_id: str
    type_: AcpOptionSelectionType | Unset = UNSET
    item_ids: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        option_id = self.option_id

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        item_ids: list[str] | Unset = UNSET
        if not isinstance(self.item_ids, Unset):
            item_ids = self.item_ids

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "option_id": option_id,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if item_ids is not UNSET:
            field_dict["item_ids"] = item_ids

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        option_id = d.pop("option_id")

        _type_ = d.pop("type", UNSET)
        type_: AcpOptionSelectionType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = AcpOptionSelectionType(_type_)

        item_ids = cast(list[str], d.pop("item_ids", UNSET))

        acp_option_selection = cls(
            option_id=option_id,
            type_=type_,
            item_ids=item_ids,
        )

        acp_option_selection.additional_properties = d
        return acp_option_selection

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
