from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.due_erasures_shape import DueErasuresShape
    from ..models.requested_erasure_shape import RequestedErasureShape


T = TypeVar("T", bound="ErasuresShape")


@_attrs_define
class ErasuresShape:
    """Erasures: due within seven days, overdue by ten minutes or more, and requested, the newest first.

    Attributes:
        due (DueErasuresShape): The number, and the first ones by time.
        overdue (DueErasuresShape): The number, and the first ones by time.
        requested (list[RequestedErasureShape]):
    """

    due: DueErasuresShape
    overdue: DueErasuresShape
    requested: list[RequestedErasureShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        due = self.due.to_dict()

        overdue = self.overdue.to_dict()

        requested = []
        for requested_item_data in self.requested:
            requested_item = requested_item_data.to_dict()
            requested.append(requested_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "due": due,
                "overdue": overdue,
                "requested": requested,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.due_erasures_shape import DueErasuresShape
        from ..models.requested_erasure_shape import RequestedErasureShape

        d = dict(src_dict)
        due = DueErasuresShape.from_dict(d.pop("due"))

        overdue = DueErasuresShape.from_dict(d.pop("overdue"))

        requested = []
        _requested = d.pop("requested")
        for requested_item_data in _requested:
            requested_item = RequestedErasureShape.from_dict(requested_item_data)

            requested.append(requested_item)

        erasures_shape = cls(
            due=due,
            overdue=overdue,
            requested=requested,
        )

        erasures_shape.additional_properties = d
        return erasures_shape

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
