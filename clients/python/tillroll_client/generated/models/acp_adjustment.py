from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_adjustment_status import AcpAdjustmentStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_order_pieces import AcpOrderPieces


T = TypeVar("T", bound="AcpAdjustment")


@_attrs_define
class AcpAdjustment:
    """
    Attributes:
        id (str):
        type_ (str): As in shipped or refund.
        occurred_at (datetime.datetime):
        status (AcpAdjustmentStatus):
        line_items (list[AcpOrderPieces] | Unset):
        amount (int | Unset): Minor units.
        currency (str | Unset): ISO 4217. Example: usd.
        description (str | Unset):
        reason (str | Unset):
    """

    id: str
    type_: str
    occurred_at: datetime.datetime
    status: AcpAdjustmentStatus
    line_items: list[AcpOrderPieces] | Unset = UNSET
    amount: int | Unset = UNSET
    currency: str | Unset = UNSET
    description: str | Unset = UNSET
    reason: str | Unset = UNSET
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

        amount = self.amount

        currency = self.currency

        description = self.description

        reason = self.reason

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
        if amount is not UNSET:
            field_dict["amount"] = amount
        if currency is not UNSET:
            field_dict["currency"] = currency
        if description is not UNSET:
            field_dict["description"] = description
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_order_pieces import AcpOrderPieces

        d = dict(src_dict)
        id = d.pop("id")

        type_ = d.pop("type")

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        status = AcpAdjustmentStatus(d.pop("status"))

        _line_items = d.pop("line_items", UNSET)
        line_items: list[AcpOrderPieces] | Unset = UNSET
        if _line_items is not UNSET:
            line_items = []
            for line_items_item_data in _line_items:
                line_items_item = AcpOrderPieces.from_dict(line_items_item_data)

                line_items.append(line_items_item)

        amount = d.pop("amount", UNSET)

        currency = d.pop("currency", UNSET)

        description = d.pop("description", UNSET)

        reason = d.pop("reason", UNSET)

        acp_adjustment = cls(
            id=id,
            type_=type_,
            occurred_at=occurred_at,
            status=status,
            line_items=line_items,
            amount=amount,
            currency=currency,
            description=description,
            reason=reason,
        )

        acp_adjustment.additional_properties = d
        return acp_adjustment

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
