from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UcpConsent")


@_attrs_define
class UcpConsent:
    """
    Attributes:
        analytics (bool | Unset):
        preferences (bool | Unset):
        marketing (bool | Unset):
        sale_of_data (bool | Unset):
    """

    analytics: bool | Unset = UNSET
    preferences: bool | Unset = UNSET
    marketing: bool | Unset = UNSET
    sale_of_data: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        analytics = self.analytics

        preferences = self.preferences

        marketing = self.marketing

        sale_of_data = self.sale_of_data

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if analytics is not UNSET:
            field_dict["analytics"] = analytics
        if preferences is not UNSET:
            field_dict["preferences"] = preferences
        if marketing is not UNSET:
            field_dict["marketing"] = marketing
        if sale_of_data is not UNSET:
            field_dict["sale_of_data"] = sale_of_data

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        analytics = d.pop("analytics", UNSET)

        preferences = d.pop("preferences", UNSET)

        marketing = d.pop("marketing", UNSET)

        sale_of_data = d.pop("sale_of_data", UNSET)

        ucp_consent = cls(
            analytics=analytics,
            preferences=preferences,
            marketing=marketing,
            sale_of_data=sale_of_data,
        )

        ucp_consent.additional_properties = d
        return ucp_consent

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
