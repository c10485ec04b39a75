from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.blamed_shape import BlamedShape


T = TypeVar("T", bound="BlameShape")


@_attrs_define
class BlameShape:
    """Every field of a state with its origin.

    Attributes:
        checkout (str):
        version (int):
        time (str):
        fields (list[BlamedShape]):
    """

    checkout: str
    version: int
    time: str
    fields: list[BlamedShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        time = self.time

        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "time": time,
                "fields": fields,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.blamed_shape import BlamedShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        time = d.pop("time")

        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = BlamedShape.from_dict(fields_item_data)

            fields.append(fields_item)

        blame_shape = cls(
            checkout=checkout,
            version=version,
            time=time,
            fields=fields,
        )

        blame_shape.additional_properties = d
        return blame_shape

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
