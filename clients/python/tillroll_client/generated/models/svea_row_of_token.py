from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.svea_row_of_token_row_type import SveaRowOfTokenRowType
from ..types import UNSET, Unset

T = TypeVar("T", bound="SveaRowOfToken")


@_attrs_define
class SveaRowOfToken:
    """A row of a cart.

    Attributes:
        quantity (int): Hundredths of a piece.
        unit_price (int): Minor units, including VAT.
        vat_percent (int): Hundredths of a percent.
        article_number (str | Unset):
        name (str | Unset):
        discount_percent (int | Unset): Hundredths of a percent.
        discount_amount (int | Unset): Minor units. Not with DiscountPercent.
        unit (str | Unset):
        row_number (int | Unset):
        row_type (SveaRowOfTokenRowType | Unset):
        merchant_data (str | Unset):
        temporary_reference (str | Unset): Returned in the answer, and not kept.
    """

    quantity: int
    unit_price: int
    vat_percent: int
    article_number: str | Unset = UNSET
    name: str | Unset = UNSET
    discount_percent: int | Unset = UNSET
    discount_amount: int | Unset = UNSET
    unit: str | Unset = UNSET
    row_number: int | Unset = UNSET
    row_type: SveaRowOfTokenRowType | Unset = UNSET
    merchant_data: str | Unset = UNSET
    temporary_reference: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        quantity = self.quantity

        unit_price = self.unit_price

        vat_percent = self.vat_percent

        article_number = self.article_number

        name = self.name

        discount_percent = self.discount_percent

        discount_amount = self.discount_amount

        unit = self.unit

        row_number = self.row_number

        row_type: str | Unset = UNSET
        if not isinstance(self.row_type, Unset):
            row_type = self.row_type.value

        merchant_data = self.merchant_data

        temporary_reference = self.temporary_reference

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "quantity": quantity,
                "unitPrice": unit_price,
                "vatPercent": vat_percent,
            }
        )
        if article_number is not UNSET:
            field_dict["articleNumber"] = article_number
        if name is not UNSET:
            field_dict["name"] = name
        if discount_percent is not UNSET:
            field_dict["discountPercent"] = discount_percent
        if discount_amount is not UNSET:
            field_dict["discountAmount"] = discount_amount
        if unit is not UNSET:
            field_dict["unit"] = unit
        if row_number is not UNSET:
            field_dict["rowNumber"] = row_number
        if row_type is not UNSET:
            field_dict["rowType"] = row_type
        if merchant_data is not UNSET:
            field_dict["merchantData"] = merchant_data
        if temporary_reference is not UNSET:
            field_dict["temporaryReference"] = temporary_reference

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        quantity = d.pop("quantity")

        unit_price = d.pop("unitPrice")

        vat_percent = d.pop("vatPercent")

        article_number = d.pop("articleNumber", UNSET)

        name = d.pop("name", UNSET)

        discount_percent = d.pop("discountPercent", UNSET)

        discount_amount = d.pop("discountAmount", UNSET)

        unit = d.pop("unit", UNSET)

        row_number = d.pop("rowNumber", UNSET)

        _row_type = d.pop("rowType", UNSET)
        row_type: SveaRowOfTokenRowType | Unset
        if isinstance(_row_type, Unset):
            row_type = UNSET
        else:
            row_type = SveaRowOfTokenRowType(_row_type)

        merchant_data = d.pop("merchantData", UNSET)

        temporary_reference = d.pop("temporaryReference", UNSET)

        svea_row_of_token = cls(
            quantity=quantity,
            unit_price=unit_price,
            vat_percent=vat_percent,
            article_number=article_number,
            name=name,
            discount_percent=discount_percent,
            discount_amount=discount_amount,
            unit=unit,
            row_number=row_number,
            row_type=row_type,
            merchant_data=merchant_data,
            temporary_reference=temporary_reference,
        )

        svea_row_of_token.additional_properties = d
        return svea_row_of_token

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
