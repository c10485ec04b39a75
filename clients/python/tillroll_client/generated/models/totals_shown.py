from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="TotalsShown")


@_attrs_define
class TotalsShown:
    """The totals of the purchase. Lines, fees, deliveries and taxes come to `total`.

    Attributes:
        lines (int):
        fees (int):
        deliveries (int):
        taxes (int): The taxes on the whole purchase.
        tax (int): The part of `total` that is tax.
        total (int): The amount that the customer pays.
    """

    lines: int
    fees: int
    deliveries: int
    taxes: int
    tax: int
    total: int

    def to_dict(self) -> dict[str, Any]:
        lines = self.lines

        fees = self.fees

        deliveries = self.deliveries

        taxes = self.taxes

        tax = self.tax

        total = self.total

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "lines": lines,
                "fees": fees,
                "deliveries": deliveries,
                "taxes": taxes,
                "tax": tax,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        lines = d.pop("lines")

        fees = d.pop("fees")

        deliveries = d.pop("deliveries")

        taxes = d.pop("taxes")

        tax = d.pop("tax")

        total = d.pop("total")

        totals_shown = cls(
            lines=lines,
            fees=fees,
            deliveries=deliveries,
            taxes=taxes,
            tax=tax,
            total=total,
        )

        return totals_shown
