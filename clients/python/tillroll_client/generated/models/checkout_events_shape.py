from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.event_shape import EventShape
    from ..models.events_window_shape import EventsWindowShape


T = TypeVar("T", bound="CheckoutEventsShape")


@_attrs_define
class CheckoutEventsShape:
    """Events of one checkout, oldest first: all of them, or those of `window`.

    Attributes:
        events (list[EventShape]):
        window (EventsWindowShape | Unset): The versions of a window, both ends included; empty if `last` is before
            `first`.
    """

    events: list[EventShape]
    window: EventsWindowShape | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        events = []
        for events_item_data in self.events:
            events_item = events_item_data.to_dict()
            events.append(events_item)

        window: dict[str, Any] | Unset = UNSET
        if not isinstance(self.window, Unset):
            window = self.window.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "events": events,
            }
        )
        if window is not UNSET:
            field_dict["window"] = window

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.event_shape import EventShape
        from ..models.events_window_shape import EventsWindowShape

        d = dict(src_dict)
        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = EventShape.from_dict(events_item_data)

            events.append(events_item)

        _window = d.pop("window", UNSET)
        window: EventsWindowShape | Unset
        if isinstance(_window, Unset):
            window = UNSET
        else:
            window = EventsWindowShape.from_dict(_window)

        checkout_events_shape = cls(
            events=events,
            window=window,
        )

        checkout_events_shape.additional_properties = d
        return checkout_events_shape

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
