from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_instrument import UcpInstrument
    from ..models.ucp_payment_input import UcpPaymentInput


T = TypeVar("T", bound="UcpCheckoutCompletion")


@_attrs_define
class UcpCheckoutCompletion:
    """Has `payment`, or in 2026-01-11 `payment_data`, unless the total is 0.

    Attributes:
        payment (UcpPaymentInput | Unset):
        payment_data (UcpInstrument | Unset):
    """

    payment: UcpPaymentInput | Unset = UNSET
    payment_data: UcpInstrument | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        payment: dict[str, Any] | Unset = UNSET
        if not isinstance(self.payment, Unset):
            payment = self.payment.to_dict()

        payment_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.payment_data, Unset):
            payment_data = self.payment_data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if payment is not UNSET:
            field_dict["payment"] = payment
        if payment_data is not UNSET:
            field_dict["payment_data"] = payment_data

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_instrument import UcpInstrument
        from ..models.ucp_payment_input import UcpPaymentInput

        d = dict(src_dict)
        _payment = d.pop("payment", UNSET)
        payment: UcpPaymentInput | Unset
        if isinstance(_payment, Unset):
            payment = UNSET
        else:
            payment = UcpPaymentInput.from_dict(_payment)

        _payment_data = d.pop("payment_data", UNSET)
        payment_data: UcpInstrument | Unset
        if isinstance(_payment_data, Unset):
            payment_data = UNSET
        else:
            payment_data = UcpInstrument.from_dict(_payment_data)

        ucp_checkout_completion = cls(
            payment=payment,
            payment_data=payment_data,
        )

        ucp_checkout_completion.additional_properties = d
        return ucp_checkout_completion

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
