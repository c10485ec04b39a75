from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.state_set_error_body import StateSetErrorBody


T = TypeVar("T", bound="StateSetFailure")


@_attrs_define
class StateSetFailure:
    """The body of an error response.

    Attributes:
        error (StateSetErrorBody): The `error` of an error response.
    """

    error: StateSetErrorBody
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        error = self.error.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.state_set_error_body import StateSetErrorBody

        d = dict(src_dict)
        error = StateSetErrorBody.from_dict(d.pop("error"))

        state_set_failure = cls(
            error=error,
        )

        state_set_failure.additional_properties = d
        return state_set_failure

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
