from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_buyer_input import AcpBuyerInput
    from ..models.acp_marketing_consent import AcpMarketingConsent
    from ..models.acp_payment import AcpPayment


T = TypeVar("T", bound="AcpSessionCompletion")


@_attrs_define
class AcpSessionCompletion:
    """
    Attributes:
        payment_data (AcpPayment):
        buyer (AcpBuyerInput | Unset):
        marketing_consents (list[AcpMarketingConsent] | Unset):
    """

    payment_data: AcpPayment
    buyer: AcpBuyerInput | Unset = UNSET
    marketing_consents: list[AcpMarketingConsent] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        payment_data = self.payment_data.to_dict()

        buyer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.buyer, Unset):
            buyer = self.buyer.to_dict()

        marketing_consents: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.marketing_consents, Unset):
            marketing_consents = []
            for marketing_consents_item_data in self.marketing_consents:
                marketing_consents_item = marketing_consents_item_data.to_dict()
                marketing_consents.append(marketing_consents_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "payment_data": payment_data,
            }
        )
        if buyer is not UNSET:
            field_dict["buyer"] = buyer
        if marketing_consents is not UNSET:
            field_dict["marketing_consents"] = marketing_consents

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_buyer_input import AcpBuyerInput
        from ..models.acp_marketing_consent import AcpMarketingConsent
        from ..models.acp_payment import AcpPayment

        d = dict(src_dict)
        payment_data = AcpPayment.from_dict(d.pop("payment_data"))

        _buyer = d.pop("buyer", UNSET)
        buyer: AcpBuyerInput | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = AcpBuyerInput.from_dict(_buyer)

        _marketing_consents = d.pop("marketing_consents", UNSET)
        marketing_consents: list[AcpMarketingConsent] | Unset = UNSET
        if _marketing_consents is not UNSET:
            marketing_consents = []
            for marketing_consents_item_data in _marketing_consents:
                marketing_consents_item = AcpMarketingConsent.from_dict(
                    marketing_consents_item_data
                )

                marketing_consents.append(marketing_consents_item)

        acp_session_completion = cls(
            payment_data=payment_data,
            buyer=buyer,
            marketing_consents=marketing_consents,
        )

        acp_session_completion.additional_properties = d
        return acp_session_completion

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
