from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_order_type import AcpOrderType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_adjustment import AcpAdjustment
    from ..models.acp_fulfillment import AcpFulfillment
    from ..models.acp_order_line import AcpOrderLine
    from ..models.acp_order_total import AcpOrderTotal


T = TypeVar("T", bound="AcpOrder")


@_attrs_define
class AcpOrder:
    """2026-04-17 has the lines, the deliveries, the adjustments and the totals.

    Attributes:
        id (str):
        checkout_session_id (str):
        permalink_url (str):
        type_ (AcpOrderType | Unset):
        status (str | Unset):
        line_items (list[AcpOrderLine] | Unset):
        fulfillments (list[AcpFulfillment] | Unset):
        adjustments (list[AcpAdjustment] | Unset):
        totals (list[AcpOrderTotal] | Unset):
    """

    id: str
    checkout_session_id: str
    permalink_url: str
    type_: AcpOrderType | Unset = UNSET
    status: str | Unset = UNSET
    line_items: list[AcpOrderLine] | Unset = UNSET
    fulfillments: list[AcpFulfillment] | Unset = UNSET
    adjustments: list[AcpAdjustment] | Unset = UNSET
    totals: list[AcpOrderTotal] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        checkout_session_id = self.checkout_session_id

        permalink_url = self.permalink_url

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        status = self.status

        line_items: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.line_items, Unset):
            line_items = []
            for line_items_item_data in self.line_items:
                line_items_item = line_items_item_data.to_dict()
                line_items.append(line_items_item)

        fulfillments: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.fulfillments, Unset):
            fulfillments = []
            for fulfillments_item_data in self.fulfillments:
                fulfillments_item = fulfillments_item_data.to_dict()
                fulfillments.append(fulfillments_item)

        adjustments: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.adjustments, Unset):
            adjustments = []
            for adjustments_item_data in self.adjustments:
                adjustments_item = adjustments_item_data.to_dict()
                adjustments.append(adjustments_item)

        totals: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.totals, Unset):
            totals = []
            for totals_item_data in self.totals:
                totals_item = totals_item_data.to_dict()
                totals.append(totals_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "checkout_session_id": checkout_session_id,
                "permalink_url": permalink_url,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if status is not UNSET:
            field_dict["status"] = status
        if line_items is not UNSET:
            field_dict["line_items"] = line_items
        if fulfillments is not UNSET:
            field_dict["fulfillments"] = fulfillments
        if adjustments is not UNSET:
            field_dict["adjustments"] = adjustments
        if totals is not UNSET:
            field_dict["totals"] = totals

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_adjustment import AcpAdjustment
        from ..models.acp_fulfillment import AcpFulfillment
        from ..models.acp_order_line import AcpOrderLine
        from ..models.acp_order_total import AcpOrderTotal

        d = dict(src_dict)
        id = d.pop("id")

        checkout_session_id = d.pop("checkout_session_id")

        permalink_url = d.pop("permalink_url")

        _type_ = d.pop("type", UNSET)
        type_: AcpOrderType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = AcpOrderType(_type_)

        status = d.pop("status", UNSET)

        _line_items = d.pop("line_items", UNSET)
        line_items: list[AcpOrderLine] | Unset = UNSET
        if _line_items is not UNSET:
            line_items = []
            for line_items_item_data in _line_items:
                line_items_item = AcpOrderLine.from_dict(line_items_item_data)

                line_items.append(line_items_item)

        _fulfillments = d.pop("fulfillments", UNSET)
        fulfillments: list[AcpFulfillment] | Unset = UNSET
        if _fulfillments is not UNSET:
            fulfillments = []
            for fulfillments_item_data in _fulfillments:
                fulfillments_item = AcpFulfillment.from_dict(fulfillments_item_data)

                fulfillments.append(fulfillments_item)

        _adjustments = d.pop("adjustments", UNSET)
        adjustments: list[AcpAdjustment] | Unset = UNSET
        if _adjustments is not UNSET:
            adjustments = []
            for adjustments_item_data in _adjustments:
                adjustments_item = AcpAdjustment.from_dict(adjustments_item_data)

                adjustments.append(adjustments_item)

        _totals = d.pop("totals", UNSET)
        totals: list[AcpOrderTotal] | Unset = UNSET
        if _totals is not UNSET:
            totals = []
            for totals_item_data in _totals:
                totals_item = AcpOrderTotal.from_dict(totals_item_data)

                totals.append(totals_item)

        acp_order = cls(
            id=id,
            checkout_session_id=checkout_session_id,
            permalink_url=permalink_url,
            type_=type_,
            status=status,
            line_items=line_items,
            fulfillments=fulfillments,
            adjustments=adjustments,
            totals=totals,
        )

        acp_order.additional_properties = d
        return acp_order

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
