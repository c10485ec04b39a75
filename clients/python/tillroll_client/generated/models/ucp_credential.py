from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_credential_binding import UcpCredentialBinding


T = TypeVar("T", bound="UcpCredential")


@_attrs_define
class UcpCredential:
    """
    Attributes:
        type_ (str):
        token (str | Unset):
        number (str | Unset):
        binding (UcpCredentialBinding | Unset):
    """

    type_: str
    token: str | Unset = UNSET
    number: str | Unset = UNSET
    binding: UcpCredentialBinding | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        token = self.token

        number = self.number

        binding: dict[str, Any] | Unset = UNSET
        if not isinstance(self.binding, Unset):
            binding = self.binding.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
            }
        )
        if token is not UNSET:
            field_dict["token"] = token
        if number is not UNSET:
            field_dict["number"] = number
        if binding is not UNSET:
            field_dict["binding"] = binding

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_credential_binding import UcpCredentialBinding

        d = dict(src_dict)
        type_ = d.pop("type")

        token = d.pop("token", UNSET)

        number = d.pop("number", UNSET)

        _binding = d.pop("binding", UNSET)
        binding: UcpCredentialBinding | Unset
        if isinstance(_binding, Unset):
            binding = UNSET
        else:
            binding = UcpCredentialBinding.from_dict(_binding)

        ucp_credential = cls(
            type_=type_,
            token=token,
            number=number,
            binding=binding,
        )

        ucp_credential.additional_properties = d
        return ucp_credential

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
