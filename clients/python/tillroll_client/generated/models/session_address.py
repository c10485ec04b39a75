from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SessionAddress")


@_attrs_define
class SessionAddress:
    """
    Attributes:
        name (str):
        line_one (str):
        city (str):
        state (str):
        country (str):
        postal_code (str):
        line_two (str | Unset):
    """

    name: str
    line_one: str
    city: str
    state: str
    country: str
    postal_code: str
    line_two: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        line_one = self.line_one

        city = self.city

        state = self.state

        country = self.country

        postal_code = self.postal_code

        line_two = self.line_two

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "line_one": line_one,
                "city": city,
                "state": state,
                "country": country,
                "postal_code": postal_code,
            }
        )
        if line_two is not UNSET:
            field_dict["line_two"] = line_two

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        line_one = d.pop("line_one")

        city = d.pop("city")

        state = d.pop("state")

        country = d.pop("country")

        postal_code = d.pop("postal_code")

        line_two = d.pop("line_two", UNSET)

        session_address = cls(
            name=name,
            line_one=line_one,
            city=city,
            state=state,
            country=country,
            postal_code=postal_code,
            line_two=line_two,
        )

        session_address.additional_properties = d
        return session_address

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
