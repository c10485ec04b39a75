from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.request_event_shape_changes_item import RequestEventShapeChangesItem


T = TypeVar("T", bound="RequestEventShape")


@_attrs_define
class RequestEventShape:
    """One event that a request caused.

    Attributes:
        version (int):
        type_ (str):
        changes (list[RequestEventShapeChangesItem]): A JSON patch (RFC 6902).
        words (list[str]): The changes in English, one sentence for each.
    """

    version: int
    type_: str
    changes: list[RequestEventShapeChangesItem]
    words: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        type_ = self.type_

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "type": type_,
                "changes": changes,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.request_event_shape_changes_item import (
            RequestEventShapeChangesItem,
        )

        d = dict(src_dict)
        version = d.pop("version")

        type_ = d.pop("type")

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = RequestEventShapeChangesItem.from_dict(changes_item_data)

            changes.append(changes_item)

        words = cast(list[str], d.pop("words"))

        request_event_shape = cls(
            version=version,
            type_=type_,
            changes=changes,
            words=words,
        )

        request_event_shape.additional_properties = d
        return request_event_shape

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
