from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.state_shape_state import StateShapeState


T = TypeVar("T", bound="StateShape")


@_attrs_define
class StateShape:
    """The whole state of a checkout at a version.

    Attributes:
        checkout (str):
        version (int):
        time (str):
        state (StateShapeState):
    """

    checkout: str
    version: int
    time: str
    state: StateShapeState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        time = self.time

        state = self.state.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "time": time,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.state_shape_state import StateShapeState

        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        time = d.pop("time")

        state = StateShapeState.from_dict(d.pop("state"))

        state_shape = cls(
            checkout=checkout,
            version=version,
            time=time,
            state=state,
        )

        state_shape.additional_properties = d
        return state_shape

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
