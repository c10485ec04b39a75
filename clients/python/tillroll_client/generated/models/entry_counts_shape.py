from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="EntryCountsShape")


@_attrs_define
class EntryCountsShape:
    """How many entries there are outside of a window, without any filter.

    Attributes:
        events (int):
        refusals (int):
        callbacks (int):
    """

    events: int
    refusals: int
    callbacks: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        events = self.events

        refusals = self.refusals

        callbacks = self.callbacks

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "events": events,
                "refusals": refusals,
                "callbacks": callbacks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        events = d.pop("events")

        refusals = d.pop("refusals")

        callbacks = d.pop("callbacks")

        entry_counts_shape = cls(
            events=events,
            refusals=refusals,
            callbacks=callbacks,
        )

        entry_counts_shape.additional_properties = d
        return entry_counts_shape

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
