from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.acp_extension_name import AcpExtensionName


T = TypeVar("T", bound="AcpServiceCapabilities")


@_attrs_define
class AcpServiceCapabilities:
    """
    Attributes:
        services (list[str]):
        extensions (list[AcpExtensionName]):
        intervention_types (list[str]):
        supported_currencies (list[str]):
        supported_locales (list[str]):
    """

    services: list[str]
    extensions: list[AcpExtensionName]
    intervention_types: list[str]
    supported_currencies: list[str]
    supported_locales: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        services = self.services

        extensions = []
        for extensions_item_data in self.extensions:
            extensions_item = extensions_item_data.to_dict()
            extensions.append(extensions_item)

        intervention_types = self.intervention_types

        supported_currencies = self.supported_currencies

        supported_locales = self.supported_locales

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "services": services,
                "extensions": extensions,
                "intervention_types": intervention_types,
                "supported_currencies": supported_currencies,
                "supported_locales": supported_locales,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_extension_name import AcpExtensionName

        d = dict(src_dict)
        services = cast(list[str], d.pop("services"))

        extensions = []
        _extensions = d.pop("extensions")
        for extensions_item_data in _extensions:
            extensions_item = AcpExtensionName.from_dict(extensions_item_data)

            extensions.append(extensions_item)

        intervention_types = cast(list[str], d.pop("intervention_types"))

        supported_currencies = cast(list[str], d.pop("supported_currencies"))

        supported_locales = cast(list[str], d.pop("supported_locales"))

        acp_service_capabilities = cls(
            services=services,
            extensions=extensions,
            intervention_types=intervention_types,
            supported_currencies=supported_currencies,
            supported_locales=supported_locales,
        )

        acp_service_capabilities.additional_properties = d
        return acp_service_capabilities

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
