from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_selected_option_type import AcpSelectedOptionType

T = TypeVar("T", bound="AcpSelectedOption")


@_attrs_define
class AcpSelectedOption:
    """
    Attributes:
        type_ (AcpSelectedOptionType):
        option_id (str):
        item_ids (list[str]):
    """

    type_: AcpSelectedOptionType
    option_id: str
    item_ids: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        option_id = self.option_id

        item_ids = self.item_ids

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "option_id": option_id,
                "item_ids": item_ids,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = AcpSelectedOptionType(d.pop("type"))

        option_id = d.pop("option_id")

        item_ids = cast(list[str], d.pop("item_ids"))

        acp_selected_option = cls(
            type_=type_,
            option_id=option_id,
            item_ids=item_ids,
        )

        acp_selected_option.additional_properties = d
        return acp_selected_option

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
