from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WalleyCreated")


@_attrs_define
class WalleyCreated:
    """The response to "initialize checkout". `expires_at` has seven decimals of a second, as .NET writes times.

    Attributes:
        private_id (str):
        public_token (str):
        expires_at (str):
    """

    private_id: str
    public_token: str
    expires_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        private_id = self.private_id

        public_token = self.public_token

        expires_at = self.expires_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "privateId": private_id,
                "publicToken": public_token,
                "expiresAt": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        private_id = d.pop("privateId")

        public_token = d.pop("publicToken")

        expires_at = d.pop("expiresAt")

        walley_created = cls(
            private_id=private_id,
            public_token=public_token,
            expires_at=expires_at,
        )

        walley_created.additional_properties = d
        return walley_created

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
