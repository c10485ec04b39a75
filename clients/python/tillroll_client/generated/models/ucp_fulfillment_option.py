from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_total import UcpTotal


T = TypeVar("T", bound="UcpFulfillmentOption")


@_attrs_define
class UcpFulfillmentOption:
    """
    Attributes:
        id (str):
        title (str):
        totals (list[UcpTotal]):
        description (str | Unset):
        carrier (str | Unset):
    """

    id: str
    title: str
    totals: list[UcpTotal]
    description: str | Unset = UNSET
    carrier: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        totals = []
        for totals_item_data in self.totals:
            totals_item = totals_item_data.to_dict()
            totals.append(totals_item)

        description = self.description

        carrier = self.carrier

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "totals": totals,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if carrier is not UNSET:
            field_dict["carrier"] = carrier

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_total import UcpTotal

        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        totals = []
        _totals = d.pop("totals")
        for totals_item_data in _totals:
            totals_item = UcpTotal.from_dict(totals_item_data)

            totals.append(totals_item)

        description = d.pop("description", UNSET)

        carrier = d.pop("carrier", UNSET)

        ucp_fulfillment_option = cls(
            id=id,
            title=title,
            totals=totals,
            description=description,
            carrier=carrier,
        )

        ucp_fulfillment_option.additional_properties = d
        return ucp_fulfillment_option

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
