from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_allocation import AcpAllocation
    from ..models.acp_coupon import AcpCoupon


T = TypeVar("T", bound="AcpAppliedDiscount")


@_attrs_define
class AcpAppliedDiscount:
    """
    Attributes:
        id (str):
        coupon (AcpCoupon):
        amount (int): Minor units.
        method (str):
        priority (int):
        allocations (list[AcpAllocation]):
        code (str | Unset):
        automatic (bool | Unset):
        start (datetime.datetime | Unset):
        end (datetime.datetime | Unset):
    """

    id: str
    coupon: AcpCoupon
    amount: int
    method: str
    priority: int
    allocations: list[AcpAllocation]
    code: str | Unset = UNSET
    automatic: bool | Unset = UNSET
    start: datetime.datetime | Unset = UNSET
    end: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        coupon = self.coupon.to_dict()

        amount = self.amount

        method = self.method

        priority = self.priority

        allocations = []
        for allocations_item_data in self.allocations:
            allocations_item = allocations_item_data.to_dict()
            allocations.append(allocations_item)

        code = self.code

        automatic = self.automatic

        start: str | Unset = UNSET
        if not isinstance(self.start, Unset):
            start = self.start.isoformat()

        end: str | Unset = UNSET
        if not isinstance(self.end, Unset):
            end = self.end.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "coupon": coupon,
                "amount": amount,
                "method": method,
                "priority": priority,
                "allocations": allocations,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code
        if automatic is not UNSET:
            field_dict["automatic"] = automatic
        if start is not UNSET:
            field_dict["start"] = start
        if end is not UNSET:
            field_dict["end"] = end

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_allocation import AcpAllocation
        from ..models.acp_coupon import AcpCoupon

        d = dict(src_dict)
        id = d.pop("id")

        coupon = AcpCoupon.from_dict(d.pop("coupon"))

        amount = d.pop("amount")

        method = d.pop("method")

        priority = d.pop("priority")

        allocations = []
        _allocations = d.pop("allocations")
        for allocations_item_data in _allocations:
            allocations_item = AcpAllocation.from_dict(allocations_item_data)

            allocations.append(allocations_item)

        code = d.pop("code", UNSET)

        automatic = d.pop("automatic", UNSET)

        _start = d.pop("start", UNSET)
        start: datetime.datetime | Unset
        if isinstance(_start, Unset):
            start = UNSET
        else:
            start = datetime.datetime.fromisoformat(_start)

        _end = d.pop("end", UNSET)
        end: datetime.datetime | Unset
        if isinstance(_end, Unset):
            end = UNSET
        else:
            end = datetime.datetime.fromisoformat(_end)

        acp_applied_discount = cls(
            id=id,
            coupon=coupon,
            amount=amount,
            method=method,
            priority=priority,
            allocations=allocations,
            code=code,
            automatic=automatic,
            start=start,
            end=end,
        )

        acp_applied_discount.additional_properties = d
        return acp_applied_discount

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
