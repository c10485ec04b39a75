from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.provenance_shape import ProvenanceShape


T = TypeVar("T", bound="RefusalShape")


@_attrs_define
class RefusalShape:
    """A command refused at `version`. `position` in the log is null if it is only counted; `explanation` is English.

    Attributes:
        checkout (str):
        version (int):
        position (int | None):
        time (str):
        command (str):
        asked (Any): The command with its parameters; for an invalid body, its size and SHA-256.
        reason (str):
        explanation (str):
        facts (Any): The values that the rule compared.
        provenance (ProvenanceShape): The actor, the dialect and the request of an event or a refusal.
    """

    checkout: str
    version: int
    position: int | None
    time: str
    command: str
    asked: Any
    reason: str
    explanation: str
    facts: Any
    provenance: ProvenanceShape
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        position: int | None
        position = self.position

        time = self.time

        command = self.command

        asked = self.asked

        reason = self.reason

        explanation = self.explanation

        facts = self.facts

        provenance = self.provenance.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "position": position,
                "time": time,
                "command": command,
                "asked": asked,
                "reason": reason,
                "explanation": explanation,
                "facts": facts,
                "provenance": provenance,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.provenance_shape import ProvenanceShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        def _parse_position(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        position = _parse_position(d.pop("position"))

        time = d.pop("time")

        command = d.pop("command")

        asked = d.pop("asked")

        reason = d.pop("reason")

        explanation = d.pop("explanation")

        facts = d.pop("facts")

        provenance = ProvenanceShape.from_dict(d.pop("provenance"))

        refusal_shape = cls(
            checkout=checkout,
            version=version,
            position=position,
            time=time,
            command=command,
            asked=asked,
            reason=reason,
            explanation=explanation,
            facts=facts,
            provenance=provenance,
        )

        refusal_shape.additional_properties = d
        return refusal_shape

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
