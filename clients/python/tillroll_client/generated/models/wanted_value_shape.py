from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WantedValueShape")


@_attrs_define
class WantedValueShape:
    """A value that the command wanted, and the one of the state; null for none.

    Attributes:
        field (str): Its path: names with dots, lines by article, fees by kind.
        wanted (Any):
        present (Any):
    """

    field: str
    wanted: Any
    present: Any
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        wanted = self.wanted

        present = self.present

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "field": field,
                "wanted": wanted,
                "present": present,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        field = d.pop("field")

        wanted = d.pop("wanted")

        present = d.pop("present")

        wanted_value_shape = cls(
            field=field,
            wanted=wanted,
            present=present,
        )

        wanted_value_shape.additional_properties = d
        return wanted_value_shape

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
