from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SveaShownPaymentInfoOfToken")


@_attrs_define
class SveaShownPaymentInfoOfToken:
    """The payment of a Final order. `campaign_code` is 0 where there is none, because clients require a number.

    Attributes:
        payment_method_type (None | str):
        campaign_code (int):
    """

    payment_method_type: None | str
    campaign_code: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        payment_method_type: None | str
        payment_method_type = self.payment_method_type

        campaign_code = self.campaign_code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "paymentMethodType": payment_method_type,
                "campaignCode": campaign_code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_payment_method_type(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payment_method_type = _parse_payment_method_type(d.pop("paymentMethodType"))

        campaign_code = d.pop("campaignCode")

        svea_shown_payment_info_of_token = cls(
            payment_method_type=payment_method_type,
            campaign_code=campaign_code,
        )

        svea_shown_payment_info_of_token.additional_properties = d
        return svea_shown_payment_info_of_token

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
