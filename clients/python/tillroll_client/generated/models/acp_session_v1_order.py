from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AcpSessionV1Order")


@_attrs_define
class AcpSessionV1Order:
    """
    Attributes:
        id (str):
        checkout_session_id (str):
        permalink_url (str):
    """

    id: str
    checkout_session_id: str
    permalink_url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        checkout_session_id = self.checkout_session_id

        permalink_url = self.permalink_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "checkout_session_id": checkout_session_id,
                "permalink_url": permalink_url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        checkout_session_id = d.pop("checkout_session_id")

        permalink_url = d.pop("permalink_url")

        acp_session_v1_order = cls(
            id=id,
            checkout_session_id=checkout_session_id,
            permalink_url=permalink_url,
        )

        acp_session_v1_order.additional_properties = d
        return acp_session_v1_order

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
