from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_expectation import UcpExpectation
    from ..models.ucp_fulfillment_event import UcpFulfillmentEvent


T = TypeVar("T", bound="UcpOrderFulfillmentInput")


@_attrs_define
class UcpOrderFulfillmentInput:
    """
    Attributes:
        expectations (list[UcpExpectation] | None | Unset):
        events (list[UcpFulfillmentEvent] | Unset):
    """

    expectations: list[UcpExpectation] | None | Unset = UNSET
    events: list[UcpFulfillmentEvent] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        expectations: list[dict[str, Any]] | None | Unset
        if isinstance(self.expectations, Unset):
            expectations = UNSET
        elif isinstance(self.expectations, list):
            expectations = []
            for expectations_type_0_item_data in self.expectations:
                expectations_type_0_item = expectations_type_0_item_data.to_dict()
                expectations.append(expectations_type_0_item)

        else:
            expectations = self.expectations

        events: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.events, Unset):
            events = []
            for events_item_data in self.events:
                events_item = events_item_data.to_dict()
                events.append(events_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if expectations is not UNSET:
            field_dict["expectations"] = expectations
        if events is not UNSET:
            field_dict["events"] = events

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_expectation import UcpExpectation
        from ..models.ucp_fulfillment_event import UcpFulfillmentEvent

        d = dict(src_dict)

        def _parse_expectations(data: object) -> list[UcpExpectation] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                expectations_type_0 = []
                _expectations_type_0 = data
                for expectations_type_0_item_data in _expectations_type_0:
                    expectations_type_0_item = UcpExpectation.from_dict(
                        expectations_type_0_item_data
                    )

                    expectations_type_0.append(expectations_type_0_item)

                return expectations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UcpExpectation] | None | Unset, data)

        expectations = _parse_expectations(d.pop("expectations", UNSET))

        _events = d.pop("events", UNSET)
        events: list[UcpFulfillmentEvent] | Unset = UNSET
        if _events is not UNSET:
            events = []
            for events_item_data in _events:
                events_item = UcpFulfillmentEvent.from_dict(events_item_data)

                events.append(events_item)

        ucp_order_fulfillment_input = cls(
            expectations=expectations,
            events=events,
        )

        ucp_order_fulfillment_input.additional_properties = d
        return ucp_order_fulfillment_input

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
