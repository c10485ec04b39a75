from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.walley_shown_address import WalleyShownAddress
    from ..models.walley_shown_contact_information import WalleyShownContactInformation


T = TypeVar("T", bound="WalleyShownCustomerShape")


@_attrs_define
class WalleyShownCustomerShape:
    """A private person as the customer.

    Attributes:
        email (None | str):
        mobile_phone_number (None | str):
        national_identification_number (None | str):
        delivery_contact_information (WalleyShownContactInformation): The contact data for the carrier.
        delivery_address (None | WalleyShownAddress):
        billing_address (None | WalleyShownAddress):
    """

    email: None | str
    mobile_phone_number: None | str
    national_identification_number: None | str
    delivery_contact_information: WalleyShownContactInformation
    delivery_address: None | WalleyShownAddress
    billing_address: None | WalleyShownAddress
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.walley_shown_address import WalleyShownAddress

        email: None | str
        email = self.email

        mobile_phone_number: None | str
        mobile_phone_number = self.mobile_phone_number

        national_identification_number: None | str
        national_identification_number = self.national_identification_number

        delivery_contact_information = self.delivery_contact_information.to_dict()

        delivery_address: dict[str, Any] | None
        if isinstance(self.delivery_address, WalleyShownAddress):
            delivery_address = self.delivery_address.to_dict()
        else:
            delivery_address = self.delivery_address

        billing_address: dict[str, Any] | None
        if isinstance(self.billing_address, WalleyShownAddress):
            billing_address = self.billing_address.to_dict()
        else:
            billing_address = self.billing_address

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "email": email,
                "mobilePhoneNumber": mobile_phone_number,
                "nationalIdentificationNumber": national_identification_number,
                "deliveryContactInformation": delivery_contact_information,
                "deliveryAddress": delivery_address,
                "billingAddress": billing_address,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_shown_address import WalleyShownAddress
        from ..models.walley_shown_contact_information import (
            WalleyShownContactInformation,
        )

        d = dict(src_dict)

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_mobile_phone_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        mobile_phone_number = _parse_mobile_phone_number(d.pop("mobilePhoneNumber"))

        def _parse_national_identification_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        national_identification_number = _parse_national_identification_number(
            d.pop("nationalIdentificationNumber")
        )

        delivery_contact_information = WalleyShownContactInformation.from_dict(
            d.pop("deliveryContactInformation")
        )

        def _parse_delivery_address(data: object) -> None | WalleyShownAddress:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                delivery_address_type_0 = WalleyShownAddress.from_dict(data)

                return delivery_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownAddress, data)

        delivery_address = _parse_delivery_address(d.pop("deliveryAddress"))

        def _parse_billing_address(data: object) -> None | WalleyShownAddress:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                billing_address_type_0 = WalleyShownAddress.from_dict(data)

                return billing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownAddress, data)

        billing_address = _parse_billing_address(d.pop("billingAddress"))

        walley_shown_customer_shape = cls(
            email=email,
            mobile_phone_number=mobile_phone_number,
            national_identification_number=national_identification_number,
            delivery_contact_information=delivery_contact_information,
            delivery_address=delivery_address,
            billing_address=billing_address,
        )

        walley_shown_customer_shape.additional_properties = d
        return walley_shown_customer_shape

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
