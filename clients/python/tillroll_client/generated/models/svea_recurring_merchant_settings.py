from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SveaRecurringMerchantSettings")


@_attrs_define
class SveaRecurringMerchantSettings:
    """
    Attributes:
        push_uri (str): A URL that begins with https:// or http://.
        checkout_validation_call_back_uri (str | Unset): A URL that begins with https:// or http://.
        webhook_uri (str | Unset): A URL that begins with https:// or http://.
        use_client_side_validation (bool | Unset):
        require_client_side_validation_response (bool | Unset):
        active_part_payment_campaigns (list[int] | Unset):
        promoted_part_payment_campaign (int | Unset):
    """

    push_uri: str
    checkout_validation_call_back_uri: str | Unset = UNSET
    webhook_uri: str | Unset = UNSET
    use_client_side_validation: bool | Unset = UNSET
    require_client_side_validation_response: bool | Unset = UNSET
    active_part_payment_campaigns: list[int] | Unset = UNSET
    promoted_part_payment_campaign: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        push_uri = self.push_uri

        checkout_validation_call_back_uri = self.checkout_validation_call_back_uri

        webhook_uri = self.webhook_uri

        use_client_side_validation = self.use_client_side_validation

        require_client_side_validation_response = (
            self.require_client_side_validation_response
        )

        active_part_payment_campaigns: list[int] | Unset = UNSET
        if not isinstance(self.active_part_payment_campaigns, Unset):
            active_part_payment_campaigns = self.active_part_payment_campaigns

        promoted_part_payment_campaign = self.promoted_part_payment_campaign

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "pushUri": push_uri,
            }
        )
        if checkout_validation_call_back_uri is not UNSET:
            field_dict["checkoutValidationCallBackUri"] = (
                checkout_validation_call_back_uri
            )
        if webhook_uri is not UNSET:
            field_dict["webhookUri"] = webhook_uri
        if use_client_side_validation is not UNSET:
            field_dict["useClientSideValidation"] = use_client_side_validation
        if require_client_side_validation_response is not UNSET:
            field_dict["requireClientSideValidationResponse"] = (
                require_client_side_validation_response
            )
        if active_part_payment_campaigns is not UNSET:
            field_dict["activePartPaymentCampaigns"] = active_part_payment_campaigns
        if promoted_part_payment_campaign is not UNSET:
            field_dict["promotedPartPaymentCampaign"] = promoted_part_payment_campaign

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        push_uri = d.pop("pushUri")

        checkout_validation_call_back_uri = d.pop(
            "checkoutValidationCallBackUri", UNSET
        )

        webhook_uri = d.pop("webhookUri", UNSET)

        use_client_side_validation = d.pop("useClientSideValidation", UNSET)

        require_client_side_validation_response = d.pop(
            "requireClientSideValidationResponse", UNSET
        )

        active_part_payment_campaigns = cast(
            list[int], d.pop("activePartPaymentCampaigns", UNSET)
        )

        promoted_part_payment_campaign = d.pop("promotedPartPaymentCampaign", UNSET)

        svea_recurring_merchant_settings = cls(
            push_uri=push_uri,
            checkout_validation_call_back_uri=checkout_validation_call_back_uri,
            webhook_uri=webhook_uri,
            use_client_side_validation=use_client_side_validation,
            require_client_side_validation_response=require_client_side_validation_response,
            active_part_payment_campaigns=active_part_payment_campaigns,
            promoted_part_payment_campaign=promoted_part_payment_campaign,
        )

        svea_recurring_merchant_settings.additional_properties = d
        return svea_recurring_merchant_settings

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
