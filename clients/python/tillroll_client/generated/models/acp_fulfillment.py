from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_fulfillment_type import AcpFulfillmentType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_fulfillment_event import AcpFulfillmentEvent
    from ..models.acp_order_pieces import AcpOrderPieces
    from ..models.session_address import SessionAddress


T = TypeVar("T", bound="AcpFulfillment")


@_attrs_define
class AcpFulfillment:
    """
    Attributes:
        id (str):
        type_ (AcpFulfillmentType):
        status (str): pending until it has left, then as in shipped or delivered.
        line_items (list[AcpOrderPieces]):
        carrier (str | Unset):
        tracking_number (str | Unset):
        tracking_url (str | Unset):
        destination (SessionAddress | Unset):
        description (str | Unset):
        events (list[AcpFulfillmentEvent] | Unset):
    """

    id: str
    type_: AcpFulfillmentType
    status: str
    line_items: list[AcpOrderPieces]
    carrier: str | Unset = UNSET
    tracking_number: str | Unset = UNSET
    tracking_url: str | Unset = UNSET
    destination: SessionAddress | Unset = UNSET
    description: str | Unset = UNSET
    events: list[AcpFulfillmentEvent] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        type_ = self.type_.value

        status = self.status

        line_items = []
        for line_items_item_data in self.line_items:
            line_items_item = line_items_item_data.to_dict()
            line_items.append(line_items_item)

        carrier = self.carrier

        tracking_number = self.tracking_number

        tracking_url = self.tracking_url

        destination: dict[str, Any] | Unset = UNSET
        if not isinstance(self.destination, Unset):
            destination = self.destination.to_dict()

        description = self.description

        events: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.events, Unset):
            events = []
            for events_item_data in self.events:
                events_item = events_item_data.to_dict()
                events.append(events_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "status": status,
                "line_items": line_items,
            }
        )
        if carrier is not UNSET:
            field_dict["carrier"] = carrier
        if tracking_number is not UNSET:
            field_dict["tracking_number"] = tracking_number
        if tracking_url is not UNSET:
            field_dict["tracking_url"] = tracking_url
        if destination is not UNSET:
            field_dict["destination"] = destination
        if description is not UNSET:
            field_dict["description"] = description
        if events is not UNSET:
            field_dict["events"] = events

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_fulfillment_event import AcpFulfillmentEvent
        from ..models.acp_order_pieces import AcpOrderPieces
        from ..models.session_address import SessionAddress

        d = dict(src_dict)
        id = d.pop("id")

        type_ = AcpFulfillmentType(d.pop("type"))

        status = d.pop("status")

        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = AcpOrderPieces.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        carrier = d.pop("carrier", UNSET)

        tracking_number = d.pop("tracking_number", UNSET)

        tracking_url = d.pop("tracking_url", UNSET)

        _destination = d.pop("destination", UNSET)
        destination: SessionAddress | Unset
        if isinstance(_destination, Unset):
            destination = UNSET
        else:
            destination = SessionAddress.from_dict(_destination)

        description = d.pop("description", UNSET)

        _events = d.pop("events", UNSET)
        events: list[AcpFulfillmentEvent] | Unset = UNSET
        if _events is not UNSET:
            events = []
            for events_item_data in _events:
                events_item = AcpFulfillmentEvent.from_dict(events_item_data)

                events.append(events_item)

        acp_fulfillment = cls(
            id=id,
            type_=type_,
            status=status,
            line_items=line_items,
            carrier=carrier,
            tracking_number=tracking_number,
            tracking_url=tracking_url,
            destination=destination,
            description=description,
            events=events,
        )

        acp_fulfillment.additional_properties = d
        return acp_fulfillment

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
