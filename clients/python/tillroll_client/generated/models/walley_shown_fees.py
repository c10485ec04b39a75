from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.walley_shown_fee import WalleyShownFee


T = TypeVar("T", bound="WalleyShownFees")


@_attrs_define
class WalleyShownFees:
    """The fees of a checkout by kind, null where there is none.

    Attributes:
        shipping (None | WalleyShownFee):
        direct_invoice_notification (None | WalleyShownFee):
    """

    shipping: None | WalleyShownFee
    direct_invoice_notification: None | WalleyShownFee
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.walley_shown_fee import WalleyShownFee

        shipping: dict[str, Any] | None
        if isinstance(self.shipping, WalleyShownFee):
            shipping = self.shipping.to_dict()
        else:
            shipping = self.shipping

        direct_invoice_notification: dict[str, Any] | None
        if isinstance(self.direct_invoice_notification, WalleyShownFee):
            direct_invoice_notification = self.direct_invoice_notification.to_dict()
        else:
            direct_invoice_notification = self.direct_invoice_notification

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "shipping": shipping,
                "directInvoiceNotification": direct_invoice_notification,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_shown_fee import WalleyShownFee

        d = dict(src_dict)

        def _parse_shipping(data: object) -> None | WalleyShownFee:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                shipping_type_0 = WalleyShownFee.from_dict(data)

                return shipping_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownFee, data)

        shipping = _parse_shipping(d.pop("shipping"))

        def _parse_direct_invoice_notification(data: object) -> None | WalleyShownFee:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                direct_invoice_notification_type_0 = WalleyShownFee.from_dict(data)

                return direct_invoice_notification_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownFee, data)

        direct_invoice_notification = _parse_direct_invoice_notification(
            d.pop("directInvoiceNotification")
        )

        walley_shown_fees = cls(
            shipping=shipping,
            direct_invoice_notification=direct_invoice_notification,
        )

        walley_shown_fees.additional_properties = d
        return walley_shown_fees

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
