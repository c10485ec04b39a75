from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.catalogue_tax_rate_on import CatalogueTaxRateOn

T = TypeVar("T", bound="CatalogueTaxRate")


@_attrs_define
class CatalogueTaxRate:
    """One tax rate. Rates of a state replace those of its country. Rates of the same state or country add up.

    An empty `tax_class` means every class.

    Attributes:
        name (str):
        rate (int):
        on (CatalogueTaxRateOn):
        country (str):
        state (str):
        tax_class (str):
    """

    name: str
    rate: int
    on: CatalogueTaxRateOn
    country: str
    state: str
    tax_class: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        rate = self.rate

        on = self.on.value

        country = self.country

        state = self.state

        tax_class = self.tax_class

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "rate": rate,
                "on": on,
                "country": country,
                "state": state,
                "tax_class": tax_class,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        rate = d.pop("rate")

        on = CatalogueTaxRateOn(d.pop("on"))

        country = d.pop("country")

        state = d.pop("state")

        tax_class = d.pop("tax_class")

        catalogue_tax_rate = cls(
            name=name,
            rate=rate,
            on=on,
            country=country,
            state=state,
            tax_class=tax_class,
        )

        catalogue_tax_rate.additional_properties = d
        return catalogue_tax_rate

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
