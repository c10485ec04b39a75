from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_address import SessionAddress


T = TypeVar("T", bound="AcpLocation")


@_attrs_define
class AcpLocation:
    """
    Attributes:
        name (str):
        address (SessionAddress):
        phone (str | Unset):
        instructions (str | Unset):
    """

    name: str
    address: SessionAddress
    phone: str | Unset = UNSET
    instructions: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        address = self.address.to_dict()

        phone = self.phone

        instructions = self.instructions

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "address": address,
            }
        )
        if phone is not UNSET:
            field_dict["phone"] = phone
        if instructions is not UNSET:
            field_dict["instructions"] = instructions

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.session_address import SessionAddress

        d = dict(src_dict)
        name = d.pop("name")

        address = SessionAddress.from_dict(d.pop("address"))

        phone = d.pop("phone", UNSET)

        instructions = d.pop("instructions", UNSET)

        acp_location = cls(
            name=name,
            address=address,
            phone=phone,
            instructions=instructions,
        )

        acp_location.additional_properties = d
        return acp_location

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
