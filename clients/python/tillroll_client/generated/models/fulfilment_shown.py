from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.order_part_shown import OrderPartShown


T = TypeVar("T", bound="FulfilmentShown")


@_attrs_define
class FulfilmentShown:
    """What was reported of pieces on their way.

    Attributes:
        id (str):
        type_ (str):
        occurred_at (datetime.datetime):
        lines (list[OrderPartShown]):
        shipment (None | str):
        carrier (None | str):
        tracking_number (None | str):
        tracking_url (None | str):
        description (None | str):
    """

    id: str
    type_: str
    occurred_at: datetime.datetime
    lines: list[OrderPartShown]
    shipment: None | str
    carrier: None | str
    tracking_number: None | str
    tracking_url: None | str
    description: None | str

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        type_ = self.type_

        occurred_at = self.occurred_at.isoformat()

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        shipment: None | str
        shipment = self.shipment

        carrier: None | str
        carrier = self.carrier

        tracking_number: None | str
        tracking_number = self.tracking_number

        tracking_url: None | str
        tracking_url = self.tracking_url

        description: None | str
        description = self.description

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "type": type_,
                "occurred_at": occurred_at,
                "lines": lines,
                "shipment": shipment,
                "carrier": carrier,
                "tracking_number": tracking_number,
                "tracking_url": tracking_url,
                "description": description,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.order_part_shown import OrderPartShown

        d = dict(src_dict)
        id = d.pop("id")

        type_ = d.pop("type")

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = OrderPartShown.from_dict(lines_item_data)

            lines.append(lines_item)

        def _parse_shipment(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        shipment = _parse_shipment(d.pop("shipment"))

        def _parse_carrier(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        carrier = _parse_carrier(d.pop("carrier"))

        def _parse_tracking_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tracking_number = _parse_tracking_number(d.pop("tracking_number"))

        def _parse_tracking_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tracking_url = _parse_tracking_url(d.pop("tracking_url"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        fulfilment_shown = cls(
            id=id,
            type_=type_,
            occurred_at=occurred_at,
            lines=lines,
            shipment=shipment,
            carrier=carrier,
            tracking_number=tracking_number,
            tracking_url=tracking_url,
            description=description,
        )

        return fulfilment_shown
