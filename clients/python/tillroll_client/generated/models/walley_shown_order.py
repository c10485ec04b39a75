from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.walley_shown_item import WalleyShownItem


T = TypeVar("T", bound="WalleyShownOrder")


@_attrs_define
class WalleyShownOrder:
    """The order of a completed checkout, with fees as rows.

    Attributes:
        order_id (str):
        total_amount (float):
        items (list[WalleyShownItem]):
    """

    order_id: str
    total_amount: float
    items: list[WalleyShownItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        order_id = self.order_id

        total_amount = self.total_amount

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "orderId": order_id,
                "totalAmount": total_amount,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_shown_item import WalleyShownItem

        d = dict(src_dict)
        order_id = d.pop("orderId")

        total_amount = d.pop("totalAmount")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = WalleyShownItem.from_dict(items_item_data)

            items.append(items_item)

        walley_shown_order = cls(
            order_id=order_id,
            total_amount=total_amount,
            items=items,
        )

        walley_shown_order.additional_properties = d
        return walley_shown_order

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
