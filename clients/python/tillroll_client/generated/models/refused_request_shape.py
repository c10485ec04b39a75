from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RefusedRequestShape")


@_attrs_define
class RefusedRequestShape:
    """A refused command; `refusal` is its path.

    Attributes:
        checkout (str):
        version (int):
        time (str):
        command (str):
        reason (str):
        refusal (str):
    """

    checkout: str
    version: int
    time: str
    command: str
    reason: str
    refusal: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        time = self.time

        command = self.command

        reason = self.reason

        refusal = self.refusal

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "time": time,
                "command": command,
                "reason": reason,
                "refusal": refusal,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        time = d.pop("time")

        command = d.pop("command")

        reason = d.pop("reason")

        refusal = d.pop("refusal")

        refused_request_shape = cls(
            checkout=checkout,
            version=version,
            time=time,
            command=command,
            reason=reason,
            refusal=refusal,
        )

        refused_request_shape.additional_properties = d
        return refused_request_shape

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
