from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.provenance_shape import ProvenanceShape
    from ..models.request_call_shape import RequestCallShape
    from ..models.request_event_shape import RequestEventShape
    from ..models.request_refusal_shape import RequestRefusalShape


T = TypeVar("T", bound="RequestShape")


@_attrs_define
class RequestShape:
    """One request with its events and refusals. A call to the shop is an entry of its own.

    Attributes:
        time (str):
        provenance (ProvenanceShape): The actor, the dialect and the request of an event or a refusal.
        events (list[RequestEventShape]):
        refusals (list[RequestRefusalShape]):
        calls (list[RequestCallShape] | Unset):
    """

    time: str
    provenance: ProvenanceShape
    events: list[RequestEventShape]
    refusals: list[RequestRefusalShape]
    calls: list[RequestCallShape] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        time = self.time

        provenance = self.provenance.to_dict()

        events = []
        for events_item_data in self.events:
            events_item = events_item_data.to_dict()
            events.append(events_item)

        refusals = []
        for refusals_item_data in self.refusals:
            refusals_item = refusals_item_data.to_dict()
            refusals.append(refusals_item)

        calls: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.calls, Unset):
            calls = []
            for calls_item_data in self.calls:
                calls_item = calls_item_data.to_dict()
                calls.append(calls_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "time": time,
                "provenance": provenance,
                "events": events,
                "refusals": refusals,
            }
        )
        if calls is not UNSET:
            field_dict["calls"] = calls

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.provenance_shape import ProvenanceShape
        from ..models.request_call_shape import RequestCallShape
        from ..models.request_event_shape import RequestEventShape
        from ..models.request_refusal_shape import RequestRefusalShape

        d = dict(src_dict)
        time = d.pop("time")

        provenance = ProvenanceShape.from_dict(d.pop("provenance"))

        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = RequestEventShape.from_dict(events_item_data)

            events.append(events_item)

        refusals = []
        _refusals = d.pop("refusals")
        for refusals_item_data in _refusals:
            refusals_item = RequestRefusalShape.from_dict(refusals_item_data)

            refusals.append(refusals_item)

        _calls = d.pop("calls", UNSET)
        calls: list[RequestCallShape] | Unset = UNSET
        if _calls is not UNSET:
            calls = []
            for calls_item_data in _calls:
                calls_item = RequestCallShape.from_dict(calls_item_data)

                calls.append(calls_item)

        request_shape = cls(
            time=time,
            provenance=provenance,
            events=events,
            refusals=refusals,
            calls=calls,
        )

        request_shape.additional_properties = d
        return request_shape

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
