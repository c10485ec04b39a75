from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.walley_fee import WalleyFee


T = TypeVar("T", bound="WalleyFees")


@_attrs_define
class WalleyFees:
    """The fees of a checkout by kind. One that is absent is removed.

    Attributes:
        shipping (WalleyFee | Unset):
        direct_invoice_notification (WalleyFee | Unset):
    """

    shipping: WalleyFee | Unset = UNSET
    direct_invoice_notification: WalleyFee | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        shipping: dict[str, Any] | Unset = UNSET
        if not isinstance(self.shipping, Unset):
            shipping = self.shipping.to_dict()

        direct_invoice_notification: dict[str, Any] | Unset = UNSET
        if not isinstance(self.direct_invoice_notification, Unset):
            direct_invoice_notification = self.direct_invoice_notification.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if shipping is not UNSET:
            field_dict["shipping"] = shipping
        if direct_invoice_notification is not UNSET:
            field_dict["directInvoiceNotification"] = direct_invoice_notification

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_fee import WalleyFee

        d = dict(src_dict)
        _shipping = d.pop("shipping", UNSET)
        shipping: WalleyFee | Unset
        if isinstance(_shipping, Unset):
            shipping = UNSET
        else:
            shipping = WalleyFee.from_dict(_shipping)

        _direct_invoice_notification = d.pop("directInvoiceNotification", UNSET)
        direct_invoice_notification: WalleyFee | Unset
        if isinstance(_direct_invoice_notification, Unset):
            direct_invoice_notification = UNSET
        else:
            direct_invoice_notification = WalleyFee.from_dict(
                _direct_invoice_notification
            )

        walley_fees = cls(
            shipping=shipping,
            direct_invoice_notification=direct_invoice_notification,
        )

        walley_fees.additional_properties = d
        return walley_fees

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
