from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.no_opening_shape_reason import NoOpeningShapeReason

T = TypeVar("T", bound="NoOpeningShape")


@_attrs_define
class NoOpeningShape:
    """Why there is no opening.

    Attributes:
        reason (NoOpeningShapeReason):
        detail (str): The reason in words.
    """

    reason: NoOpeningShapeReason
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason.value

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reason": reason,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason = NoOpeningShapeReason(d.pop("reason"))

        detail = d.pop("detail")

        no_opening_shape = cls(
            reason=reason,
            detail=detail,
        )

        no_opening_shape.additional_properties = d
        return no_opening_shape

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
