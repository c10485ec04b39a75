from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SveaShownAddress")


@_attrs_define
class SveaShownAddress:
    """A postal address of the customer.

    Attributes:
        full_name (None | str):
        first_name (None | str):
        last_name (None | str):
        street_address (None | str):
        co_address (None | str):
        postal_code (None | str):
        city (None | str):
        country_code (None | str):
        is_generic (bool):
        address_lines (list[str]):
    """

    full_name: None | str
    first_name: None | str
    last_name: None | str
    street_address: None | str
    co_address: None | str
    postal_code: None | str
    city: None | str
    country_code: None | str
    is_generic: bool
    address_lines: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        full_name: None | str
        full_name = self.full_name

        first_name: None | str
        first_name = self.first_name

        last_name: None | str
        last_name = self.last_name

        street_address: None | str
        street_address = self.street_address

        co_address: None | str
        co_address = self.co_address

        postal_code: None | str
        postal_code = self.postal_code

        city: None | str
        city = self.city

        country_code: None | str
        country_code = self.country_code

        is_generic = self.is_generic

        address_lines = self.address_lines

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "FullName": full_name,
                "FirstName": first_name,
                "LastName": last_name,
                "StreetAddress": street_address,
                "CoAddress": co_address,
                "PostalCode": postal_code,
                "City": city,
                "CountryCode": country_code,
                "IsGeneric": is_generic,
                "AddressLines": address_lines,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_full_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        full_name = _parse_full_name(d.pop("FullName"))

        def _parse_first_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        first_name = _parse_first_name(d.pop("FirstName"))

        def _parse_last_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_name = _parse_last_name(d.pop("LastName"))

        def _parse_street_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        street_address = _parse_street_address(d.pop("StreetAddress"))

        def _parse_co_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        co_address = _parse_co_address(d.pop("CoAddress"))

        def _parse_postal_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        postal_code = _parse_postal_code(d.pop("PostalCode"))

        def _parse_city(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        city = _parse_city(d.pop("City"))

        def _parse_country_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        country_code = _parse_country_code(d.pop("CountryCode"))

        is_generic = d.pop("IsGeneric")

        address_lines = cast(list[str], d.pop("AddressLines"))

        svea_shown_address = cls(
            full_name=full_name,
            first_name=first_name,
            last_name=last_name,
            street_address=street_address,
            co_address=co_address,
            postal_code=postal_code,
            city=city,
            country_code=country_code,
            is_generic=is_generic,
            address_lines=address_lines,
        )

        svea_shown_address.additional_properties = d
        return svea_shown_address

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
