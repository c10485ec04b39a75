from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_payment_handler_config import AcpPaymentHandlerConfig


T = TypeVar("T", bound="AcpPaymentHandler")


@_attrs_define
class AcpPaymentHandler:
    """
    Attributes:
        id (str):
        name (str):
        version (str):
        spec (str):
        psp (str):
        config_schema (str):
        requires_delegate_payment (bool):
        requires_pci_compliance (bool):
        instrument_schemas (list[str]):
        config (AcpPaymentHandlerConfig):
        display_name (str | Unset):
    """

    id: str
    name: str
    version: str
    spec: str
    psp: str
    config_schema: str
    requires_delegate_payment: bool
    requires_pci_compliance: bool
    instrument_schemas: list[str]
    config: AcpPaymentHandlerConfig
    display_name: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        version = self.version

        spec = self.spec

        psp = self.psp

        config_schema = self.config_schema

        requires_delegate_payment = self.requires_delegate_payment

        requires_pci_compliance = self.requires_pci_compliance

        instrument_schemas = self.instrument_schemas

        config = self.config.to_dict()

        display_name = self.display_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "version": version,
                "spec": spec,
                "psp": psp,
                "config_schema": config_schema,
                "requires_delegate_payment": requires_delegate_payment,
                "requires_pci_compliance": requires_pci_compliance,
                "instrument_schemas": instrument_schemas,
                "config": config,
            }
        )
        if display_name is not UNSET:
            field_dict["display_name"] = display_name

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_payment_handler_config import AcpPaymentHandlerConfig

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        version = d.pop("version")

        spec = d.pop("spec")

        psp = d.pop("psp")

        config_schema = d.pop("config_schema")

        requires_delegate_payment = d.pop("requires_delegate_payment")

        requires_pci_compliance = d.pop("requires_pci_compliance")

        instrument_schemas = cast(list[str], d.pop("instrument_schemas"))

        config = AcpPaymentHandlerConfig.from_dict(d.pop("config"))

        display_name = d.pop("display_name", UNSET)

        acp_payment_handler = cls(
            id=id,
            name=name,
            version=version,
            spec=spec,
            psp=psp,
            config_schema=config_schema,
            requires_delegate_payment=requires_delegate_payment,
            requires_pci_compliance=requires_pci_compliance,
            instrument_schemas=instrument_schemas,
            config=config,
            display_name=display_name,
        )

        acp_payment_handler.additional_properties = d
        return acp_payment_handler

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
