from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.entry_counts_shape import EntryCountsShape


T = TypeVar("T", bound="TimelineWindowShape")


@_attrs_define
class TimelineWindowShape:
    """The versions of a window, both ends included, and the numbers of entries before and after it.

    Attributes:
        first (int):
        last (int):
        newest (int):
        before (EntryCountsShape): How many entries there are outside of a window, without any filter.
        after (EntryCountsShape): How many entries there are outside of a window, without any filter.
        refusals_left_out (int): Refused commands in the window that are older than its newest 200.
    """

    first: int
    last: int
    newest: int
    before: EntryCountsShape
    after: EntryCountsShape
    refusals_left_out: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        first = self.first

        last = self.last

        newest = self.newest

        before = self.before.to_dict()

        after = self.after.to_dict()

        refusals_left_out = self.refusals_left_out

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "first": first,
                "last": last,
                "newest": newest,
                "before": before,
                "after": after,
                "refusals_left_out": refusals_left_out,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.entry_counts_shape import EntryCountsShape

        d = dict(src_dict)
        first = d.pop("first")

        last = d.pop("last")

        newest = d.pop("newest")

        before = EntryCountsShape.from_dict(d.pop("before"))

        after = EntryCountsShape.from_dict(d.pop("after"))

        refusals_left_out = d.pop("refusals_left_out")

        timeline_window_shape = cls(
            first=first,
            last=last,
            newest=newest,
            before=before,
            after=after,
            refusals_left_out=refusals_left_out,
        )

        timeline_window_shape.additional_properties = d
        return timeline_window_shape

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
