from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_destination import UcpDestination
    from ..models.ucp_fulfillment_group import UcpFulfillmentGroup


T = TypeVar("T", bound="UcpFulfillmentMethod")


@_attrs_define
class UcpFulfillmentMethod:
    """
    Attributes:
        id (str):
        type_ (str):
        line_item_ids (list[str]):
        destinations (list[UcpDestination]):
        groups (list[UcpFulfillmentGroup]):
        selected_destination_id (None | str | Unset):
    """

    id: str
    type_: str
    line_item_ids: list[str]
    destinations: list[UcpDestination]
    groups: list[UcpFulfillmentGroup]
    selected_destination_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        type_ = self.type_

        line_item_ids = self.line_item_ids

        destinations = []
        for destinations_item_data in self.destinations:
            destinations_item = destinations_item_data.to_dict()
            destinations.append(destinations_item)

        groups = []
        for groups_item_data in self.groups:
            groups_item = groups_item_data.to_dict()
            groups.append(groups_item)

        selected_destination_id: None | str | Unset
        if isinstance(self.selected_destination_id, Unset):
            selected_destination_id = UNSET
        else:
            selected_destination_id = self.selected_destination_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "line_item_ids": line_item_ids,
                "destinations": destinations,
                "groups": groups,
            }
        )
        if selected_destination_id is not UNSET:
            field_dict["selected_destination_id"] = selected_destination_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_destination import UcpDestination
        from ..models.ucp_fulfillment_group import UcpFulfillmentGroup

        d = dict(src_dict)
        id = d.pop("id")

        type_ = d.pop("type")

        line_item_ids = cast(list[str], d.pop("line_item_ids"))

        destinations = []
        _destinations = d.pop("destinations")
        for destinations_item_data in _destinations:
            destinations_item = UcpDestination.from_dict(destinations_item_data)

            destinations.append(destinations_item)

        groups = []
        _groups = d.pop("groups")
        for groups_item_data in _groups:
            groups_item = UcpFulfillmentGroup.from_dict(groups_item_data)

            groups.append(groups_item)

        def _parse_selected_destination_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        selected_destination_id = _parse_selected_destination_id(
            d.pop("selected_destination_id", UNSET)
        )

        ucp_fulfillment_method = cls(
            id=id,
            type_=type_,
            line_item_ids=line_item_ids,
            destinations=destinations,
            groups=groups,
            selected_destination_id=selected_destination_id,
        )

        ucp_fulfillment_method.additional_properties = d
        return ucp_fulfillment_method

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
