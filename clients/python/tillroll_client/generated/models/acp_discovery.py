from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.acp_protocol import AcpProtocol
    from ..models.acp_service_capabilities import AcpServiceCapabilities


T = TypeVar("T", bound="AcpDiscovery")


@_attrs_define
class AcpDiscovery:
    """
    Attributes:
        protocol (AcpProtocol):
        api_base_url (str):
        transports (list[str]):
        capabilities (AcpServiceCapabilities):
    """

    protocol: AcpProtocol
    api_base_url: str
    transports: list[str]
    capabilities: AcpServiceCapabilities
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        protocol = self.protocol.to_dict()

        api_base_url = self.api_base_url

        transports = self.transports

        capabilities = self.capabilities.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "protocol": protocol,
                "api_base_url": api_base_url,
                "transports": transports,
                "capabilities": capabilities,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_protocol import AcpProtocol
        from ..models.acp_service_capabilities import AcpServiceCapabilities

        d = dict(src_dict)
        protocol = AcpProtocol.from_dict(d.pop("protocol"))

        api_base_url = d.pop("api_base_url")

        transports = cast(list[str], d.pop("transports"))

        capabilities = AcpServiceCapabilities.from_dict(d.pop("capabilities"))

        acp_discovery = cls(
            protocol=protocol,
            api_base_url=api_base_url,
            transports=transports,
            capabilities=capabilities,
        )

        acp_discovery.additional_properties = d
        return acp_discovery

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
