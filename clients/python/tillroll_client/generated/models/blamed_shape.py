from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.provenance_shape import ProvenanceShape


T = TypeVar("T", bound="BlamedShape")


@_attrs_define
class BlamedShape:
    """One field, and the event that set its value.

    Attributes:
        field (str): A JSON pointer (RFC 6901) into the state.
        value (Any):
        before (Any): The previous value; null if there was none.
        version (int):
        type_ (str):
        time (str):
        provenance (ProvenanceShape): The actor, the dialect and the request of an event or a refusal.
    """

    field: str
    value: Any
    before: Any
    version: int
    type_: str
    time: str
    provenance: ProvenanceShape
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        value = self.value

        before = self.before

        version = self.version

        type_ = self.type_

        time = self.time

        provenance = self.provenance.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "field": field,
                "value": value,
                "before": before,
                "version": version,
                "type": type_,
                "time": time,
                "provenance": provenance,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.provenance_shape import ProvenanceShape

        d = dict(src_dict)
        field = d.pop("field")

        value = d.pop("value")

        before = d.pop("before")

        version = d.pop("version")

        type_ = d.pop("type")

        time = d.pop("time")

        provenance = ProvenanceShape.from_dict(d.pop("provenance"))

        blamed_shape = cls(
            field=field,
            value=value,
            before=before,
            version=version,
            type_=type_,
            time=time,
            provenance=provenance,
        )

        blamed_shape.additional_properties = d
        return blamed_shape

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
