from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.identify_body_type import IdentifyBodyType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address_shape import AddressShape


T = TypeVar("T", bound="IdentifyBody")


@_attrs_define
class IdentifyBody:
    """The customer. Replaces all earlier data; a missing or null field removes the earlier value.

    Attributes:
        email (str):  Example: ada@shop.example.
        type_ (IdentifyBodyType | Unset):  Default: IdentifyBodyType.PRIVATE.
        phone (None | str | Unset):
        first_name (None | str | Unset):
        last_name (None | str | Unset):
        national_id (None | str | Unset): Stored, and never returned here.
        company (None | str | Unset): Required where type is business; refused otherwise.
        organization_number (None | str | Unset): Refused where type is not business.
        delivery_address (AddressShape | None | Unset):
        billing_address (AddressShape | None | Unset):
    """

    email: str
    type_: IdentifyBodyType | Unset = IdentifyBodyType.PRIVATE
    phone: None | str | Unset = UNSET
    first_name: None | str | Unset = UNSET
    last_name: None | str | Unset = UNSET
    national_id: None | str | Unset = UNSET
    company: None | str | Unset = UNSET
    organization_number: None | str | Unset = UNSET
    delivery_address: AddressShape | None | Unset = UNSET
    billing_address: AddressShape | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.address_shape import AddressShape

        email = self.email

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        first_name: None | str | Unset
        if isinstance(self.first_name, Unset):
            first_name = UNSET
        else:
            first_name = self.first_name

        last_name: None | str | Unset
        if isinstance(self.last_name, Unset):
            last_name = UNSET
        else:
            last_name = self.last_name

        national_id: None | str | Unset
        if isinstance(self.national_id, Unset):
            national_id = UNSET
        else:
            national_id = self.national_id

        company: None | str | Unset
        if isinstance(self.company, Unset):
            company = UNSET
        else:
            company = self.company

        organization_number: None | str | Unset
        if isinstance(self.organization_number, Unset):
            organization_number = UNSET
        else:
            organization_number = self.organization_number

        delivery_address: dict[str, Any] | None | Unset
        if isinstance(self.delivery_address, Unset):
            delivery_address = UNSET
        elif isinstance(self.delivery_address, AddressShape):
            delivery_address = self.delivery_address.to_dict()
        else:
            delivery_address = self.delivery_address

        billing_address: dict[str, Any] | None | Unset
        if isinstance(self.billing_address, Unset):
            billing_address = UNSET
        elif isinstance(self.billing_address, AddressShape):
            billing_address = self.billing_address.to_dict()
        else:
            billing_address = self.billing_address

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if phone is not UNSET:
            field_dict["phone"] = phone
        if first_name is not UNSET:
            field_dict["first_name"] = first_name
        if last_name is not UNSET:
            field_dict["last_name"] = last_name
        if national_id is not UNSET:
            field_dict["national_id"] = national_id
        if company is not UNSET:
            field_dict["company"] = company
        if organization_number is not UNSET:
            field_dict["organization_number"] = organization_number
        if delivery_address is not UNSET:
            field_dict["delivery_address"] = delivery_address
        if billing_address is not UNSET:
            field_dict["billing_address"] = billing_address

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address_shape import AddressShape

        d = dict(src_dict)
        email = d.pop("email")

        _type_ = d.pop("type", UNSET)
        type_: IdentifyBodyType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = IdentifyBodyType(_type_)

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_first_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        first_name = _parse_first_name(d.pop("first_name", UNSET))

        def _parse_last_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        last_name = _parse_last_name(d.pop("last_name", UNSET))

        def _parse_national_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        national_id = _parse_national_id(d.pop("national_id", UNSET))

        def _parse_company(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        company = _parse_company(d.pop("company", UNSET))

        def _parse_organization_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        organization_number = _parse_organization_number(
            d.pop("organization_number", UNSET)
        )

        def _parse_delivery_address(data: object) -> AddressShape | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                delivery_address_type_0 = AddressShape.from_dict(data)

                return delivery_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AddressShape | None | Unset, data)

        delivery_address = _parse_delivery_address(d.pop("delivery_address", UNSET))

        def _parse_billing_address(data: object) -> AddressShape | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                billing_address_type_0 = AddressShape.from_dict(data)

                return billing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AddressShape | None | Unset, data)

        billing_address = _parse_billing_address(d.pop("billing_address", UNSET))

        identify_body = cls(
            email=email,
            type_=type_,
            phone=phone,
            first_name=first_name,
            last_name=last_name,
            national_id=national_id,
            company=company,
            organization_number=organization_number,
            delivery_address=delivery_address,
            billing_address=billing_address,
        )

        return identify_body
