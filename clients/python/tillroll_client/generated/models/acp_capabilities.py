from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_extension import AcpExtension
    from ..models.acp_interventions import AcpInterventions
    from ..models.acp_payment_capability import AcpPaymentCapability


T = TypeVar("T", bound="AcpCapabilities")


@_attrs_define
class AcpCapabilities:
    """
    Attributes:
        payment (AcpPaymentCapability):
        interventions (AcpInterventions):
        extensions (list[AcpExtension] | Unset):
    """

    payment: AcpPaymentCapability
    interventions: AcpInterventions
    extensions: list[AcpExtension] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        payment = self.payment.to_dict()

        interventions = self.interventions.to_dict()

        extensions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.extensions, Unset):
            extensions = []
            for extensions_item_data in self.extensions:
                extensions_item = extensions_item_data.to_dict()
                extensions.append(extensions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "payment": payment,
                "interventions": interventions,
            }
        )
        if extensions is not UNSET:
            field_dict["extensions"] = extensions

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_extension import AcpExtension
        from ..models.acp_interventions import AcpInterventions
        from ..models.acp_payment_capability import AcpPaymentCapability

        d = dict(src_dict)
        payment = AcpPaymentCapability.from_dict(d.pop("payment"))

        interventions = AcpInterventions.from_dict(d.pop("interventions"))

        _extensions = d.pop("extensions", UNSET)
        extensions: list[AcpExtension] | Unset = UNSET
        if _extensions is not UNSET:
            extensions = []
            for extensions_item_data in _extensions:
                extensions_item = AcpExtension.from_dict(extensions_item_data)

                extensions.append(extensions_item)

        acp_capabilities = cls(
            payment=payment,
            interventions=interventions,
            extensions=extensions,
        )

        acp_capabilities.additional_properties = d
        return acp_capabilities

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
