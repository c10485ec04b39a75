from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.delivery_shown_kind import DeliveryShownKind

T = TypeVar("T", bound="DeliveryShown")


@_attrs_define
class DeliveryShown:
    """The chosen delivery of the goods, or of a part of them.

    Attributes:
        kind (DeliveryShownKind):
        title (str):
        discount (int): The discount, already subtracted from `total`.
        total (int):
        tax (int): The part of `total` that is tax.
    """

    kind: DeliveryShownKind
    title: str
    discount: int
    total: int
    tax: int

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        title = self.title

        discount = self.discount

        total = self.total

        tax = self.tax

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "title": title,
                "discount": discount,
                "total": total,
                "tax": tax,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = DeliveryShownKind(d.pop("kind"))

        title = d.pop("title")

        discount = d.pop("discount")

        total = d.pop("total")

        tax = d.pop("tax")

        delivery_shown = cls(
            kind=kind,
            title=title,
            discount=discount,
            total=total,
            tax=tax,
        )

        return delivery_shown
