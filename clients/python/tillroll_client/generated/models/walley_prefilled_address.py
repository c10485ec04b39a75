from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="WalleyPrefilledAddress")


@_attrs_define
class WalleyPrefilledAddress:
    """
    Attributes:
        first_name (str | Unset):
        last_name (str | Unset):
        company_name (str | Unset):
        co_address (str | Unset):
        address (str | Unset):
        address2 (str | Unset):
        postal_code (str | Unset):
        city (str | Unset):
        country (str | Unset):
    """

    first_name: str | Unset = UNSET
    last_name: str | Unset = UNSET
    company_name: str | Unset = UNSET
    co_address: str | Unset = UNSET
    address: str | Unset = UNSET
    address2: str | Unset = UNSET
    postal_code: str | Unset = UNSET
    city: str | Unset = UNSET
    country: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        first_name = self.first_name

        last_name = self.last_name

        company_name = self.company_name

        co_address = self.co_address

        address = self.address

        address2 = self.address2

        postal_code = self.postal_code

        city = self.city

        country = self.country

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if first_name is not UNSET:
            field_dict["firstName"] = first_name
        if last_name is not UNSET:
            field_dict["lastName"] = last_name
        if company_name is not UNSET:
            field_dict["companyName"] = company_name
        if co_address is not UNSET:
            field_dict["coAddress"] = co_address
        if address is not UNSET:
            field_dict["address"] = address
        if address2 is not UNSET:
            field_dict["address2"] = address2
        if postal_code is not UNSET:
            field_dict["postalCode"] = postal_code
        if city is not UNSET:
            field_dict["city"] = city
        if country is not UNSET:
            field_dict["country"] = country

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        first_name = d.pop("firstName", UNSET)

        last_name = d.pop("lastName", UNSET)

        company_name = d.pop("companyName", UNSET)

        co_address = d.pop("coAddress", UNSET)

        address = d.pop("address", UNSET)

        address2 = d.pop("address2", UNSET)

        postal_code = d.pop("postalCode", UNSET)

        city = d.pop("city", UNSET)

        country = d.pop("country", UNSET)

        walley_prefilled_address = cls(
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

        walley_prefilled_address.additional_properties = d
        return walley_prefilled_address

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
