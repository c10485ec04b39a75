from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.erasable_book_shape import ErasableBookShape
    from ..models.erasable_checkout_shape import ErasableCheckoutShape


T = TypeVar("T", bound="ErasableCheckoutsShape")


@_attrs_define
class ErasableCheckoutsShape:
    """What an erasure would hit. `count` is the number of checkouts.

    Attributes:
        count (int):
        checkouts (list[ErasableCheckoutShape]):
        address_books (list[ErasableBookShape]):
    """

    count: int
    checkouts: list[ErasableCheckoutShape]
    address_books: list[ErasableBookShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        checkouts = []
        for checkouts_item_data in self.checkouts:
            checkouts_item = checkouts_item_data.to_dict()
            checkouts.append(checkouts_item)

        address_books = []
        for address_books_item_data in self.address_books:
            address_books_item = address_books_item_data.to_dict()
            address_books.append(address_books_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "count": count,
                "checkouts": checkouts,
                "address_books": address_books,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.erasable_book_shape import ErasableBookShape
        from ..models.erasable_checkout_shape import ErasableCheckoutShape

        d = dict(src_dict)
        count = d.pop("count")

        checkouts = []
        _checkouts = d.pop("checkouts")
        for checkouts_item_data in _checkouts:
            checkouts_item = ErasableCheckoutShape.from_dict(checkouts_item_data)

            checkouts.append(checkouts_item)

        address_books = []
        _address_books = d.pop("address_books")
        for address_books_item_data in _address_books:
            address_books_item = ErasableBookShape.from_dict(address_books_item_data)

            address_books.append(address_books_item)

        erasable_checkouts_shape = cls(
            count=count,
            checkouts=checkouts,
            address_books=address_books,
        )

        erasable_checkouts_shape.additional_properties = d
        return erasable_checkouts_shape

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
