from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="AddressShown")


@_attrs_define
class AddressShown:
    """A postal address; unknown parts are null.

    Attributes:
        first_name (None | str):
        last_name (None | str):
        company (None | str):
        co_address (None | str):
        address (None | str):
        address2 (None | str):
        postal_code (None | str):
        city (None | str):
        country (None | str):
    """

    first_name: None | str
    last_name: None | str
    company: None | str
    co_address: None | str
    address: None | str
    address2: None | str
    postal_code: None | str
    city: None | str
    country: None | str

    def to_dict(self) -> dict[str, Any]:
        first_name: None | str
        first_name = self.first_name

        last_name: None | str
        last_name = self.last_name

        company: None | str
        company = self.company

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

        field_dict.update(
            {
                "first_name": first_name,
                "last_name": last_name,
                "company": company,
                "co_address": co_address,
                "address": address,
                "address2": address2,
                "postal_code": postal_code,
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

        def _parse_co_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        co_address = _parse_co_address(d.pop("co_address"))

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

        postal_code = _parse_postal_code(d.pop("postal_code"))

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

        address_shown = cls(
            first_name=first_name,
            last_name=last_name,
            company=company,
            co_address=co_address,
            address=address,
            address2=address2,
            postal_code=postal_code,
            city=city,
            country=country,
        )

        return address_shown
