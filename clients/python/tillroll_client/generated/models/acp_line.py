from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_discount_detail import AcpDiscountDetail
    from ..models.acp_item import AcpItem
    from ..models.acp_total import AcpTotal


T = TypeVar("T", bound="AcpLine")


@_attrs_define
class AcpLine:
    """
    Attributes:
        id (str):
        item (AcpItem):
        quantity (int):
        name (str):
        unit_amount (int): Minor units.
        totals (list[AcpTotal]):
        discount_details (list[AcpDiscountDetail] | Unset):
        images (list[str] | Unset):
        parent_id (str | Unset):
    """

    id: str
    item: AcpItem
    quantity: int
    name: str
    unit_amount: int
    totals: list[AcpTotal]
    discount_details: list[AcpDiscountDetail] | Unset = UNSET
    images: list[str] | Unset = UNSET
    parent_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        item = self.item.to_dict()

        quantity = self.quantity

        name = self.name

        unit_amount = self.unit_amount

        totals = []
        for totals_item_data in self.totals:
            totals_item = totals_item_data.to_dict()
            totals.append(totals_item)

        discount_details: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.discount_details, Unset):
            discount_details = []
            for discount_details_item_data in self.discount_details:
                discount_details_item = discount_details_item_data.to_dict()
                discount_details.append(discount_details_item)

        images: list[str] | Unset = UNSET
        if not isinstance(self.images, Unset):
            images = self.images

        parent_id = self.parent_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "item": item,
                "quantity": quantity,
                "name": name,
                "unit_amount": unit_amount,
                "totals": totals,
            }
        )
        if discount_details is not UNSET:
            field_dict["discount_details"] = discount_details
        if images is not UNSET:
            field_dict["images"] = images
        if parent_id is not UNSET:
            field_dict["parent_id"] = parent_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_discount_detail import AcpDiscountDetail
        from ..models.acp_item import AcpItem
        from ..models.acp_total import AcpTotal

        d = dict(src_dict)
        id = d.pop("id")

        item = AcpItem.from_dict(d.pop("item"))

        quantity = d.pop("quantity")

        name = d.pop("name")

        unit_amount = d.pop("unit_amount")

        totals = []
        _totals = d.pop("totals")
        for totals_item_data in _totals:
            totals_item = AcpTotal.from_dict(totals_item_data)

            totals.append(totals_item)

        _discount_details = d.pop("discount_details", UNSET)
        discount_details: list[AcpDiscountDetail] | Unset = UNSET
        if _discount_details is not UNSET:
            discount_details = []
            for discount_details_item_data in _discount_details:
                discount_details_item = AcpDiscountDetail.from_dict(
                    discount_details_item_data
                )

                discount_details.append(discount_details_item)

        images = cast(list[str], d.pop("images", UNSET))

        parent_id = d.pop("parent_id", UNSET)

        acp_line = cls(
            id=id,
            item=item,
            quantity=quantity,
            name=name,
            unit_amount=unit_amount,
            totals=totals,
            discount_details=discount_details,
            images=images,
            parent_id=parent_id,
        )

        acp_line.additional_properties = d
        return acp_line

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
