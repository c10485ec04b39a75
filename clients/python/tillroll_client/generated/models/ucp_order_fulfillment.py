from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.ucp_expectation import UcpExpectation
    from ..models.ucp_fulfillment_event import UcpFulfillmentEvent


T = TypeVar("T", bound="UcpOrderFulfillment")


@_attrs_define
class UcpOrderFulfillment:
    """
    Attributes:
        expectations (list[UcpExpectation]):
        events (list[UcpFulfillmentEvent]):
    """

    expectations: list[UcpExpectation]
    events: list[UcpFulfillmentEvent]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        expectations = []
        for expectations_item_data in self.expectations:
            expectations_item = expectations_item_data.to_dict()
            expectations.append(expectations_item)

        events = []
        for events_item_data in self.events:
            events_item = events_item_data.to_dict()
            events.append(events_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "expectations": expectations,
                "events": events,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_expectation import UcpExpectation
        from ..models.ucp_fulfillment_event import UcpFulfillmentEvent

        d = dict(src_dict)
        expectations = []
        _expectations = d.pop("expectations")
        for expectations_item_data in _expectations:
            expectations_item = UcpExpectation.from_dict(expectations_item_data)

            expectations.append(expectations_item)

        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = UcpFulfillmentEvent.from_dict(events_item_data)

            events.append(events_item)

        ucp_order_fulfillment = cls(
            expectations=expectations,
            events=events,
        )

        ucp_order_fulfillment.additional_properties = d
        return ucp_order_fulfillment

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
