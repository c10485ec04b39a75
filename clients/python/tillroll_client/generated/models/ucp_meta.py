from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_meta_capabilities_type_0 import UcpMetaCapabilitiesType0
    from ..models.ucp_meta_payment_handlers import UcpMetaPaymentHandlers
    from ..models.ucp_versioned import UcpVersioned


T = TypeVar("T", bound="UcpMeta")


@_attrs_define
class UcpMeta:
    """
    Attributes:
        version (str):
        status (str | Unset):
        capabilities (list[UcpVersioned] | UcpMetaCapabilitiesType0 | Unset): By name; a list in 2026-01-11.
        payment_handlers (UcpMetaPaymentHandlers | Unset):
    """

    version: str
    status: str | Unset = UNSET
    capabilities: list[UcpVersioned] | UcpMetaCapabilitiesType0 | Unset = UNSET
    payment_handlers: UcpMetaPaymentHandlers | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.ucp_meta_capabilities_type_0 import UcpMetaCapabilitiesType0

        version = self.version

        status = self.status

        capabilities: dict[str, Any] | list[dict[str, Any]] | Unset
        if isinstance(self.capabilities, Unset):
            capabilities = UNSET
        elif isinstance(self.capabilities, UcpMetaCapabilitiesType0):
            capabilities = self.capabilities.to_dict()
        else:
            capabilities = []
            for capabilities_type_1_item_data in self.capabilities:
                capabilities_type_1_item = capabilities_type_1_item_data.to_dict()
                capabilities.append(capabilities_type_1_item)

        payment_handlers: dict[str, Any] | Unset = UNSET
        if not isinstance(self.payment_handlers, Unset):
            payment_handlers = self.payment_handlers.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
            }
        )
        if status is not UNSET:
            field_dict["status"] = status
        if capabilities is not UNSET:
            field_dict["capabilities"] = capabilities
        if payment_handlers is not UNSET:
            field_dict["payment_handlers"] = payment_handlers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_meta_capabilities_type_0 import UcpMetaCapabilitiesType0
        from ..models.ucp_meta_payment_handlers import UcpMetaPaymentHandlers
        from ..models.ucp_versioned import UcpVersioned

        d = dict(src_dict)
        version = d.pop("version")

        status = d.pop("status", UNSET)

        def _parse_capabilities(
            data: object,
        ) -> list[UcpVersioned] | UcpMetaCapabilitiesType0 | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                capabilities_type_0 = UcpMetaCapabilitiesType0.from_dict(data)

                return capabilities_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, list):
                raise TypeError()
            capabilities_type_1 = []
            _capabilities_type_1 = data
            for capabilities_type_1_item_data in _capabilities_type_1:
                capabilities_type_1_item = UcpVersioned.from_dict(
                    capabilities_type_1_item_data
                )

                capabilities_type_1.append(capabilities_type_1_item)

            return capabilities_type_1

        capabilities = _parse_capabilities(d.pop("capabilities", UNSET))

        _payment_handlers = d.pop("payment_handlers", UNSET)
        payment_handlers: UcpMetaPaymentHandlers | Unset
        if isinstance(_payment_handlers, Unset):
            payment_handlers = UNSET
        else:
            payment_handlers = UcpMetaPaymentHandlers.from_dict(_payment_handlers)

        ucp_meta = cls(
            version=version,
            status=status,
            capabilities=capabilities,
            payment_handlers=payment_handlers,
        )

        ucp_meta.additional_properties = d
        return ucp_meta

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
