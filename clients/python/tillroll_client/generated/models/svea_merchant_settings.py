from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SveaMerchantSettings")


@_attrs_define
class SveaMerchantSettings:
    """
    Attributes:
        push_uri (str): A URL that begins with https:// or http://.
        terms_uri (str): A URL that begins with https:// or http://.
        checkout_uri (str): A URL that begins with https:// or http://.
        confirmation_uri (str): A URL that begins with https:// or http://.
        checkout_validation_call_back_uri (str | Unset): A URL that begins with https:// or http://.
        webhook_uri (str | Unset): A URL that begins with https:// or http://.
        use_client_side_validation (bool | Unset):
        require_client_side_validation_response (bool | Unset):
        active_part_payment_campaigns (list[int] | Unset):
        promoted_part_payment_campaign (int | Unset):
    """

    push_uri: str
    terms_uri: str
    checkout_uri: str
    confirmation_uri: str
    checkout_validation_call_back_uri: str | Unset = UNSET
    webhook_uri: str | Unset = UNSET
    use_client_side_validation: bool | Unset = UNSET
    require_client_side_validation_response: bool | Unset = UNSET
    active_part_payment_campaigns: list[int] | Unset = UNSET
    promoted_part_payment_campaign: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        push_uri = self.push_uri

        terms_uri = self.terms_uri

        checkout_uri = self.checkout_uri

        confirmation_uri = self.confirmation_uri

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
                "PushUri": push_uri,
                "TermsUri": terms_uri,
                "CheckoutUri": checkout_uri,
                "ConfirmationUri": confirmation_uri,
            }
        )
        if checkout_validation_call_back_uri is not UNSET:
            field_dict["CheckoutValidationCallBackUri"] = (
                checkout_validation_call_back_uri
            )
        if webhook_uri is not UNSET:
            field_dict["WebhookUri"] = webhook_uri
        if use_client_side_validation is not UNSET:
            field_dict["UseClientSideValidation"] = use_client_side_validation
        if require_client_side_validation_response is not UNSET:
            field_dict["RequireClientSideValidationResponse"] = (
                require_client_side_validation_response
            )
        if active_part_payment_campaigns is not UNSET:
            field_dict["ActivePartPaymentCampaigns"] = active_part_payment_campaigns
        if promoted_part_payment_campaign is not UNSET:
            field_dict["PromotedPartPaymentCampaign"] = promoted_part_payment_campaign

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        push_uri = d.pop("PushUri")

        terms_uri = d.pop("TermsUri")

        checkout_uri = d.pop("CheckoutUri")

        confirmation_uri = d.pop("ConfirmationUri")

        checkout_validation_call_back_uri = d.pop(
            "CheckoutValidationCallBackUri", UNSET
        )

        webhook_uri = d.pop("WebhookUri", UNSET)

        use_client_side_validation = d.pop("UseClientSideValidation", UNSET)

        require_client_side_validation_response = d.pop(
            "RequireClientSideValidationResponse", UNSET
        )

        active_part_payment_campaigns = cast(
            list[int], d.pop("ActivePartPaymentCampaigns", UNSET)
        )

        promoted_part_payment_campaign = d.pop("PromotedPartPaymentCampaign", UNSET)

        svea_merchant_settings = cls(
            push_uri=push_uri,
            terms_uri=terms_uri,
            checkout_uri=checkout_uri,
            confirmation_uri=confirmation_uri,
            checkout_validation_call_back_uri=checkout_validation_call_back_uri,
            webhook_uri=webhook_uri,
            use_client_side_validation=use_client_side_validation,
            require_client_side_validation_response=require_client_side_validation_response,
            active_part_payment_campaigns=active_part_payment_campaigns,
            promoted_part_payment_campaign=promoted_part_payment_campaign,
        )

        svea_merchant_settings.additional_properties = d
        return svea_merchant_settings

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
