from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.customer_shown_type import CustomerShownType

if TYPE_CHECKING:
    from ..models.address_shown import AddressShown


T = TypeVar("T", bound="CustomerShown")


@_attrs_define
class CustomerShown:
    """The customer without identity numbers; unknown parts are null.

    Where `masked` is true, texts are cut to their first letters, because the page has not identified the customer.

        Attributes:
            masked (bool):
            type_ (CustomerShownType):
            email (None | str):
            phone (None | str):
            first_name (None | str):
            last_name (None | str):
            company (None | str):
            delivery_address (AddressShown | None):
            billing_address (AddressShown | None):
    """

    masked: bool
    type_: CustomerShownType
    email: None | str
    phone: None | str
    first_name: None | str
    last_name: None | str
    company: None | str
    delivery_address: AddressShown | None
    billing_address: AddressShown | None

    def to_dict(self) -> dict[str, Any]:
        from ..models.address_shown import AddressShown

        masked = self.masked

        type_ = self.type_.value

        email: None | str
        email = self.email

        phone: None | str
        phone = self.phone

        first_name: None | str
        first_name = self.first_name

        last_name: None | str
        last_name = self.last_name

        company: None | str
        company = self.company

        delivery_address: dict[str, Any] | None
        if isinstance(self.delivery_address, AddressShown):
            delivery_address = self.delivery_address.to_dict()
        else:
            delivery_address = self.delivery_address

        billing_address: dict[str, Any] | None
        if isinstance(self.billing_address, AddressShown):
            billing_address = self.billing_address.to_dict()
        else:
            billing_address = self.billing_address

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "masked": masked,
                "type": type_,
                "email": email,
                "phone": phone,
                "first_name": first_name,
                "last_name": last_name,
                "company": company,
                "delivery_address": delivery_address,
                "billing_address": billing_address,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address_shown import AddressShown

        d = dict(src_dict)
        masked = d.pop("masked")

        type_ = CustomerShownType(d.pop("type"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_phone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone = _parse_phone(d.pop("phone"))

        def _parse_first_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        first_name = _parse_first_name(d.pop("first_name"))

        def _parse_last_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_name = _parse_last_name(d.pop("last_name"))

        def _parse_company(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        company = _parse_company(d.pop("company"))

        def _parse_delivery_address(data: object) -> AddressShown | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                delivery_address_type_0 = AddressShown.from_dict(data)

                return delivery_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AddressShown | None, data)

        delivery_address = _parse_delivery_address(d.pop("delivery_address"))

        def _parse_billing_address(data: object) -> AddressShown | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                billing_address_type_0 = AddressShown.from_dict(data)

                return billing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AddressShown | None, data)

        billing_address = _parse_billing_address(d.pop("billing_address"))

        customer_shown = cls(
            masked=masked,
            type_=type_,
            email=email,
            phone=phone,
            first_name=first_name,
            last_name=last_name,
            company=company,
            delivery_address=delivery_address,
            billing_address=billing_address,
        )

        return customer_shown
