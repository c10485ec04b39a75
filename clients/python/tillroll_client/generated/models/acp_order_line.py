from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_order_line_status import AcpOrderLineStatus

if TYPE_CHECKING:
    from ..models.acp_order_quantity import AcpOrderQuantity
    from ..models.acp_total import AcpTotal


T = TypeVar("T", bound="AcpOrderLine")


@_attrs_define
class AcpOrderLine:
    """
    Attributes:
        id (str):
        title (str):
        product_id (str):
        quantity (AcpOrderQuantity):
        unit_price (int): Minor units.
        subtotal (int): Minor units.
        totals (list[AcpTotal]):
        status (AcpOrderLineStatus):
    """

    id: str
    title: str
    product_id: str
    quantity: AcpOrderQuantity
    unit_price: int
    subtotal: int
    totals: list[AcpTotal]
    status: AcpOrderLineStatus
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        product_id = self.product_id

        quantity = self.quantity.to_dict()

        unit_price = self.unit_price

        subtotal = self.subtotal

        totals = []
        for totals_item_data in self.totals:
            totals_item = totals_item_data.to_dict()
            totals.append(totals_item)

        status = self.status.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "product_id": product_id,
                "quantity": quantity,
                "unit_price": unit_price,
                "subtotal": subtotal,
                "totals": totals,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_order_quantity import AcpOrderQuantity
        from ..models.acp_total import AcpTotal

        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        product_id = d.pop("product_id")

        quantity = AcpOrderQuantity.from_dict(d.pop("quantity"))

        unit_price = d.pop("unit_price")

        subtotal = d.pop("subtotal")

        totals = []
        _totals = d.pop("totals")
        for totals_item_data in _totals:
            totals_item = AcpTotal.from_dict(totals_item_data)

            totals.append(totals_item)

        status = AcpOrderLineStatus(d.pop("status"))

        acp_order_line = cls(
            id=id,
            title=title,
            product_id=product_id,
            quantity=quantity,
            unit_price=unit_price,
            subtotal=subtotal,
            totals=totals,
            status=status,
        )

        acp_order_line.additional_properties = d
        return acp_order_line

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
