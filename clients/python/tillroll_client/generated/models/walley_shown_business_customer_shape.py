from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.walley_shown_address import WalleyShownAddress


T = TypeVar("T", bound="WalleyShownBusinessCustomerShape")


@_attrs_define
class WalleyShownBusinessCustomerShape:
    """A company as the customer.

    Attributes:
        company_name (None | str):
        organization_number (None | str):
        email (None | str):
        mobile_phone_number (None | str):
        first_name (None | str):
        last_name (None | str):
        invoice_reference (None | str):
        invoice_tag (None | str):
        delivery_address (None | WalleyShownAddress):
        invoice_address (None | WalleyShownAddress):
    """

    company_name: None | str
    organization_number: None | str
    email: None | str
    mobile_phone_number: None | str
    first_name: None | str
    last_name: None | str
    invoice_reference: None | str
    invoice_tag: None | str
    delivery_address: None | WalleyShownAddress
    invoice_address: None | WalleyShownAddress
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.walley_shown_address import WalleyShownAddress

        company_name: None | str
        company_name = self.company_name

        organization_number: None | str
        organization_number = self.organization_number

        email: None | str
        email = self.email

        mobile_phone_number: None | str
        mobile_phone_number = self.mobile_phone_number

        first_name: None | str
        first_name = self.first_name

        last_name: None | str
        last_name = self.last_name

        invoice_reference: None | str
        invoice_reference = self.invoice_reference

        invoice_tag: None | str
        invoice_tag = self.invoice_tag

        delivery_address: dict[str, Any] | None
        if isinstance(self.delivery_address, WalleyShownAddress):
            delivery_address = self.delivery_address.to_dict()
        else:
            delivery_address = self.delivery_address

        invoice_address: dict[str, Any] | None
        if isinstance(self.invoice_address, WalleyShownAddress):
            invoice_address = self.invoice_address.to_dict()
        else:
            invoice_address = self.invoice_address

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "companyName": company_name,
                "organizationNumber": organization_number,
                "email": email,
                "mobilePhoneNumber": mobile_phone_number,
                "firstName": first_name,
                "lastName": last_name,
                "invoiceReference": invoice_reference,
                "invoiceTag": invoice_tag,
                "deliveryAddress": delivery_address,
                "invoiceAddress": invoice_address,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_shown_address import WalleyShownAddress

        d = dict(src_dict)

        def _parse_company_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        company_name = _parse_company_name(d.pop("companyName"))

        def _parse_organization_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        organization_number = _parse_organization_number(d.pop("organizationNumber"))

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

        def _parse_first_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        first_name = _parse_first_name(d.pop("firstName"))

        def _parse_last_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_name = _parse_last_name(d.pop("lastName"))

        def _parse_invoice_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        invoice_reference = _parse_invoice_reference(d.pop("invoiceReference"))

        def _parse_invoice_tag(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        invoice_tag = _parse_invoice_tag(d.pop("invoiceTag"))

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

        def _parse_invoice_address(data: object) -> None | WalleyShownAddress:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                invoice_address_type_0 = WalleyShownAddress.from_dict(data)

                return invoice_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownAddress, data)

        invoice_address = _parse_invoice_address(d.pop("invoiceAddress"))

        walley_shown_business_customer_shape = cls(
            company_name=company_name,
            organization_number=organization_number,
            email=email,
            mobile_phone_number=mobile_phone_number,
            first_name=first_name,
            last_name=last_name,
            invoice_reference=invoice_reference,
            invoice_tag=invoice_tag,
            delivery_address=delivery_address,
            invoice_address=invoice_address,
        )

        walley_shown_business_customer_shape.additional_properties = d
        return walley_shown_business_customer_shape

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
