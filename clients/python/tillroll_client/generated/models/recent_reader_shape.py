from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.console_session_shape import ConsoleSessionShape


T = TypeVar("T", bound="RecentReaderShape")


@_attrs_define
class RecentReaderShape:
    """One reader: an actor of the access log. `looks` are its entries of the last 24 hours.

    Attributes:
        reader (str):
        looks (int):
        first (None | str):
        last (None | str):
        sessions (list[ConsoleSessionShape]):
    """

    reader: str
    looks: int
    first: None | str
    last: None | str
    sessions: list[ConsoleSessionShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reader = self.reader

        looks = self.looks

        first: None | str
        first = self.first

        last: None | str
        last = self.last

        sessions = []
        for sessions_item_data in self.sessions:
            sessions_item = sessions_item_data.to_dict()
            sessions.append(sessions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reader": reader,
                "looks": looks,
                "first": first,
                "last": last,
                "sessions": sessions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.console_session_shape import ConsoleSessionShape

        d = dict(src_dict)
        reader = d.pop("reader")

        looks = d.pop("looks")

        def _parse_first(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        first = _parse_first(d.pop("first"))

        def _parse_last(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last = _parse_last(d.pop("last"))

        sessions = []
        _sessions = d.pop("sessions")
        for sessions_item_data in _sessions:
            sessions_item = ConsoleSessionShape.from_dict(sessions_item_data)

            sessions.append(sessions_item)

        recent_reader_shape = cls(
            reader=reader,
            looks=looks,
            first=first,
            last=last,
            sessions=sessions,
        )

        recent_reader_shape.additional_properties = d
        return recent_reader_shape

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
