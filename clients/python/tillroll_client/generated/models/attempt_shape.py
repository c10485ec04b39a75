from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.attempt_shape_outcome import AttemptShapeOutcome

T = TypeVar("T", bound="AttemptShape")


@_attrs_define
class AttemptShape:
    """One attempt at a delivery. `problem` is a description in English.

    Attributes:
        number (int):
        time (str):
        outcome (AttemptShapeOutcome): An attempt that stays under way belongs to a process that was killed; its outcome
            is unknown.
        status (int | None): The HTTP status of the response; null without a response.
        milliseconds (int | None):
        problem (None | str):
    """

    number: int
    time: str
    outcome: AttemptShapeOutcome
    status: int | None
    milliseconds: int | None
    problem: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        time = self.time

        outcome = self.outcome.value

        status: int | None
        status = self.status

        milliseconds: int | None
        milliseconds = self.milliseconds

        problem: None | str
        problem = self.problem

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "time": time,
                "outcome": outcome,
                "status": status,
                "milliseconds": milliseconds,
                "problem": problem,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        number = d.pop("number")

        time = d.pop("time")

        outcome = AttemptShapeOutcome(d.pop("outcome"))

        def _parse_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        status = _parse_status(d.pop("status"))

        def _parse_milliseconds(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        milliseconds = _parse_milliseconds(d.pop("milliseconds"))

        def _parse_problem(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        problem = _parse_problem(d.pop("problem"))

        attempt_shape = cls(
            number=number,
            time=time,
            outcome=outcome,
            status=status,
            milliseconds=milliseconds,
            problem=problem,
        )

        attempt_shape.additional_properties = d
        return attempt_shape

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
