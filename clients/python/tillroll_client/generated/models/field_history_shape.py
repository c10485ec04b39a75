from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.field_value_shape import FieldValueShape


T = TypeVar("T", bound="FieldHistoryShape")


@_attrs_define
class FieldHistoryShape:
    """Every value that one field ever had, newest first. Lines are followed by article, fees by kind.

    Attributes:
        checkout (str):
        version (int):
        field (str): A JSON pointer (RFC 6901) into the state of `version`.
        values (list[FieldValueShape]):
    """

    checkout: str
    version: int
    field: str
    values: list[FieldValueShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        field = self.field

        values = []
        for values_item_data in self.values:
            values_item = values_item_data.to_dict()
            values.append(values_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "field": field,
                "values": values,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.field_value_shape import FieldValueShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        field = d.pop("field")

        values = []
        _values = d.pop("values")
        for values_item_data in _values:
            values_item = FieldValueShape.from_dict(values_item_data)

            values.append(values_item)

        field_history_shape = cls(
            checkout=checkout,
            version=version,
            field=field,
            values=values,
        )

        field_history_shape.additional_properties = d
        return field_history_shape

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
