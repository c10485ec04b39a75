from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WalleyShownContactInformation")


@_attrs_define
class WalleyShownContactInformation:
    """The contact data for the carrier.

    Attributes:
        mobile_phone_number (None | str):
    """

    mobile_phone_number: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        mobile_phone_number: None | str
        mobile_phone_number = self.mobile_phone_number

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "mobilePhoneNumber": mobile_phone_number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_mobile_phone_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        mobile_phone_number = _parse_mobile_phone_number(d.pop("mobilePhoneNumber"))

        walley_shown_contact_information = cls(
            mobile_phone_number=mobile_phone_number,
        )

        walley_shown_contact_information.additional_properties = d
        return walley_shown_contact_information

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
