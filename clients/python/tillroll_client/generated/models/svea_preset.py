from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.svea_preset_type_name import SveaPresetTypeName
from ..types import UNSET, Unset

T = TypeVar("T", bound="SveaPreset")


@_attrs_define
class SveaPreset:
    """Customer data that the shop knows already.

    Attributes:
        type_name (SveaPresetTypeName):
        value (str):
        is_readonly (bool | Unset):
    """

    type_name: SveaPresetTypeName
    value: str
    is_readonly: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_name = self.type_name.value

        value = self.value

        is_readonly = self.is_readonly

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "TypeName": type_name,
                "Value": value,
            }
        )
        if is_readonly is not UNSET:
            field_dict["IsReadonly"] = is_readonly

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_name = SveaPresetTypeName(d.pop("TypeName"))

        value = d.pop("Value")

        is_readonly = d.pop("IsReadonly", UNSET)

        svea_preset = cls(
            type_name=type_name,
            value=value,
            is_readonly=is_readonly,
        )

        svea_preset.additional_properties = d
        return svea_preset

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
