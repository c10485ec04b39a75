from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DueErasureShape")


@_attrs_define
class DueErasureShape:
    """Data of one class of a checkout. `erasure` is null where a retention ends, else the id of the request.

    Attributes:
        checkout (str):
        merchant (str):
        class_ (str):
        due (str):
        erasure (None | str):
    """

    checkout: str
    merchant: str
    class_: str
    due: str
    erasure: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        merchant = self.merchant

        class_ = self.class_

        due = self.due

        erasure: None | str
        erasure = self.erasure

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "merchant": merchant,
                "class": class_,
                "due": due,
                "erasure": erasure,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        checkout = d.pop("checkout")

        merchant = d.pop("merchant")

        class_ = d.pop("class")

        due = d.pop("due")

        def _parse_erasure(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        erasure = _parse_erasure(d.pop("erasure"))

        due_erasure_shape = cls(
            checkout=checkout,
            merchant=merchant,
            class_=class_,
            due=due,
            erasure=erasure,
        )

        due_erasure_shape.additional_properties = d
        return due_erasure_shape

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
