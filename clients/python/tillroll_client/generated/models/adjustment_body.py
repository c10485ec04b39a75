from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.adjustment_body_status import AdjustmentBodyStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.line_part import LinePart


T = TypeVar("T", bound="AdjustmentBody")


@_attrs_define
class AdjustmentBody:
    """A refund, a return or another change of the order.

    Attributes:
        type_ (str): `refund`, `return`, `cancellation`, `exchange`, `credit`, `price_adjustment`, `dispute`, or a word
            of the shop's own. Returns and cancellations take their pieces off the order.
        id (None | str | Unset): The shop's own id, unique in its order: a report with it can be repeated. Default: a
            new one.
        status (AdjustmentBodyStatus | Unset):  Default: AdjustmentBodyStatus.COMPLETED.
        amount (int | None | Unset): What the customer gets back, taxes included.
        lines (list[LinePart] | Unset):
        occurred_at (datetime.datetime | None | Unset): When it happened. Default: now.
        description (None | str | Unset):
        reason (None | str | Unset):
    """

    type_: str
    id: None | str | Unset = UNSET
    status: AdjustmentBodyStatus | Unset = AdjustmentBodyStatus.COMPLETED
    amount: int | None | Unset = UNSET
    lines: list[LinePart] | Unset = UNSET
    occurred_at: datetime.datetime | None | Unset = UNSET
    description: None | str | Unset = UNSET
    reason: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        id: None | str | Unset
        if isinstance(self.id, Unset):
            id = UNSET
        else:
            id = self.id

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status.value

        amount: int | None | Unset
        if isinstance(self.amount, Unset):
            amount = UNSET
        else:
            amount = self.amount

        lines: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.lines, Unset):
            lines = []
            for lines_item_data in self.lines:
                lines_item = lines_item_data.to_dict()
                lines.append(lines_item)

        occurred_at: None | str | Unset
        if isinstance(self.occurred_at, Unset):
            occurred_at = UNSET
        elif isinstance(self.occurred_at, datetime.datetime):
            occurred_at = self.occurred_at.isoformat()
        else:
            occurred_at = self.occurred_at

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
            }
        )
        if id is not UNSET:
            field_dict["id"] = id
        if status is not UNSET:
            field_dict["status"] = status
        if amount is not UNSET:
            field_dict["amount"] = amount
        if lines is not UNSET:
            field_dict["lines"] = lines
        if occurred_at is not UNSET:
            field_dict["occurred_at"] = occurred_at
        if description is not UNSET:
            field_dict["description"] = description
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.line_part import LinePart

        d = dict(src_dict)
        type_ = d.pop("type")

        def _parse_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        id = _parse_id(d.pop("id", UNSET))

        _status = d.pop("status", UNSET)
        status: AdjustmentBodyStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = AdjustmentBodyStatus(_status)

        def _parse_amount(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        amount = _parse_amount(d.pop("amount", UNSET))

        _lines = d.pop("lines", UNSET)
        lines: list[LinePart] | Unset = UNSET
        if _lines is not UNSET:
            lines = []
            for lines_item_data in _lines:
                lines_item = LinePart.from_dict(lines_item_data)

                lines.append(lines_item)

        def _parse_occurred_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                occurred_at_type_0 = datetime.datetime.fromisoformat(data)

                return occurred_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        occurred_at = _parse_occurred_at(d.pop("occurred_at", UNSET))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        adjustment_body = cls(
            type_=type_,
            id=id,
            status=status,
            amount=amount,
            lines=lines,
            occurred_at=occurred_at,
            description=description,
            reason=reason,
        )

        return adjustment_body
