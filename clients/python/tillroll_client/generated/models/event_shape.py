from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.provenance_shape import ProvenanceShape


T = TypeVar("T", bound="EventShape")


@_attrs_define
class EventShape:
    """One event of a checkout.

    Attributes:
        checkout (str):
        version (int):
        type_ (str):
        time (str):
        provenance (ProvenanceShape): The actor, the dialect and the request of an event or a refusal.
        changes (Any): A JSON patch (RFC 6902) from the previous version, or from `{}` for the first.
    """

    checkout: str
    version: int
    type_: str
    time: str
    provenance: ProvenanceShape
    changes: Any
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        type_ = self.type_

        time = self.time

        provenance = self.provenance.to_dict()

        changes = self.changes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "type": type_,
                "time": time,
                "provenance": provenance,
                "changes": changes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.provenance_shape import ProvenanceShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        type_ = d.pop("type")

        time = d.pop("time")

        provenance = ProvenanceShape.from_dict(d.pop("provenance"))

        changes = d.pop("changes")

        event_shape = cls(
            checkout=checkout,
            version=version,
            type_=type_,
            time=time,
            provenance=provenance,
            changes=changes,
        )

        event_shape.additional_properties = d
        return event_shape

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
