from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UcpSignals")


@_attrs_define
class UcpSignals:
    """What the platform observed. Other members are kept too.

    Attributes:
        dev_ucp_buyer_ip (str | Unset):
        dev_ucp_user_agent (str | Unset):
    """

    dev_ucp_buyer_ip: str | Unset = UNSET
    dev_ucp_user_agent: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        dev_ucp_buyer_ip = self.dev_ucp_buyer_ip

        dev_ucp_user_agent = self.dev_ucp_user_agent

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if dev_ucp_buyer_ip is not UNSET:
            field_dict["dev.ucp.buyer_ip"] = dev_ucp_buyer_ip
        if dev_ucp_user_agent is not UNSET:
            field_dict["dev.ucp.user_agent"] = dev_ucp_user_agent

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        dev_ucp_buyer_ip = d.pop("dev.ucp.buyer_ip", UNSET)

        dev_ucp_user_agent = d.pop("dev.ucp.user_agent", UNSET)

        ucp_signals = cls(
            dev_ucp_buyer_ip=dev_ucp_buyer_ip,
            dev_ucp_user_agent=dev_ucp_user_agent,
        )

        ucp_signals.additional_properties = d
        return ucp_signals

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
