from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OtherRequestShape")


@_attrs_define
class OtherRequestShape:
    """The event that stood in the way, and the request that caused it.

    Attributes:
        version (int):
        type_ (str):
        time (str):
        actor (str):
        dialect (str):
        operation (str):
        request_id (str):
    """

    version: int
    type_: str
    time: str
    actor: str
    dialect: str
    operation: str
    request_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        type_ = self.type_

        time = self.time

        actor = self.actor

        dialect = self.dialect

        operation = self.operation

        request_id = self.request_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "type": type_,
                "time": time,
                "actor": actor,
                "dialect": dialect,
                "operation": operation,
                "request_id": request_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        type_ = d.pop("type")

        time = d.pop("time")

        actor = d.pop("actor")

        dialect = d.pop("dialect")

        operation = d.pop("operation")

        request_id = d.pop("request_id")

        other_request_shape = cls(
            version=version,
            type_=type_,
            time=time,
            actor=actor,
            dialect=dialect,
            operation=operation,
            request_id=request_id,
        )

        other_request_shape.additional_properties = d
        return other_request_shape

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
