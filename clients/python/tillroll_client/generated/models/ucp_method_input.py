from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ucp_method_input_type import UcpMethodInputType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_destination_input import UcpDestinationInput
    from ..models.ucp_group_input import UcpGroupInput


T = TypeVar("T", bound="UcpMethodInput")


@_attrs_define
class UcpMethodInput:
    """
    Attributes:
        id (str | Unset):
        type_ (UcpMethodInputType | Unset):
        line_item_ids (list[str] | Unset):
        destinations (list[UcpDestinationInput] | Unset):
        selected_destination_id (None | str | Unset):
        groups (list[UcpGroupInput] | Unset):
    """

    id: str | Unset = UNSET
    type_: UcpMethodInputType | Unset = UNSET
    line_item_ids: list[str] | Unset = UNSET
    destinations: list[UcpDestinationInput] | Unset = UNSET
    selected_destination_id: None | str | Unset = UNSET
    groups: list[UcpGroupInput] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        line_item_ids: list[str] | Unset = UNSET
        if not isinstance(self.line_item_ids, Unset):
            line_item_ids = self.line_item_ids

        destinations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.destinations, Unset):
            destinations = []
            for destinations_item_data in self.destinations:
                destinations_item = destinations_item_data.to_dict()
                destinations.append(destinations_item)

        selected_destination_id: None | str | Unset
        if isinstance(self.selected_destination_id, Unset):
            selected_destination_id = UNSET
        else:
            selected_destination_id = self.selected_destination_id

        groups: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.groups, Unset):
            groups = []
            for groups_item_data in self.groups:
                groups_item = groups_item_data.to_dict()
                groups.append(groups_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if type_ is not UNSET:
            field_dict["type"] = type_
        if line_item_ids is not UNSET:
            field_dict["line_item_ids"] = line_item_ids
        if destinations is not UNSET:
            field_dict["destinations"] = destinations
        if selected_destination_id is not UNSET:
            field_dict["selected_destination_id"] = selected_destination_id
        if groups is not UNSET:
            field_dict["groups"] = groups

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_destination_input import UcpDestinationInput
        from ..models.ucp_group_input import UcpGroupInput

        d = dict(src_dict)
        id = d.pop("id", UNSET)

        _type_ = d.pop("type", UNSET)
        type_: UcpMethodInputType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = UcpMethodInputType(_type_)

        line_item_ids = cast(list[str], d.pop("line_item_ids", UNSET))

        _destinations = d.pop("destinations", UNSET)
        destinations: list[UcpDestinationInput] | Unset = UNSET
        if _destinations is not UNSET:
            destinations = []
            for destinations_item_data in _destinations:
                destinations_item = UcpDestinationInput.from_dict(
                    destinations_item_data
                )

                destinations.append(destinations_item)

        def _parse_selected_destination_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        selected_destination_id = _parse_selected_destination_id(
            d.pop("selected_destination_id", UNSET)
        )

        _groups = d.pop("groups", UNSET)
        groups: list[UcpGroupInput] | Unset = UNSET
        if _groups is not UNSET:
            groups = []
            for groups_item_data in _groups:
                groups_item = UcpGroupInput.from_dict(groups_item_data)

                groups.append(groups_item)

        ucp_method_input = cls(
            id=id,
            type_=type_,
            line_item_ids=line_item_ids,
            destinations=destinations,
            selected_destination_id=selected_destination_id,
            groups=groups,
        )

        ucp_method_input.additional_properties = d
        return ucp_method_input

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
