from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.state_set_listed_checkout import StateSetListedCheckout


T = TypeVar("T", bound="StateSetPage")


@_attrs_define
class StateSetPage:
    """
    Attributes:
        data (list[StateSetListedCheckout]):
        has_more (bool):
        total_count (int):
    """

    data: list[StateSetListedCheckout]
    has_more: bool
    total_count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        data = []
        for data_item_data in self.data:
            data_item = data_item_data.to_dict()
            data.append(data_item)

        has_more = self.has_more

        total_count = self.total_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "data": data,
                "has_more": has_more,
                "total_count": total_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.state_set_listed_checkout import StateSetListedCheckout

        d = dict(src_dict)
        data = []
        _data = d.pop("data")
        for data_item_data in _data:
            data_item = StateSetListedCheckout.from_dict(data_item_data)

            data.append(data_item)

        has_more = d.pop("has_more")

        total_count = d.pop("total_count")

        state_set_page = cls(
            data=data,
            has_more=has_more,
            total_count=total_count,
        )

        state_set_page.additional_properties = d
        return state_set_page

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
