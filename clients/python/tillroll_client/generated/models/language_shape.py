from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.language_shape_known_by import LanguageShapeKnownBy

T = TypeVar("T", bound="LanguageShape")


@_attrs_define
class LanguageShape:
    """The language of amounts.

    Attributes:
        tag (str): A BCP 47 tag: `sv-SE`.
        known_by (LanguageShapeKnownBy): The page said it with the commitment, the checkout names it, or it is assumed
            from the country of the checkout. Only the first is the language of the customer's browser.
    """

    tag: str
    known_by: LanguageShapeKnownBy
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tag = self.tag

        known_by = self.known_by.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tag": tag,
                "known_by": known_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tag = d.pop("tag")

        known_by = LanguageShapeKnownBy(d.pop("known_by"))

        language_shape = cls(
            tag=tag,
            known_by=known_by,
        )

        language_shape.additional_properties = d
        return language_shape

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
