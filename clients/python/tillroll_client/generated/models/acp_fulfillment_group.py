from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_fulfillment_group_destination_type import (
    AcpFulfillmentGroupDestinationType,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_fulfillment_details import AcpFulfillmentDetails


T = TypeVar("T", bound="AcpFulfillmentGroup")


@_attrs_define
class AcpFulfillmentGroup:
    """
    Attributes:
        id (str):
        item_ids (list[str]):
        destination_type (AcpFulfillmentGroupDestinationType):
        location_id (str | Unset):
        fulfillment_details (AcpFulfillmentDetails | Unset):
    """

    id: str
    item_ids: list[str]
    destination_type: AcpFulfillmentGroupDestinationType
    location_id: str | Unset = UNSET
    fulfillment_details: AcpFulfillmentDetails | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        item_ids = self.item_ids

        destination_type = self.destination_type.value

        location_id = self.location_id

        fulfillment_details: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fulfillment_details, Unset):
            fulfillment_details = self.fulfillment_details.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "item_ids": item_ids,
                "destination_type": destination_type,
            }
        )
        if location_id is not UNSET:
            field_dict["location_id"] = location_id
        if fulfillment_details is not UNSET:
            field_dict["fulfillment_details"] = fulfillment_details

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_fulfillment_details import AcpFulfillmentDetails

        d = dict(src_dict)
        id = d.pop("id")

        item_ids = cast(list[str], d.pop("item_ids"))

        destination_type = AcpFulfillmentGroupDestinationType(d.pop("destination_type"))

        location_id = d.pop("location_id", UNSET)

        _fulfillment_details = d.pop("fulfillment_details", UNSET)
        fulfillment_details: AcpFulfillmentDetails | Unset
        if isinstance(_fulfillment_details, Unset):
            fulfillment_details = UNSET
        else:
            fulfillment_details = AcpFulfillmentDetails.from_dict(_fulfillment_details)

        acp_fulfillment_group = cls(
            id=id,
            item_ids=item_ids,
            destination_type=destination_type,
            location_id=location_id,
            fulfillment_details=fulfillment_details,
        )

        acp_fulfillment_group.additional_properties = d
        return acp_fulfillment_group

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
