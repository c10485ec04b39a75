from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_count_shape_state import DeliveryCountShapeState

T = TypeVar("T", bound="DeliveryCountShape")


@_attrs_define
class DeliveryCountShape:
    """The callbacks of one state to one receiver. `oldest_due` is null unless they wait.

    Attributes:
        state (DeliveryCountShapeState):
        receiver (str):
        count (int):
        oldest_made (str):
        oldest_due (None | str):
    """

    state: DeliveryCountShapeState
    receiver: str
    count: int
    oldest_made: str
    oldest_due: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        state = self.state.value

        receiver = self.receiver

        count = self.count

        oldest_made = self.oldest_made

        oldest_due: None | str
        oldest_due = self.oldest_due

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "state": state,
                "receiver": receiver,
                "count": count,
                "oldest_made": oldest_made,
                "oldest_due": oldest_due,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        state = DeliveryCountShapeState(d.pop("state"))

        receiver = d.pop("receiver")

        count = d.pop("count")

        oldest_made = d.pop("oldest_made")

        def _parse_oldest_due(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        oldest_due = _parse_oldest_due(d.pop("oldest_due"))

        delivery_count_shape = cls(
            state=state,
            receiver=receiver,
            count=count,
            oldest_made=oldest_made,
            oldest_due=oldest_due,
        )

        delivery_count_shape.additional_properties = d
        return delivery_count_shape

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
