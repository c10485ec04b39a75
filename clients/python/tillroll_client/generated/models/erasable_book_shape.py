from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ErasableBookShape")


@_attrs_define
class ErasableBookShape:
    """A merchant's address book for the person. `noted` is the last purchase or import of one of its addresses.

    Attributes:
        address_book (str):
        merchant (str):
        addresses (int):
        noted (str):
    """

    address_book: str
    merchant: str
    addresses: int
    noted: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address_book = self.address_book

        merchant = self.merchant

        addresses = self.addresses

        noted = self.noted

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address_book": address_book,
                "merchant": merchant,
                "addresses": addresses,
                "noted": noted,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        address_book = d.pop("address_book")

        merchant = d.pop("merchant")

        addresses = d.pop("addresses")

        noted = d.pop("noted")

        erasable_book_shape = cls(
            address_book=address_book,
            merchant=merchant,
            addresses=addresses,
            noted=noted,
        )

        erasable_book_shape.additional_properties = d
        return erasable_book_shape

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
