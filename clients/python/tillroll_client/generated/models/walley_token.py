from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.walley_token_token_type import WalleyTokenTokenType

T = TypeVar("T", bound="WalleyToken")


@_attrs_define
class WalleyToken:
    """
    Attributes:
        token_type (WalleyTokenTokenType):
        expires_in (int): Seconds.
        ext_expires_in (int): Seconds.
        access_token (str):
    """

    token_type: WalleyTokenTokenType
    expires_in: int
    ext_expires_in: int
    access_token: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        token_type = self.token_type.value

        expires_in = self.expires_in

        ext_expires_in = self.ext_expires_in

        access_token = self.access_token

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "token_type": token_type,
                "expires_in": expires_in,
                "ext_expires_in": ext_expires_in,
                "access_token": access_token,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        token_type = WalleyTokenTokenType(d.pop("token_type"))

        expires_in = d.pop("expires_in")

        ext_expires_in = d.pop("ext_expires_in")

        access_token = d.pop("access_token")

        walley_token = cls(
            token_type=token_type,
            expires_in=expires_in,
            ext_expires_in=ext_expires_in,
            access_token=access_token,
        )

        walley_token.additional_properties = d
        return walley_token

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
