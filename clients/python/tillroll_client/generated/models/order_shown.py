from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.adjustment_shown import AdjustmentShown
    from ..models.expectation_shown import ExpectationShown
    from ..models.fulfilment_shown import FulfilmentShown
    from ..models.order_line_shown import OrderLineShown


T = TypeVar("T", bound="OrderShown")


@_attrs_define
class OrderShown:
    """An order with everything that was reported of it. `refunded` is what was paid back or may be.

    Attributes:
        checkout (str):
        version (int):
        order_id (str):
        currency (str):
        completed_at (datetime.datetime):
        paid (int):
        refunded (int):
        lines (list[OrderLineShown]):
        expectations (list[ExpectationShown]):
        fulfilments (list[FulfilmentShown]):
        adjustments (list[AdjustmentShown]):
    """

    checkout: str
    version: int
    order_id: str
    currency: str
    completed_at: datetime.datetime
    paid: int
    refunded: int
    lines: list[OrderLineShown]
    expectations: list[ExpectationShown]
    fulfilments: list[FulfilmentShown]
    adjustments: list[AdjustmentShown]

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        order_id = self.order_id

        currency = self.currency

        completed_at = self.completed_at.isoformat()

        paid = self.paid

        refunded = self.refunded

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        expectations = []
        for expectations_item_data in self.expectations:
            expectations_item = expectations_item_data.to_dict()
            expectations.append(expectations_item)

        fulfilments = []
        for fulfilments_item_data in self.fulfilments:
            fulfilments_item = fulfilments_item_data.to_dict()
            fulfilments.append(fulfilments_item)

        adjustments = []
        for adjustments_item_data in self.adjustments:
            adjustments_item = adjustments_item_data.to_dict()
            adjustments.append(adjustments_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "order_id": order_id,
                "currency": currency,
                "completed_at": completed_at,
                "paid": paid,
                "refunded": refunded,
                "lines": lines,
                "expectations": expectations,
                "fulfilments": fulfilments,
                "adjustments": adjustments,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.adjustment_shown import AdjustmentShown
        from ..models.expectation_shown import ExpectationShown
        from ..models.fulfilment_shown import FulfilmentShown
        from ..models.order_line_shown import OrderLineShown

        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        order_id = d.pop("order_id")

        currency = d.pop("currency")

        completed_at = datetime.datetime.fromisoformat(d.pop("completed_at"))

        paid = d.pop("paid")

        refunded = d.pop("refunded")

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = OrderLineShown.from_dict(lines_item_data)

            lines.append(lines_item)

        expectations = []
        _expectations = d.pop("expectations")
        for expectations_item_data in _expectations:
            expectations_item = ExpectationShown.from_dict(expectations_item_data)

            expectations.append(expectations_item)

        fulfilments = []
        _fulfilments = d.pop("fulfilments")
        for fulfilments_item_data in _fulfilments:
            fulfilments_item = FulfilmentShown.from_dict(fulfilments_item_data)

            fulfilments.append(fulfilments_item)

        adjustments = []
        _adjustments = d.pop("adjustments")
        for adjustments_item_data in _adjustments:
            adjustments_item = AdjustmentShown.from_dict(adjustments_item_data)

            adjustments.append(adjustments_item)

        order_shown = cls(
            checkout=checkout,
            version=version,
            order_id=order_id,
            currency=currency,
            completed_at=completed_at,
            paid=paid,
            refunded=refunded,
            lines=lines,
            expectations=expectations,
            fulfilments=fulfilments,
            adjustments=adjustments,
        )

        return order_shown
