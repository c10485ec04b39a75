from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.requested_erasure_shape_cause import RequestedErasureShapeCause

T = TypeVar("T", bound="RequestedErasureShape")


@_attrs_define
class RequestedErasureShape:
    """A requested erasure, whose certificate `/history/persons/erasures/{erasure}` answers to keys that erase.

    Attributes:
        erasure (str):
        cause (RequestedErasureShapeCause):
        requested (str):
        keys (int):
        left (int):
        completed (None | str):
    """

    erasure: str
    cause: RequestedErasureShapeCause
    requested: str
    keys: int
    left: int
    completed: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        erasure = self.erasure

        cause = self.cause.value

        requested = self.requested

        keys = self.keys

        left = self.left

        completed: None | str
        completed = self.completed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "erasure": erasure,
                "cause": cause,
                "requested": requested,
                "keys": keys,
                "left": left,
                "completed": completed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        erasure = d.pop("erasure")

        cause = RequestedErasureShapeCause(d.pop("cause"))

        requested = d.pop("requested")

        keys = d.pop("keys")

        left = d.pop("left")

        def _parse_completed(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        completed = _parse_completed(d.pop("completed"))

        requested_erasure_shape = cls(
            erasure=erasure,
            cause=cause,
            requested=requested,
            keys=keys,
            left=left,
            completed=completed,
        )

        requested_erasure_shape.additional_properties = d
        return requested_erasure_shape

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
