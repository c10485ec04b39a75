from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WalleyShownPurchase")


@_attrs_define
class WalleyShownPurchase:
    """The purchase of a completed checkout.

    Attributes:
        amount_to_pay (float):
        payment_name (str):
        invoice_delivery_method (None | str):
        purchase_identifier (str):
        result (str):
    """

    amount_to_pay: float
    payment_name: str
    invoice_delivery_method: None | str
    purchase_identifier: str
    result: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amount_to_pay = self.amount_to_pay

        payment_name = self.payment_name

        invoice_delivery_method: None | str
        invoice_delivery_method = self.invoice_delivery_method

        purchase_identifier = self.purchase_identifier

        result = self.result

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "amountToPay": amount_to_pay,
                "paymentName": payment_name,
                "invoiceDeliveryMethod": invoice_delivery_method,
                "purchaseIdentifier": purchase_identifier,
                "result": result,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        amount_to_pay = d.pop("amountToPay")

        payment_name = d.pop("paymentName")

        def _parse_invoice_delivery_method(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        invoice_delivery_method = _parse_invoice_delivery_method(
            d.pop("invoiceDeliveryMethod")
        )

        purchase_identifier = d.pop("purchaseIdentifier")

        result = d.pop("result")

        walley_shown_purchase = cls(
            amount_to_pay=amount_to_pay,
            payment_name=payment_name,
            invoice_delivery_method=invoice_delivery_method,
            purchase_identifier=purchase_identifier,
            result=result,
        )

        walley_shown_purchase.additional_properties = d
        return walley_shown_purchase

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
