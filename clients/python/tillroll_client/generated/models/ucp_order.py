from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_adjustment import UcpAdjustment
    from ..models.ucp_meta import UcpMeta
    from ..models.ucp_order_fulfillment import UcpOrderFulfillment
    from ..models.ucp_order_line import UcpOrderLine
    from ..models.ucp_total import UcpTotal


T = TypeVar("T", bound="UcpOrder")


@_attrs_define
class UcpOrder:
    """
    Attributes:
        ucp (UcpMeta):
        id (str):
        checkout_id (str):
        permalink_url (str):
        line_items (list[UcpOrderLine]):
        fulfillment (UcpOrderFulfillment):
        totals (list[UcpTotal]):
        currency (str | Unset): ISO 4217. Example: usd.
        adjustments (list[UcpAdjustment] | Unset):
    """

    ucp: UcpMeta
    id: str
    checkout_id: str
    permalink_url: str
    line_items: list[UcpOrderLine]
    fulfillment: UcpOrderFulfillment
    totals: list[UcpTotal]
    currency: str | Unset = UNSET
    adjustments: list[UcpAdjustment] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ucp = self.ucp.to_dict()

        id = self.id

        checkout_id = self.checkout_id

        permalink_url = self.permalink_url

        line_items = []
        for line_items_item_data in self.line_items:
            line_items_item = line_items_item_data.to_dict()
            line_items.append(line_items_item)

        fulfillment = self.fulfillment.to_dict()

        totals = []
        for totals_item_data in self.totals:
            totals_item = totals_item_data.to_dict()
            totals.append(totals_item)

        currency = self.currency

        adjustments: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.adjustments, Unset):
            adjustments = []
            for adjustments_item_data in self.adjustments:
                adjustments_item = adjustments_item_data.to_dict()
                adjustments.append(adjustments_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ucp": ucp,
                "id": id,
                "checkout_id": checkout_id,
                "permalink_url": permalink_url,
                "line_items": line_items,
                "fulfillment": fulfillment,
                "totals": totals,
            }
        )
        if currency is not UNSET:
            field_dict["currency"] = currency
        if adjustments is not UNSET:
            field_dict["adjustments"] = adjustments

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_adjustment import UcpAdjustment
        from ..models.ucp_meta import UcpMeta
        from ..models.ucp_order_fulfillment import UcpOrderFulfillment
        from ..models.ucp_order_line import UcpOrderLine
        from ..models.ucp_total import UcpTotal

        d = dict(src_dict)
        ucp = UcpMeta.from_dict(d.pop("ucp"))

        id = d.pop("id")

        checkout_id = d.pop("checkout_id")

        permalink_url = d.pop("permalink_url")

        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = UcpOrderLine.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        fulfillment = UcpOrderFulfillment.from_dict(d.pop("fulfillment"))

        totals = []
        _totals = d.pop("totals")
        for totals_item_data in _totals:
            totals_item = UcpTotal.from_dict(totals_item_data)

            totals.append(totals_item)

        currency = d.pop("currency", UNSET)

        _adjustments = d.pop("adjustments", UNSET)
        adjustments: list[UcpAdjustment] | Unset = UNSET
        if _adjustments is not UNSET:
            adjustments = []
            for adjustments_item_data in _adjustments:
                adjustments_item = UcpAdjustment.from_dict(adjustments_item_data)

                adjustments.append(adjustments_item)

        ucp_order = cls(
            ucp=ucp,
            id=id,
            checkout_id=checkout_id,
            permalink_url=permalink_url,
            line_items=line_items,
            fulfillment=fulfillment,
            totals=totals,
            currency=currency,
            adjustments=adjustments,
        )

        ucp_order.additional_properties = d
        return ucp_order

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
