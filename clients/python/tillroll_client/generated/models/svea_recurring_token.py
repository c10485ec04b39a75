from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SveaRecurringToken")


@_attrs_define
class SveaRecurringToken:
    """A recurring token. Its endpoints write camelCase.

    Attributes:
        token (str):
        status (str):
        currency (str):
        payment_method (None | str):
        payment_method_details (None | str): Always null.
    """

    token: str
    status: str
    currency: str
    payment_method: None | str
    payment_method_details: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        token = self.token

        status = self.status

        currency = self.currency

        payment_method: None | str
        payment_method = self.payment_method

        payment_method_details: None | str
        payment_method_details = self.payment_method_details

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "token": token,
                "status": status,
                "currency": currency,
                "paymentMethod": payment_method,
                "paymentMethodDetails": payment_method_details,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        token = d.pop("token")

        status = d.pop("status")

        currency = d.pop("currency")

        def _parse_payment_method(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payment_method = _parse_payment_method(d.pop("paymentMethod"))

        def _parse_payment_method_details(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payment_method_details = _parse_payment_method_details(
            d.pop("paymentMethodDetails")
        )

        svea_recurring_token = cls(
            token=token,
            status=status,
            currency=currency,
            payment_method=payment_method,
            payment_method_details=payment_method_details,
        )

        svea_recurring_token.additional_properties = d
        return svea_recurring_token

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
