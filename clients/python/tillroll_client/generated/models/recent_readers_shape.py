from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.recent_reader_shape import RecentReaderShape


T = TypeVar("T", bound="RecentReadersShape")


@_attrs_define
class RecentReadersShape:
    """Who has read in the last 24 hours, the one who read last first.

    Attributes:
        readers (list[RecentReaderShape]):
    """

    readers: list[RecentReaderShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        readers = []
        for readers_item_data in self.readers:
            readers_item = readers_item_data.to_dict()
            readers.append(readers_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "readers": readers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.recent_reader_shape import RecentReaderShape

        d = dict(src_dict)
        readers = []
        _readers = d.pop("readers")
        for readers_item_data in _readers:
            readers_item = RecentReaderShape.from_dict(readers_item_data)

            readers.append(readers_item)

        recent_readers_shape = cls(
            readers=readers,
        )

        recent_readers_shape.additional_properties = d
        return recent_readers_shape

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
