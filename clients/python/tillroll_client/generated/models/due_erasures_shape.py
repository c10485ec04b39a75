from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.due_erasure_shape import DueErasureShape


T = TypeVar("T", bound="DueErasuresShape")


@_attrs_define
class DueErasuresShape:
    """The number, and the first ones by time.

    Attributes:
        count (int):
        at_least (bool): True where there may be more than `count`.
        first (list[DueErasureShape]):
    """

    count: int
    at_least: bool
    first: list[DueErasureShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        at_least = self.at_least

        first = []
        for first_item_data in self.first:
            first_item = first_item_data.to_dict()
            first.append(first_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "count": count,
                "at_least": at_least,
                "first": first,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.due_erasure_shape import DueErasureShape

        d = dict(src_dict)
        count = d.pop("count")

        at_least = d.pop("at_least")

        first = []
        _first = d.pop("first")
        for first_item_data in _first:
            first_item = DueErasureShape.from_dict(first_item_data)

            first.append(first_item)

        due_erasures_shape = cls(
            count=count,
            at_least=at_least,
            first=first,
        )

        due_erasures_shape.additional_properties = d
        return due_erasures_shape

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
