from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UcpOrderDestination")


@_attrs_define
class UcpOrderDestination:
    """
    Attributes:
        first_name (str | Unset):
        last_name (str | Unset):
        street_address (str | Unset):
        extended_address (str | Unset):
        address_locality (str | Unset):
        address_region (str | Unset):
        postal_code (str | Unset):
        address_country (str | Unset):
        phone_number (str | Unset):
    """

    first_name: str | Unset = UNSET
    last_name: str | Unset = UNSET
    street_address: str | Unset = UNSET
    extended_address: str | Unset = UNSET
    address_locality: str | Unset = UNSET
    address_region: str | Unset = UNSET
    postal_code: str | Unset = UNSET
    address_country: str | Unset = UNSET
    phone_number: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        first_name = self.first_name

        last_name = self.last_name

        street_address = self.street_address

        extended_address = self.extended_address

        address_locality = self.address_locality

        address_region = self.address_region

        postal_code = self.postal_code

        address_country = self.address_country

        phone_number = self.phone_number

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if first_name is not UNSET:
            field_dict["first_name"] = first_name
        if last_name is not UNSET:
            field_dict["last_name"] = last_name
        if street_address is not UNSET:
            field_dict["street_address"] = street_address
        if extended_address is not UNSET:
            field_dict["extended_address"] = extended_address
        if address_locality is not UNSET:
            field_dict["address_locality"] = address_locality
        if address_region is not UNSET:
            field_dict["address_region"] = address_region
        if postal_code is not UNSET:
            field_dict["postal_code"] = postal_code
        if address_country is not UNSET:
            field_dict["address_country"] = address_country
        if phone_number is not UNSET:
            field_dict["phone_number"] = phone_number

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        first_name = d.pop("first_name", UNSET)

        last_name = d.pop("last_name", UNSET)

        street_address = d.pop("street_address", UNSET)

        extended_address = d.pop("extended_address", UNSET)

        address_locality = d.pop("address_locality", UNSET)

        address_region = d.pop("address_region", UNSET)

        postal_code = d.pop("postal_code", UNSET)

        address_country = d.pop("address_country", UNSET)

        phone_number = d.pop("phone_number", UNSET)

        ucp_order_destination = cls(
            first_name=first_name,
            last_name=last_name,
            street_address=street_address,
            extended_address=extended_address,
            address_locality=address_locality,
            address_region=address_region,
            postal_code=postal_code,
            address_country=address_country,
            phone_number=phone_number,
        )

        ucp_order_destination.additional_properties = d
        return ucp_order_destination

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
