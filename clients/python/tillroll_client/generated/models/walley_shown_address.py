from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WalleyShownAddress")


@_attrs_define
class WalleyShownAddress:
    """A postal address of the customer.

    Attributes:
        first_name (None | str):
        last_name (None | str):
        company_name (None | str):
        co_address (None | str):
        address (None | str):
        address2 (None | str):
        postal_code (None | str):
        city (None | str):
        country (None | str):
    """

    first_name: None | str
    last_name: None | str
    company_name: None | str
    co_address: None | str
    address: None | str
    address2: None | str
    postal_code: None | str
    city: None | str
    country: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        first_name: None | str
        first_name = self.first_name

        last_name: None | str
        last_name = self.last_name

        company_name: None | str
        company_name = self.company_name

        co_address: None | str
        co_address = self.co_address

        address: None | str
        address = self.address

        address2: None | str
        address2 = self.address2

        postal_code: None | str
        postal_code = self.postal_code

        city: None | str
        city = self.city

        country: None | str
        country = self.country

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "firstName": first_name,
                "lastName": last_name,
                "companyName": company_name,
                "coAddress": co_address,
                "address": address,
                "address2": address2,
                "postalCode": postal_code,
                "city": city,
                "country": country,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

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

        def _parse_company_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        company_name = _parse_company_name(d.pop("companyName"))

        def _parse_co_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        co_address = _parse_co_address(d.pop("coAddress"))

        def _parse_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        address = _parse_address(d.pop("address"))

        def _parse_address2(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        address2 = _parse_address2(d.pop("address2"))

        def _parse_postal_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        postal_code = _parse_postal_code(d.pop("postalCode"))

        def _parse_city(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        city = _parse_city(d.pop("city"))

        def _parse_country(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        country = _parse_country(d.pop("country"))

        walley_shown_address = cls(
            first_name=first_name,
            last_name=last_name,
            company_name=company_name,
            co_address=co_address,
            address=address,
            address2=address2,
            postal_code=postal_code,
            city=city,
            country=country,
        )

        walley_shown_address.additional_properties = d
        return walley_shown_address

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
