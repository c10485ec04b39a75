from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_profile_payment import UcpProfilePayment
    from ..models.ucp_profile_signing_keys_item import UcpProfileSigningKeysItem
    from ..models.ucp_profile_ucp import UcpProfileUcp


T = TypeVar("T", bound="UcpProfile")


@_attrs_define
class UcpProfile:
    """
    Attributes:
        ucp (UcpProfileUcp):
        payment (UcpProfilePayment | Unset):
        signing_keys (list[UcpProfileSigningKeysItem] | Unset):
    """

    ucp: UcpProfileUcp
    payment: UcpProfilePayment | Unset = UNSET
    signing_keys: list[UcpProfileSigningKeysItem] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ucp = self.ucp.to_dict()

        payment: dict[str, Any] | Unset = UNSET
        if not isinstance(self.payment, Unset):
            payment = self.payment.to_dict()

        signing_keys: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.signing_keys, Unset):
            signing_keys = []
            for signing_keys_item_data in self.signing_keys:
                signing_keys_item = signing_keys_item_data.to_dict()
                signing_keys.append(signing_keys_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ucp": ucp,
            }
        )
        if payment is not UNSET:
            field_dict["payment"] = payment
        if signing_keys is not UNSET:
            field_dict["signing_keys"] = signing_keys

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_profile_payment import UcpProfilePayment
        from ..models.ucp_profile_signing_keys_item import UcpProfileSigningKeysItem
        from ..models.ucp_profile_ucp import UcpProfileUcp

        d = dict(src_dict)
        ucp = UcpProfileUcp.from_dict(d.pop("ucp"))

        _payment = d.pop("payment", UNSET)
        payment: UcpProfilePayment | Unset
        if isinstance(_payment, Unset):
            payment = UNSET
        else:
            payment = UcpProfilePayment.from_dict(_payment)

        _signing_keys = d.pop("signing_keys", UNSET)
        signing_keys: list[UcpProfileSigningKeysItem] | Unset = UNSET
        if _signing_keys is not UNSET:
            signing_keys = []
            for signing_keys_item_data in _signing_keys:
                signing_keys_item = UcpProfileSigningKeysItem.from_dict(
                    signing_keys_item_data
                )

                signing_keys.append(signing_keys_item)

        ucp_profile = cls(
            ucp=ucp,
            payment=payment,
            signing_keys=signing_keys,
        )

        ucp_profile.additional_properties = d
        return ucp_profile

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
