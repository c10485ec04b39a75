from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="TaxShown")


@_attrs_define
class TaxShown:
    """One tax on the whole purchase, which no line, fee or delivery includes.

    Attributes:
        title (str):
        rate (int): Basis points of the taxed amount.
        total (int):
    """

    title: str
    rate: int
    total: int

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        rate = self.rate

        total = self.total

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "title": title,
                "rate": rate,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        title = d.pop("title")

        rate = d.pop("rate")

        total = d.pop("total")

        tax_shown = cls(
            title=title,
            rate=rate,
            total=total,
        )

        return tax_shown
