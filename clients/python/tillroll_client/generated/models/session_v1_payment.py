from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.session_v1_payment_provider import SessionV1PaymentProvider
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_address_input import SessionAddressInput


T = TypeVar("T", bound="SessionV1Payment")


@_attrs_define
class SessionV1Payment:
    """
    Attributes:
        token (str):
        provider (SessionV1PaymentProvider):
        billing_address (SessionAddressInput | Unset):
    """

    token: str
    provider: SessionV1PaymentProvider
    billing_address: SessionAddressInput | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        token = self.token

        provider = self.provider.value

        billing_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.billing_address, Unset):
            billing_address = self.billing_address.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "token": token,
                "provider": provider,
            }
        )
        if billing_address is not UNSET:
            field_dict["billing_address"] = billing_address

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.session_address_input import SessionAddressInput

        d = dict(src_dict)
        token = d.pop("token")

        provider = SessionV1PaymentProvider(d.pop("provider"))

        _billing_address = d.pop("billing_address", UNSET)
        billing_address: SessionAddressInput | Unset
        if isinstance(_billing_address, Unset):
            billing_address = UNSET
        else:
            billing_address = SessionAddressInput.from_dict(_billing_address)

        session_v1_payment = cls(
            token=token,
            provider=provider,
            billing_address=billing_address,
        )

        session_v1_payment.additional_properties = d
        return session_v1_payment

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
