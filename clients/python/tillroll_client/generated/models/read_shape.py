from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.read_shape_outcome_type_0 import ReadShapeOutcomeType0

if TYPE_CHECKING:
    from ..models.provenance_shape import ProvenanceShape


T = TypeVar("T", bound="ReadShape")


@_attrs_define
class ReadShape:
    """One entry of the access log; `checkout` is null for a read across checkouts.

    `outcome` is null in entries of earlier versions.

    Attributes:
        time (str):
        reader (str):
        checkout (None | str):
        asked (str):
        outcome (None | ReadShapeOutcomeType0):
        provenance (ProvenanceShape): The actor, the dialect and the request of an event or a refusal.
    """

    time: str
    reader: str
    checkout: None | str
    asked: str
    outcome: None | ReadShapeOutcomeType0
    provenance: ProvenanceShape
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        time = self.time

        reader = self.reader

        checkout: None | str
        checkout = self.checkout

        asked = self.asked

        outcome: None | str
        if isinstance(self.outcome, ReadShapeOutcomeType0):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        provenance = self.provenance.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "time": time,
                "reader": reader,
                "checkout": checkout,
                "asked": asked,
                "outcome": outcome,
                "provenance": provenance,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.provenance_shape import ProvenanceShape

        d = dict(src_dict)
        time = d.pop("time")

        reader = d.pop("reader")

        def _parse_checkout(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        checkout = _parse_checkout(d.pop("checkout"))

        asked = d.pop("asked")

        def _parse_outcome(data: object) -> None | ReadShapeOutcomeType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = ReadShapeOutcomeType0(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReadShapeOutcomeType0, data)

        outcome = _parse_outcome(d.pop("outcome"))

        provenance = ProvenanceShape.from_dict(d.pop("provenance"))

        read_shape = cls(
            time=time,
            reader=reader,
            checkout=checkout,
            asked=asked,
            outcome=outcome,
            provenance=provenance,
        )

        read_shape.additional_properties = d
        return read_shape

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
