from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.period_shape import PeriodShape


T = TypeVar("T", bound="FiguresShape")


@_attrs_define
class FiguresShape:
    """All periods, oldest first, also those in which nothing happened.

    Attributes:
        periods (list[PeriodShape]):
        is_complete (bool): False if events that an earlier version of tillroll indexed are not counted. `tillroll
            projection rebuild` counts them.
    """

    periods: list[PeriodShape]
    is_complete: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        periods = []
        for periods_item_data in self.periods:
            periods_item = periods_item_data.to_dict()
            periods.append(periods_item)

        is_complete = self.is_complete

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "periods": periods,
                "is_complete": is_complete,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.period_shape import PeriodShape

        d = dict(src_dict)
        periods = []
        _periods = d.pop("periods")
        for periods_item_data in _periods:
            periods_item = PeriodShape.from_dict(periods_item_data)

            periods.append(periods_item)

        is_complete = d.pop("is_complete")

        figures_shape = cls(
            periods=periods,
            is_complete=is_complete,
        )

        figures_shape.additional_properties = d
        return figures_shape

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
