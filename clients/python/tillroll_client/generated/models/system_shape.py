from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SystemShape")


@_attrs_define
class SystemShape:
    """What the installation runs on, and how far the audit log is behind the newest event.

    Attributes:
        tillroll (str):
        python (str):
        postgresql (str):
        schema (str):
        behind_events (int):
        behind_seconds (int): The age of the oldest event that the audit log lacks.
    """

    tillroll: str
    python: str
    postgresql: str
    schema: str
    behind_events: int
    behind_seconds: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tillroll = self.tillroll

        python = self.python

        postgresql = self.postgresql

        schema = self.schema

        behind_events = self.behind_events

        behind_seconds = self.behind_seconds

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tillroll": tillroll,
                "python": python,
                "postgresql": postgresql,
                "schema": schema,
                "behind_events": behind_events,
                "behind_seconds": behind_seconds,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tillroll = d.pop("tillroll")

        python = d.pop("python")

        postgresql = d.pop("postgresql")

        schema = d.pop("schema")

        behind_events = d.pop("behind_events")

        behind_seconds = d.pop("behind_seconds")

        system_shape = cls(
            tillroll=tillroll,
            python=python,
            postgresql=postgresql,
            schema=schema,
            behind_events=behind_events,
            behind_seconds=behind_seconds,
        )

        system_shape.additional_properties = d
        return system_shape

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
