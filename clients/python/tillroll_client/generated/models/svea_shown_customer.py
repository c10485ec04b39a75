from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SveaShownCustomer")


@_attrs_define
class SveaShownCustomer:
    """The customer of an order.

    Attributes:
        id (int):
        national_id (None | str):
        country_code (str):
        is_company (bool):
        vat_number (None | str):
    """

    id: int
    national_id: None | str
    country_code: str
    is_company: bool
    vat_number: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        national_id: None | str
        national_id = self.national_id

        country_code = self.country_code

        is_company = self.is_company

        vat_number: None | str
        vat_number = self.vat_number

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "Id": id,
                "NationalId": national_id,
                "CountryCode": country_code,
                "IsCompany": is_company,
                "VatNumber": vat_number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("Id")

        def _parse_national_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        national_id = _parse_national_id(d.pop("NationalId"))

        country_code = d.pop("CountryCode")

        is_company = d.pop("IsCompany")

        def _parse_vat_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        vat_number = _parse_vat_number(d.pop("VatNumber"))

        svea_shown_customer = cls(
            id=id,
            national_id=national_id,
            country_code=country_code,
            is_company=is_company,
            vat_number=vat_number,
        )

        svea_shown_customer.additional_properties = d
        return svea_shown_customer

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
