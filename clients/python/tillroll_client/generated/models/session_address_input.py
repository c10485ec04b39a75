from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SessionAddressInput")


@_attrs_define
class SessionAddressInput:
    """
    Attributes:
        name (str):
        line_one (str):
        city (str):
        country (str): ISO 3166-1 alpha-2.
        line_two (str | Unset):
        state (str | Unset):
        postal_code (str | Unset): Required where the country has postal codes.
    """

    name: str
    line_one: str
    city: str
    country: str
    line_two: str | Unset = UNSET
    state: str | Unset = UNSET
    postal_code: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        line_one = self.line_one

        city = self.city

        country = self.country

        line_two = self.line_two

        state = self.state

        postal_code = self.postal_code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "line_one": line_one,
                "city": city,
                "country": country,
            }
        )
        if line_two is not UNSET:
            field_dict["line_two"] = line_two
        if state is not UNSET:
            field_dict["state"] = state
        if postal_code is not UNSET:
            field_dict["postal_code"] = postal_code

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        line_one = d.pop("line_one")

        city = d.pop("city")

        country = d.pop("country")

        line_two = d.pop("line_two", UNSET)

        state = d.pop("state", UNSET)

        postal_code = d.pop("postal_code", UNSET)

        session_address_input = cls(
            name=name,
            line_one=line_one,
            city=city,
            country=country,
            line_two=line_two,
            state=state,
            postal_code=postal_code,
        )

        session_address_input.additional_properties = d
        return session_address_input

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
