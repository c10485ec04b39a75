from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RequestRefusalShape")


@_attrs_define
class RequestRefusalShape:
    """One refused command of a request.

    Attributes:
        version (int):
        command (str):
        asked (Any):
        reason (str):
        explanation (str):
        facts (Any):
    """

    version: int
    command: str
    asked: Any
    reason: str
    explanation: str
    facts: Any
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        command = self.command

        asked = self.asked

        reason = self.reason

        explanation = self.explanation

        facts = self.facts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "command": command,
                "asked": asked,
                "reason": reason,
                "explanation": explanation,
                "facts": facts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        command = d.pop("command")

        asked = d.pop("asked")

        reason = d.pop("reason")

        explanation = d.pop("explanation")

        facts = d.pop("facts")

        request_refusal_shape = cls(
            version=version,
            command=command,
            asked=asked,
            reason=reason,
            explanation=explanation,
            facts=facts,
        )

        request_refusal_shape.additional_properties = d
        return request_refusal_shape

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
