from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.walley_callback_callback_types_item import WalleyCallbackCallbackTypesItem

T = TypeVar("T", bound="WalleyCallback")


@_attrs_define
class WalleyCallback:
    """
    Attributes:
        callback_uri (str): http or https. Placeholders: {checkout.id}, {checkout.publictoken}.
        callback_types (list[WalleyCallbackCallbackTypesItem]):
    """

    callback_uri: str
    callback_types: list[WalleyCallbackCallbackTypesItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        callback_uri = self.callback_uri

        callback_types = []
        for callback_types_item_data in self.callback_types:
            callback_types_item = callback_types_item_data.value
            callback_types.append(callback_types_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "callbackUri": callback_uri,
                "callbackTypes": callback_types,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        callback_uri = d.pop("callbackUri")

        callback_types = []
        _callback_types = d.pop("callbackTypes")
        for callback_types_item_data in _callback_types:
            callback_types_item = WalleyCallbackCallbackTypesItem(
                callback_types_item_data
            )

            callback_types.append(callback_types_item)

        walley_callback = cls(
            callback_uri=callback_uri,
            callback_types=callback_types,
        )

        walley_callback.additional_properties = d
        return walley_callback

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
