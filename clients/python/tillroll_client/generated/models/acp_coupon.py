from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AcpCoupon")


@_attrs_define
class AcpCoupon:
    """
    Attributes:
        id (str):
        name (str):
        duration (str):
        percent_off (float | Unset):
        amount_off (int | Unset): Minor units.
        currency (str | Unset): ISO 4217. Example: usd.
    """

    id: str
    name: str
    duration: str
    percent_off: float | Unset = UNSET
    amount_off: int | Unset = UNSET
    currency: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        duration = self.duration

        percent_off = self.percent_off

        amount_off = self.amount_off

        currency = self.currency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "duration": duration,
            }
        )
        if percent_off is not UNSET:
            field_dict["percent_off"] = percent_off
        if amount_off is not UNSET:
            field_dict["amount_off"] = amount_off
        if currency is not UNSET:
            field_dict["currency"] = currency

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        duration = d.pop("duration")

        percent_off = d.pop("percent_off", UNSET)

        amount_off = d.pop("amount_off", UNSET)

        currency = d.pop("currency", UNSET)

        acp_coupon = cls(
            id=id,
            name=name,
            duration=duration,
            percent_off=percent_off,
            amount_off=amount_off,
            currency=currency,
        )

        acp_coupon.additional_properties = d
        return acp_coupon

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
