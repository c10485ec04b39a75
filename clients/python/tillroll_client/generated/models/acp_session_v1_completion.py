from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_session_v1_buyer_input import AcpSessionV1BuyerInput
    from ..models.session_v1_payment import SessionV1Payment


T = TypeVar("T", bound="AcpSessionV1Completion")


@_attrs_define
class AcpSessionV1Completion:
    """
    Attributes:
        payment_data (SessionV1Payment):
        buyer (AcpSessionV1BuyerInput | Unset):
    """

    payment_data: SessionV1Payment
    buyer: AcpSessionV1BuyerInput | Unset = UNSET
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
        from ..models.acp_session_v1_buyer_input import AcpSessionV1BuyerInput
        from ..models.session_v1_payment import SessionV1Payment

        d = dict(src_dict)
        payment_data = SessionV1Payment.from_dict(d.pop("payment_data"))

        _buyer = d.pop("buyer", UNSET)
        buyer: AcpSessionV1BuyerInput | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = AcpSessionV1BuyerInput.from_dict(_buyer)

        acp_session_v1_completion = cls(
            payment_data=payment_data,
            buyer=buyer,
        )

        acp_session_v1_completion.additional_properties = d
        return acp_session_v1_completion

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
