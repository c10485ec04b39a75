from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SveaShownOrderRow")


@_attrs_define
class SveaShownOrderRow:
    """A row of a cart. `temporary_reference` is returned to its sender and never stored.

    Attributes:
        article_number (None | str):
        name (None | str):
        quantity (int):
        unit_price (int):
        discount_percent (int):
        discount_amount (int):
        vat_percent (int):
        unit (None | str):
        temporary_reference (None | str):
        row_number (int | None):
        row_type (str):
        merchant_data (None | str):
    """

    article_number: None | str
    name: None | str
    quantity: int
    unit_price: int
    discount_percent: int
    discount_amount: int
    vat_percent: int
    unit: None | str
    temporary_reference: None | str
    row_number: int | None
    row_type: str
    merchant_data: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        article_number: None | str
        article_number = self.article_number

        name: None | str
        name = self.name

        quantity = self.quantity

        unit_price = self.unit_price

        discount_percent = self.discount_percent

        discount_amount = self.discount_amount

        vat_percent = self.vat_percent

        unit: None | str
        unit = self.unit

        temporary_reference: None | str
        temporary_reference = self.temporary_reference

        row_number: int | None
        row_number = self.row_number

        row_type = self.row_type

        merchant_data: None | str
        merchant_data = self.merchant_data

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ArticleNumber": article_number,
                "Name": name,
                "Quantity": quantity,
                "UnitPrice": unit_price,
                "DiscountPercent": discount_percent,
                "DiscountAmount": discount_amount,
                "VatPercent": vat_percent,
                "Unit": unit,
                "TemporaryReference": temporary_reference,
                "RowNumber": row_number,
                "RowType": row_type,
                "MerchantData": merchant_data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_article_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        article_number = _parse_article_number(d.pop("ArticleNumber"))

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("Name"))

        quantity = d.pop("Quantity")

        unit_price = d.pop("UnitPrice")

        discount_percent = d.pop("DiscountPercent")

        discount_amount = d.pop("DiscountAmount")

        vat_percent = d.pop("VatPercent")

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unit = _parse_unit(d.pop("Unit"))

        def _parse_temporary_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        temporary_reference = _parse_temporary_reference(d.pop("TemporaryReference"))

        def _parse_row_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        row_number = _parse_row_number(d.pop("RowNumber"))

        row_type = d.pop("RowType")

        def _parse_merchant_data(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        merchant_data = _parse_merchant_data(d.pop("MerchantData"))

        svea_shown_order_row = cls(
            article_number=article_number,
            name=name,
            quantity=quantity,
            unit_price=unit_price,
            discount_percent=discount_percent,
            discount_amount=discount_amount,
            vat_percent=vat_percent,
            unit=unit,
            temporary_reference=temporary_reference,
            row_number=row_number,
            row_type=row_type,
            merchant_data=merchant_data,
        )

        svea_shown_order_row.additional_properties = d
        return svea_shown_order_row

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
