from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.line_shown_kind import LineShownKind

T = TypeVar("T", bound="LineShown")


@_attrs_define
class LineShown:
    """One line of the cart.

    Attributes:
        kind (LineShownKind):
        article (str):
        description (str):
        quantity (str): An exact decimal, as in `2` or `0.75`.
        unit_price (int):
        discount (int): The discount, already subtracted from `total`.
        total (int):
        tax (int): The part of `total` that is tax.
        tax_rate (int):
        requires_electronic_id (bool):
        minimum_age (int | None):
        tax_on_top (int): The part of `tax` that is added to the prices: 0 where they include it.
    """

    kind: LineShownKind
    article: str
    description: str
    quantity: str
    unit_price: int
    discount: int
    total: int
    tax: int
    tax_rate: int
    requires_electronic_id: bool
    minimum_age: int | None
    tax_on_top: int

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        article = self.article

        description = self.description

        quantity = self.quantity

        unit_price = self.unit_price

        discount = self.discount

        total = self.total

        tax = self.tax

        tax_rate = self.tax_rate

        requires_electronic_id = self.requires_electronic_id

        minimum_age: int | None
        minimum_age = self.minimum_age

        tax_on_top = self.tax_on_top

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "article": article,
                "description": description,
                "quantity": quantity,
                "unit_price": unit_price,
                "discount": discount,
                "total": total,
                "tax": tax,
                "tax_rate": tax_rate,
                "requires_electronic_id": requires_electronic_id,
                "minimum_age": minimum_age,
                "tax_on_top": tax_on_top,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = LineShownKind(d.pop("kind"))

        article = d.pop("article")

        description = d.pop("description")

        quantity = d.pop("quantity")

        unit_price = d.pop("unit_price")

        discount = d.pop("discount")

        total = d.pop("total")

        tax = d.pop("tax")

        tax_rate = d.pop("tax_rate")

        requires_electronic_id = d.pop("requires_electronic_id")

        def _parse_minimum_age(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        minimum_age = _parse_minimum_age(d.pop("minimum_age"))

        tax_on_top = d.pop("tax_on_top")

        line_shown = cls(
            kind=kind,
            article=article,
            description=description,
            quantity=quantity,
            unit_price=unit_price,
            discount=discount,
            total=total,
            tax=tax,
            tax_rate=tax_rate,
            requires_electronic_id=requires_electronic_id,
            minimum_age=minimum_age,
            tax_on_top=tax_on_top,
        )

        return line_shown
