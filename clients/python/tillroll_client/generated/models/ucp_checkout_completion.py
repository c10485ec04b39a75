from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_attribution import UcpAttribution
    from ..models.ucp_instrument import UcpInstrument
    from ..models.ucp_mandate import UcpMandate
    from ..models.ucp_payment_input import UcpPaymentInput
    from ..models.ucp_signals import UcpSignals


T = TypeVar("T", bound="UcpCheckoutCompletion")


@_attrs_define
class UcpCheckoutCompletion:
    """Has `payment`, or in 2026-01-11 `payment_data`, unless the total is 0.

    Attributes:
        payment (UcpPaymentInput | Unset):
        payment_data (UcpInstrument | Unset):
        signals (UcpSignals | Unset): What the platform observed. Other members are kept too.
        attribution (UcpAttribution | Unset): How the buyer was referred, as in the query of a link.
        ap2 (UcpMandate | Unset): The proof that the buyer has authorised the purchase, where mandates were negotiated.
    """

    payment: UcpPaymentInput | Unset = UNSET
    payment_data: UcpInstrument | Unset = UNSET
    signals: UcpSignals | Unset = UNSET
    attribution: UcpAttribution | Unset = UNSET
    ap2: UcpMandate | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        payment: dict[str, Any] | Unset = UNSET
        if not isinstance(self.payment, Unset):
            payment = self.payment.to_dict()

        payment_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.payment_data, Unset):
            payment_data = self.payment_data.to_dict()

        signals: dict[str, Any] | Unset = UNSET
        if not isinstance(self.signals, Unset):
            signals = self.signals.to_dict()

        attribution: dict[str, Any] | Unset = UNSET
        if not isinstance(self.attribution, Unset):
            attribution = self.attribution.to_dict()

        ap2: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ap2, Unset):
            ap2 = self.ap2.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if payment is not UNSET:
            field_dict["payment"] = payment
        if payment_data is not UNSET:
            field_dict["payment_data"] = payment_data
        if signals is not UNSET:
            field_dict["signals"] = signals
        if attribution is not UNSET:
            field_dict["attribution"] = attribution
        if ap2 is not UNSET:
            field_dict["ap2"] = ap2

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_attribution import UcpAttribution
        from ..models.ucp_instrument import UcpInstrument
        from ..models.ucp_mandate import UcpMandate
        from ..models.ucp_payment_input import UcpPaymentInput
        from ..models.ucp_signals import UcpSignals

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

        _signals = d.pop("signals", UNSET)
        signals: UcpSignals | Unset
        if isinstance(_signals, Unset):
            signals = UNSET
        else:
            signals = UcpSignals.from_dict(_signals)

        _attribution = d.pop("attribution", UNSET)
        attribution: UcpAttribution | Unset
        if isinstance(_attribution, Unset):
            attribution = UNSET
        else:
            attribution = UcpAttribution.from_dict(_attribution)

        _ap2 = d.pop("ap2", UNSET)
        ap2: UcpMandate | Unset
        if isinstance(_ap2, Unset):
            ap2 = UNSET
        else:
            ap2 = UcpMandate.from_dict(_ap2)

        ucp_checkout_completion = cls(
            payment=payment,
            payment_data=payment_data,
            signals=signals,
            attribution=attribution,
            ap2=ap2,
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
