from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.version_shape import VersionShape


T = TypeVar("T", bound="VersionsShape")


@_attrs_define
class VersionsShape:
    """The TimeMap (RFC 7089 §5) as JSON.

    Attributes:
        checkout (str):
        original (str):
        timegate (str):
        timemap (str):
        versions (list[VersionShape]):
    """

    checkout: str
    original: str
    timegate: str
    timemap: str
    versions: list[VersionShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        original = self.original

        timegate = self.timegate

        timemap = self.timemap

        versions = []
        for versions_item_data in self.versions:
            versions_item = versions_item_data.to_dict()
            versions.append(versions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "original": original,
                "timegate": timegate,
                "timemap": timemap,
                "versions": versions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.version_shape import VersionShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        original = d.pop("original")

        timegate = d.pop("timegate")

        timemap = d.pop("timemap")

        versions = []
        _versions = d.pop("versions")
        for versions_item_data in _versions:
            versions_item = VersionShape.from_dict(versions_item_data)

            versions.append(versions_item)

        versions_shape = cls(
            checkout=checkout,
            original=original,
            timegate=timegate,
            timemap=timemap,
            versions=versions,
        )

        versions_shape.additional_properties = d
        return versions_shape

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
