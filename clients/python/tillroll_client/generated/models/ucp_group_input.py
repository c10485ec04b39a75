from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UcpGroupInput")


@_attrs_define
class UcpGroupInput:
    """
    Attributes:
        id (str | Unset):
        selected_option_id (None | str | Unset):
    """

    id: str | Unset = UNSET
    selected_option_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        selected_option_id: None | str | Unset
        if isinstance(self.selected_option_id, Unset):
            selected_option_id = UNSET
        else:
            selected_option_id = self.selected_option_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if selected_option_id is not UNSET:
            field_dict["selected_option_id"] = selected_option_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id", UNSET)

        def _parse_selected_option_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        selected_option_id = _parse_selected_option_id(
            d.pop("selected_option_id", UNSET)
        )

        ucp_group_input = cls(
            id=id,
            selected_option_id=selected_option_id,
        )

        ucp_group_input.additional_properties = d
        return ucp_group_input

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
