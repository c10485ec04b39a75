from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SveaIdentityFlags")


@_attrs_define
class SveaIdentityFlags:
    """
    Attributes:
        hide_not_you (bool | Unset):
        hide_change_address (bool | Unset):
        hide_anonymous (bool | Unset):
    """

    hide_not_you: bool | Unset = UNSET
    hide_change_address: bool | Unset = UNSET
    hide_anonymous: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        hide_not_you = self.hide_not_you

        hide_change_address = self.hide_change_address

        hide_anonymous = self.hide_anonymous

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if hide_not_you is not UNSET:
            field_dict["HideNotYou"] = hide_not_you
        if hide_change_address is not UNSET:
            field_dict["HideChangeAddress"] = hide_change_address
        if hide_anonymous is not UNSET:
            field_dict["HideAnonymous"] = hide_anonymous

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        hide_not_you = d.pop("HideNotYou", UNSET)

        hide_change_address = d.pop("HideChangeAddress", UNSET)

        hide_anonymous = d.pop("HideAnonymous", UNSET)

        svea_identity_flags = cls(
            hide_not_you=hide_not_you,
            hide_change_address=hide_change_address,
            hide_anonymous=hide_anonymous,
        )

        svea_identity_flags.additional_properties = d
        return svea_identity_flags

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
