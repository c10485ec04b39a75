from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_v1_payment import SessionV1Payment
    from ..models.state_set_checkout_buyer_input import StateSetCheckoutBuyerInput


T = TypeVar("T", bound="StateSetCheckoutCompletion")


@_attrs_define
class StateSetCheckoutCompletion:
    """
    Attributes:
        payment_data (SessionV1Payment):
        buyer (StateSetCheckoutBuyerInput | Unset):
    """

    payment_data: SessionV1Payment
    buyer: StateSetCheckoutBuyerInput | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        payment_data = self.payment_data.to_dict()

        buyer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.buyer, Unset):
            buyer = self.buyer.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "payment_data": payment_data,
            }
        )
        if buyer is not UNSET:
            field_dict["buyer"] = buyer

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.session_v1_payment import SessionV1Payment
        from ..models.state_set_checkout_buyer_input import StateSetCheckoutBuyerInput

        d = dict(src_dict)
        payment_data = SessionV1Payment.from_dict(d.pop("payment_data"))

        _buyer = d.pop("buyer", UNSET)
        buyer: StateSetCheckoutBuyerInput | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = StateSetCheckoutBuyerInput.from_dict(_buyer)

        state_set_checkout_completion = cls(
            payment_data=payment_data,
            buyer=buyer,
        )

        state_set_checkout_completion.additional_properties = d
        return state_set_checkout_completion

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
