from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.request_shape import RequestShape
    from ..models.timeline_window_shape import TimelineWindowShape


T = TypeVar("T", bound="TimelineShape")


@_attrs_define
class TimelineShape:
    """The requests of a checkout, oldest first: all of them, or those of `window`.

    Attributes:
        checkout (str):
        requests (list[RequestShape]):
        window (TimelineWindowShape | Unset): The versions of a window, both ends included, and the numbers of entries
            before and after it.
    """

    checkout: str
    requests: list[RequestShape]
    window: TimelineWindowShape | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        requests = []
        for requests_item_data in self.requests:
            requests_item = requests_item_data.to_dict()
            requests.append(requests_item)

        window: dict[str, Any] | Unset = UNSET
        if not isinstance(self.window, Unset):
            window = self.window.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "requests": requests,
            }
        )
        if window is not UNSET:
            field_dict["window"] = window

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.request_shape import RequestShape
        from ..models.timeline_window_shape import TimelineWindowShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        requests = []
        _requests = d.pop("requests")
        for requests_item_data in _requests:
            requests_item = RequestShape.from_dict(requests_item_data)

            requests.append(requests_item)

        _window = d.pop("window", UNSET)
        window: TimelineWindowShape | Unset
        if isinstance(_window, Unset):
            window = UNSET
        else:
            window = TimelineWindowShape.from_dict(_window)

        timeline_shape = cls(
            checkout=checkout,
            requests=requests,
            window=window,
        )

        timeline_shape.additional_properties = d
        return timeline_shape

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
