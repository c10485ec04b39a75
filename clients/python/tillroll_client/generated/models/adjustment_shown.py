from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.order_part_shown import OrderPartShown


T = TypeVar("T", bound="AdjustmentShown")


@_attrs_define
class AdjustmentShown:
    """An adjustment as it was reported last.

    Attributes:
        id (str):
        type_ (str):
        status (str):
        occurred_at (datetime.datetime):
        lines (list[OrderPartShown]):
        amount (int | None):
        description (None | str):
        reason (None | str):
    """

    id: str
    type_: str
    status: str
    occurred_at: datetime.datetime
    lines: list[OrderPartShown]
    amount: int | None
    description: None | str
    reason: None | str

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        type_ = self.type_

        status = self.status

        occurred_at = self.occurred_at.isoformat()

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        amount: int | None
        amount = self.amount

        description: None | str
        description = self.description

        reason: None | str
        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "type": type_,
                "status": status,
                "occurred_at": occurred_at,
                "lines": lines,
                "amount": amount,
                "description": description,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.order_part_shown import OrderPartShown

        d = dict(src_dict)
        id = d.pop("id")

        type_ = d.pop("type")

        status = d.pop("status")

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = OrderPartShown.from_dict(lines_item_data)

            lines.append(lines_item)

        def _parse_amount(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        amount = _parse_amount(d.pop("amount"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        adjustment_shown = cls(
            id=id,
            type_=type_,
            status=status,
            occurred_at=occurred_at,
            lines=lines,
            amount=amount,
            description=description,
            reason=reason,
        )

        return adjustment_shown
