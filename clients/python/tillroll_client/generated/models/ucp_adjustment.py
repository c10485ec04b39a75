from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ucp_adjustment_status import UcpAdjustmentStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_order_pieces import UcpOrderPieces
    from ..models.ucp_total import UcpTotal


T = TypeVar("T", bound="UcpAdjustment")


@_attrs_define
class UcpAdjustment:
    """A refund, a return or another change. What the customer gets back is negative in later versions.

    Attributes:
        id (str):
        type_ (str): As in shipped or refund.
        occurred_at (datetime.datetime):
        status (UcpAdjustmentStatus):
        line_items (list[UcpOrderPieces] | Unset):
        totals (list[UcpTotal] | Unset):
        amount (int | None | Unset): Minor units.
        description (None | str | Unset):
    """

    id: str
    type_: str
    occurred_at: datetime.datetime
    status: UcpAdjustmentStatus
    line_items: list[UcpOrderPieces] | Unset = UNSET
    totals: list[UcpTotal] | Unset = UNSET
    amount: int | None | Unset = UNSET
    description: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        type_ = self.type_

        occurred_at = self.occurred_at.isoformat()

        status = self.status.value

        line_items: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.line_items, Unset):
            line_items = []
            for line_items_item_data in self.line_items:
                line_items_item = line_items_item_data.to_dict()
                line_items.append(line_items_item)

        totals: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.totals, Unset):
            totals = []
            for totals_item_data in self.totals:
                totals_item = totals_item_data.to_dict()
                totals.append(totals_item)

        amount: int | None | Unset
        if isinstance(self.amount, Unset):
            amount = UNSET
        else:
            amount = self.amount

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "occurred_at": occurred_at,
                "status": status,
            }
        )
        if line_items is not UNSET:
            field_dict["line_items"] = line_items
        if totals is not UNSET:
            field_dict["totals"] = totals
        if amount is not UNSET:
            field_dict["amount"] = amount
        if description is not UNSET:
            field_dict["description"] = description

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_order_pieces import UcpOrderPieces
        from ..models.ucp_total import UcpTotal

        d = dict(src_dict)
        id = d.pop("id")

        type_ = d.pop("type")

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        status = UcpAdjustmentStatus(d.pop("status"))

        _line_items = d.pop("line_items", UNSET)
        line_items: list[UcpOrderPieces] | Unset = UNSET
        if _line_items is not UNSET:
            line_items = []
            for line_items_item_data in _line_items:
                line_items_item = UcpOrderPieces.from_dict(line_items_item_data)

                line_items.append(line_items_item)

        _totals = d.pop("totals", UNSET)
        totals: list[UcpTotal] | Unset = UNSET
        if _totals is not UNSET:
            totals = []
            for totals_item_data in _totals:
                totals_item = UcpTotal.from_dict(totals_item_data)

                totals.append(totals_item)

        def _parse_amount(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        amount = _parse_amount(d.pop("amount", UNSET))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        ucp_adjustment = cls(
            id=id,
            type_=type_,
            occurred_at=occurred_at,
            status=status,
            line_items=line_items,
            totals=totals,
            amount=amount,
            description=description,
        )

        ucp_adjustment.additional_properties = d
        return ucp_adjustment

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
