from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ErasedKeyShape")


@_attrs_define
class ErasedKeyShape:
    """The data of one class of a checkout, and when it was erased; null if it is not yet. `key` is the key's mark.

    For the class `address-book`, `checkout` is the id of the address book.

    Attributes:
        checkout (str):
        merchant (str):
        class_ (str):
        key (str):
        destroyed (None | str):
    """

    checkout: str
    merchant: str
    class_: str
    key: str
    destroyed: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        merchant = self.merchant

        class_ = self.class_

        key = self.key

        destroyed: None | str
        destroyed = self.destroyed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "merchant": merchant,
                "class": class_,
                "key": key,
                "destroyed": destroyed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        checkout = d.pop("checkout")

        merchant = d.pop("merchant")

        class_ = d.pop("class")

        key = d.pop("key")

        def _parse_destroyed(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        destroyed = _parse_destroyed(d.pop("destroyed"))

        erased_key_shape = cls(
            checkout=checkout,
            merchant=merchant,
            class_=class_,
            key=key,
            destroyed=destroyed,
        )

        erased_key_shape.additional_properties = d
        return erased_key_shape

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
