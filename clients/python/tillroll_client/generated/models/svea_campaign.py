from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SveaCampaign")


@_attrs_define
class SveaCampaign:
    """A part-payment campaign. Amounts are major units. `monthly_amount` is null without an amount in the query.

    Attributes:
        campaign_code (int):
        description (str):
        payment_plan_type (int):
        contract_length_in_months (int):
        monthly_annuity_factor (float):
        initial_fee (float):
        notification_fee (float):
        interest_rate_percent (float):
        number_of_interest_free_months (int):
        number_of_payment_free_months (int):
        from_amount (float):
        to_amount (float):
        monthly_amount (float | None):
    """

    campaign_code: int
    description: str
    payment_plan_type: int
    contract_length_in_months: int
    monthly_annuity_factor: float
    initial_fee: float
    notification_fee: float
    interest_rate_percent: float
    number_of_interest_free_months: int
    number_of_payment_free_months: int
    from_amount: float
    to_amount: float
    monthly_amount: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        campaign_code = self.campaign_code

        description = self.description

        payment_plan_type = self.payment_plan_type

        contract_length_in_months = self.contract_length_in_months

        monthly_annuity_factor = self.monthly_annuity_factor

        initial_fee = self.initial_fee

        notification_fee = self.notification_fee

        interest_rate_percent = self.interest_rate_percent

        number_of_interest_free_months = self.number_of_interest_free_months

        number_of_payment_free_months = self.number_of_payment_free_months

        from_amount = self.from_amount

        to_amount = self.to_amount

        monthly_amount: float | None
        monthly_amount = self.monthly_amount

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "CampaignCode": campaign_code,
                "Description": description,
                "PaymentPlanType": payment_plan_type,
                "ContractLengthInMonths": contract_length_in_months,
                "MonthlyAnnuityFactor": monthly_annuity_factor,
                "InitialFee": initial_fee,
                "NotificationFee": notification_fee,
                "InterestRatePercent": interest_rate_percent,
                "NumberOfInterestFreeMonths": number_of_interest_free_months,
                "NumberOfPaymentFreeMonths": number_of_payment_free_months,
                "FromAmount": from_amount,
                "ToAmount": to_amount,
                "MonthlyAmount": monthly_amount,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        campaign_code = d.pop("CampaignCode")

        description = d.pop("Description")

        payment_plan_type = d.pop("PaymentPlanType")

        contract_length_in_months = d.pop("ContractLengthInMonths")

        monthly_annuity_factor = d.pop("MonthlyAnnuityFactor")

        initial_fee = d.pop("InitialFee")

        notification_fee = d.pop("NotificationFee")

        interest_rate_percent = d.pop("InterestRatePercent")

        number_of_interest_free_months = d.pop("NumberOfInterestFreeMonths")

        number_of_payment_free_months = d.pop("NumberOfPaymentFreeMonths")

        from_amount = d.pop("FromAmount")

        to_amount = d.pop("ToAmount")

        def _parse_monthly_amount(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        monthly_amount = _parse_monthly_amount(d.pop("MonthlyAmount"))

        svea_campaign = cls(
            campaign_code=campaign_code,
            description=description,
            payment_plan_type=payment_plan_type,
            contract_length_in_months=contract_length_in_months,
            monthly_annuity_factor=monthly_annuity_factor,
            initial_fee=initial_fee,
            notification_fee=notification_fee,
            interest_rate_percent=interest_rate_percent,
            number_of_interest_free_months=number_of_interest_free_months,
            number_of_payment_free_months=number_of_payment_free_months,
            from_amount=from_amount,
            to_amount=to_amount,
            monthly_amount=monthly_amount,
        )

        svea_campaign.additional_properties = d
        return svea_campaign

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
