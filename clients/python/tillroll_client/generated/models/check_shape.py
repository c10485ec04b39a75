from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CheckShape")


@_attrs_define
class CheckShape:
    """The outcome of one `tillroll check`: what it replayed and compared, and how many differences it found.

    Attributes:
        time (str):
        milliseconds (int):
        tillroll (str):
        checkouts (int):
        events (int):
        snapshots (int):
        trail_rows (int):
        clear_events (int): Events with personal data in the clear.
        differences (int):
    """

    time: str
    milliseconds: int
    tillroll: str
    checkouts: int
    events: int
    snapshots: int
    trail_rows: int
    clear_events: int
    differences: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        time = self.time

        milliseconds = self.milliseconds

        tillroll = self.tillroll

        checkouts = self.checkouts

        events = self.events

        snapshots = self.snapshots

        trail_rows = self.trail_rows

        clear_events = self.clear_events

        differences = self.differences

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "time": time,
                "milliseconds": milliseconds,
                "tillroll": tillroll,
                "checkouts": checkouts,
                "events": events,
                "snapshots": snapshots,
                "trail_rows": trail_rows,
                "clear_events": clear_events,
                "differences": differences,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        time = d.pop("time")

        milliseconds = d.pop("milliseconds")

        tillroll = d.pop("tillroll")

        checkouts = d.pop("checkouts")

        events = d.pop("events")

        snapshots = d.pop("snapshots")

        trail_rows = d.pop("trail_rows")

        clear_events = d.pop("clear_events")

        differences = d.pop("differences")

        check_shape = cls(
            time=time,
            milliseconds=milliseconds,
            tillroll=tillroll,
            checkouts=checkouts,
            events=events,
            snapshots=snapshots,
            trail_rows=trail_rows,
            clear_events=clear_events,
            differences=differences,
        )

        check_shape.additional_properties = d
        return check_shape

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
