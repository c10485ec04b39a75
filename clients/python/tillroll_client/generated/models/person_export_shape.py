from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.address_book_shape import AddressBookShape
    from ..models.checkout_record_shape import CheckoutRecordShape
    from ..models.query_shape import QueryShape


T = TypeVar("T", bound="PersonExportShape")


@_attrs_define
class PersonExportShape:
    """Everything about one person. The checkouts are in the order of their opening.

    Attributes:
        query (QueryShape): The values that the person was looked for by.
        time (str):
        address_books (list[AddressBookShape]):
        checkouts (list[CheckoutRecordShape]):
    """

    query: QueryShape
    time: str
    address_books: list[AddressBookShape]
    checkouts: list[CheckoutRecordShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        query = self.query.to_dict()

        time = self.time

        address_books = []
        for address_books_item_data in self.address_books:
            address_books_item = address_books_item_data.to_dict()
            address_books.append(address_books_item)

        checkouts = []
        for checkouts_item_data in self.checkouts:
            checkouts_item = checkouts_item_data.to_dict()
            checkouts.append(checkouts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "query": query,
                "time": time,
                "address_books": address_books,
                "checkouts": checkouts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address_book_shape import AddressBookShape
        from ..models.checkout_record_shape import CheckoutRecordShape
        from ..models.query_shape import QueryShape

        d = dict(src_dict)
        query = QueryShape.from_dict(d.pop("query"))

        time = d.pop("time")

        address_books = []
        _address_books = d.pop("address_books")
        for address_books_item_data in _address_books:
            address_books_item = AddressBookShape.from_dict(address_books_item_data)

            address_books.append(address_books_item)

        checkouts = []
        _checkouts = d.pop("checkouts")
        for checkouts_item_data in _checkouts:
            checkouts_item = CheckoutRecordShape.from_dict(checkouts_item_data)

            checkouts.append(checkouts_item)

        person_export_shape = cls(
            query=query,
            time=time,
            address_books=address_books,
            checkouts=checkouts,
        )

        person_export_shape.additional_properties = d
        return person_export_shape

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
