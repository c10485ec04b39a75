from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="FeeShown")


@_attrs_define
class FeeShown:
    """One fee, such as shipping.

    Attributes:
        kind (str):
        description (str):
        total (int):
        tax (int): The part of `total` that is tax.
        tax_rate (int):
    """

    kind: str
    description: str
    total: int
    tax: int
    tax_rate: int

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        description = self.description

        total = self.total

        tax = self.tax

        tax_rate = self.tax_rate

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "description": description,
                "total": total,
                "tax": tax,
                "tax_rate": tax_rate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        description = d.pop("description")

        total = d.pop("total")

        tax = d.pop("tax")

        tax_rate = d.pop("tax_rate")

        fee_shown = cls(
            kind=kind,
            description=description,
            total=total,
            tax=tax,
            tax_rate=tax_rate,
        )

        return fee_shown
