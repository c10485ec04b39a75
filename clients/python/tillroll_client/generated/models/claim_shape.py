from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ClaimShape")


@_attrs_define
class ClaimShape:
    """A claim of a pack, its ground, and the files of the pack that have it.

    Attributes:
        ground (str):
        claim (str):
        files (list[str]):
    """

    ground: str
    claim: str
    files: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ground = self.ground

        claim = self.claim

        files = self.files

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ground": ground,
                "claim": claim,
                "files": files,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        ground = d.pop("ground")

        claim = d.pop("claim")

        files = cast(list[str], d.pop("files"))

        claim_shape = cls(
            ground=ground,
            claim=claim,
            files=files,
        )

        claim_shape.additional_properties = d
        return claim_shape

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
