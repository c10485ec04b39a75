from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.known_address_shape import KnownAddressShape
    from ..models.lifetime_shape import LifetimeShape


T = TypeVar("T", bound="AddressBookShape")


@_attrs_define
class AddressBookShape:
    """A merchant's address book for the person.

    Attributes:
        address_book (str):
        merchant (str):
        kept (list[LifetimeShape]):
        addresses (list[KnownAddressShape]):
    """

    address_book: str
    merchant: str
    kept: list[LifetimeShape]
    addresses: list[KnownAddressShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address_book = self.address_book

        merchant = self.merchant

        kept = []
        for kept_item_data in self.kept:
            kept_item = kept_item_data.to_dict()
            kept.append(kept_item)

        addresses = []
        for addresses_item_data in self.addresses:
            addresses_item = addresses_item_data.to_dict()
            addresses.append(addresses_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address_book": address_book,
                "merchant": merchant,
                "kept": kept,
                "addresses": addresses,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.known_address_shape import KnownAddressShape
        from ..models.lifetime_shape import LifetimeShape

        d = dict(src_dict)
        address_book = d.pop("address_book")

        merchant = d.pop("merchant")

        kept = []
        _kept = d.pop("kept")
        for kept_item_data in _kept:
            kept_item = LifetimeShape.from_dict(kept_item_data)

            kept.append(kept_item)

        addresses = []
        _addresses = d.pop("addresses")
        for addresses_item_data in _addresses:
            addresses_item = KnownAddressShape.from_dict(addresses_item_data)

            addresses.append(addresses_item)

        address_book_shape = cls(
            address_book=address_book,
            merchant=merchant,
            kept=kept,
            addresses=addresses,
        )

        address_book_shape.additional_properties = d
        return address_book_shape

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
