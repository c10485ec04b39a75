from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_fulfillment_group_input_destination_type import (
    AcpFulfillmentGroupInputDestinationType,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_fulfillment_details_input import AcpFulfillmentDetailsInput


T = TypeVar("T", bound="AcpFulfillmentGroupInput")


@_attrs_define
class AcpFulfillmentGroupInput:
    """
    Attributes:
        id (str):
        destination_type (AcpFulfillmentGroupInputDestinationType):
        item_ids (list[str] | Unset):
        location_id (str | Unset):
        fulfillment_details (AcpFulfillmentDetailsInput | Unset):
    """

    id: str
    destination_type: AcpFulfillmentGroupInputDestinationType
    item_ids: list[str] | Unset = UNSET
    location_id: str | Unset = UNSET
    fulfillment_details: AcpFulfillmentDetailsInput | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        destination_type = self.destination_type.value

        item_ids: list[str] | Unset = UNSET
        if not isinstance(self.item_ids, Unset):
            item_ids = self.item_ids

        location_id = self.location_id

        fulfillment_details: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fulfillment_details, Unset):
            fulfillment_details = self.fulfillment_details.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "destination_type": destination_type,
            }
        )
        if item_ids is not UNSET:
            field_dict["item_ids"] = item_ids
        if location_id is not UNSET:
            field_dict["location_id"] = location_id
        if fulfillment_details is not UNSET:
            field_dict["fulfillment_details"] = fulfillment_details

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_fulfillment_details_input import AcpFulfillmentDetailsInput

        d = dict(src_dict)
        id = d.pop("id")

        destination_type = AcpFulfillmentGroupInputDestinationType(
            d.pop("destination_type")
        )

        item_ids = cast(list[str], d.pop("item_ids", UNSET))

        location_id = d.pop("location_id", UNSET)

        _fulfillment_details = d.pop("fulfillment_details", UNSET)
        fulfillment_details: AcpFulfillmentDetailsInput | Unset
        if isinstance(_fulfillment_details, Unset):
            fulfillment_details = UNSET
        else:
            fulfillment_details = AcpFulfillmentDetailsInput.from_dict(
                _fulfillment_details
            )

        acp_fulfillment_group_input = cls(
            id=id,
            destination_type=destination_type,
            item_ids=item_ids,
            location_id=location_id,
            fulfillment_details=fulfillment_details,
        )

        acp_fulfillment_group_input.additional_properties = d
        return acp_fulfillment_group_input

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
