from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ucp_order_line_status import UcpOrderLineStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_item import UcpItem
    from ..models.ucp_order_quantity import UcpOrderQuantity
    from ..models.ucp_total import UcpTotal


T = TypeVar("T", bound="UcpOrderLine")


@_attrs_define
class UcpOrderLine:
    """
    Attributes:
        id (str):
        item (UcpItem):
        quantity (UcpOrderQuantity): Pieces: still part of the order, of these sent or handed out, and bought.
        totals (list[UcpTotal]):
        status (UcpOrderLineStatus):
        parent_id (str | Unset):
    """

    id: str
    item: UcpItem
    quantity: UcpOrderQuantity
    totals: list[UcpTotal]
    status: UcpOrderLineStatus
    parent_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        item = self.item.to_dict()

        quantity = self.quantity.to_dict()

        totals = []
        for totals_item_data in self.totals:
            totals_item = totals_item_data.to_dict()
            totals.append(totals_item)

        status = self.status.value

        parent_id = self.parent_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "item": item,
                "quantity": quantity,
                "totals": totals,
                "status": status,
            }
        )
        if parent_id is not UNSET:
            field_dict["parent_id"] = parent_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_item import UcpItem
        from ..models.ucp_order_quantity import UcpOrderQuantity
        from ..models.ucp_total import UcpTotal

        d = dict(src_dict)
        id = d.pop("id")

        item = UcpItem.from_dict(d.pop("item"))

        quantity = UcpOrderQuantity.from_dict(d.pop("quantity"))

        totals = []
        _totals = d.pop("totals")
        for totals_item_data in _totals:
            totals_item = UcpTotal.from_dict(totals_item_data)

            totals.append(totals_item)

        status = UcpOrderLineStatus(d.pop("status"))

        parent_id = d.pop("parent_id", UNSET)

        ucp_order_line = cls(
            id=id,
            item=item,
            quantity=quantity,
            totals=totals,
            status=status,
            parent_id=parent_id,
        )

        ucp_order_line.additional_properties = d
        return ucp_order_line

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
