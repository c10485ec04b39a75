from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_allocation import UcpAllocation


T = TypeVar("T", bound="UcpAppliedDiscount")


@_attrs_define
class UcpAppliedDiscount:
    """
    Attributes:
        title (str):
        amount (int): Minor units.
        code (str | Unset):
        automatic (bool | Unset):
        method (str | Unset):
        priority (int | Unset):
        allocations (list[UcpAllocation] | Unset):
    """

    title: str
    amount: int
    code: str | Unset = UNSET
    automatic: bool | Unset = UNSET
    method: str | Unset = UNSET
    priority: int | Unset = UNSET
    allocations: list[UcpAllocation] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        amount = self.amount

        code = self.code

        automatic = self.automatic

        method = self.method

        priority = self.priority

        allocations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.allocations, Unset):
            allocations = []
            for allocations_item_data in self.allocations:
                allocations_item = allocations_item_data.to_dict()
                allocations.append(allocations_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "title": title,
                "amount": amount,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code
        if automatic is not UNSET:
            field_dict["automatic"] = automatic
        if method is not UNSET:
            field_dict["method"] = method
        if priority is not UNSET:
            field_dict["priority"] = priority
        if allocations is not UNSET:
            field_dict["allocations"] = allocations

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_allocation import UcpAllocation

        d = dict(src_dict)
        title = d.pop("title")

        amount = d.pop("amount")

        code = d.pop("code", UNSET)

        automatic = d.pop("automatic", UNSET)

        method = d.pop("method", UNSET)

        priority = d.pop("priority", UNSET)

        _allocations = d.pop("allocations", UNSET)
        allocations: list[UcpAllocation] | Unset = UNSET
        if _allocations is not UNSET:
            allocations = []
            for allocations_item_data in _allocations:
                allocations_item = UcpAllocation.from_dict(allocations_item_data)

                allocations.append(allocations_item)

        ucp_applied_discount = cls(
            title=title,
            amount=amount,
            code=code,
            automatic=automatic,
            method=method,
            priority=priority,
            allocations=allocations,
        )

        ucp_applied_discount.additional_properties = d
        return ucp_applied_discount

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
