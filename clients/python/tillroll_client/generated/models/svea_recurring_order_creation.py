from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.svea_cart_of_token import SveaCartOfToken
    from ..models.svea_recurring_merchant_settings import SveaRecurringMerchantSettings


T = TypeVar("T", bound="SveaRecurringOrderCreation")


@_attrs_define
class SveaRecurringOrderCreation:
    """
    Attributes:
        currency (str): A currency with hundredths (ISO 4217). Example: SEK.
        client_order_number (str): The shop's own number of the order; used once.
        merchant_settings (SveaRecurringMerchantSettings):
        cart (SveaCartOfToken):
        partner_key (str | Unset): A GUID.
    """

    currency: str
    client_order_number: str
    merchant_settings: SveaRecurringMerchantSettings
    cart: SveaCartOfToken
    partner_key: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        currency = self.currency

        client_order_number = self.client_order_number

        merchant_settings = self.merchant_settings.to_dict()

        cart = self.cart.to_dict()

        partner_key = self.partner_key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "currency": currency,
                "clientOrderNumber": client_order_number,
                "merchantSettings": merchant_settings,
                "cart": cart,
            }
        )
        if partner_key is not UNSET:
            field_dict["partnerKey"] = partner_key

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.svea_cart_of_token import SveaCartOfToken
        from ..models.svea_recurring_merchant_settings import (
            SveaRecurringMerchantSettings,
        )

        d = dict(src_dict)
        currency = d.pop("currency")

        client_order_number = d.pop("clientOrderNumber")

        merchant_settings = SveaRecurringMerchantSettings.from_dict(
            d.pop("merchantSettings")
        )

        cart = SveaCartOfToken.from_dict(d.pop("cart"))

        partner_key = d.pop("partnerKey", UNSET)

        svea_recurring_order_creation = cls(
            currency=currency,
            client_order_number=client_order_number,
            merchant_settings=merchant_settings,
            cart=cart,
            partner_key=partner_key,
        )

        svea_recurring_order_creation.additional_properties = d
        return svea_recurring_order_creation

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
