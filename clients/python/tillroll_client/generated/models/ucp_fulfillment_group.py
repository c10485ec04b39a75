from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_fulfillment_option import UcpFulfillmentOption


T = TypeVar("T", bound="UcpFulfillmentGroup")


@_attrs_define
class UcpFulfillmentGroup:
    """
    Attributes:
        id (str):
        line_item_ids (list[str]):
        options (list[UcpFulfillmentOption]):
        selected_option_id (None | str | Unset):
    """

    id: str
    line_item_ids: list[str]
    options: list[UcpFulfillmentOption]
    selected_option_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        line_item_ids = self.line_item_ids

        options = []
        for options_item_data in self.options:
            options_item = options_item_data.to_dict()
            options.append(options_item)

        selected_option_id: None | str | Unset
        if isinstance(self.selected_option_id, Unset):
            selected_option_id = UNSET
        else:
            selected_option_id = self.selected_option_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "line_item_ids": line_item_ids,
                "options": options,
            }
        )
        if selected_option_id is not UNSET:
            field_dict["selected_option_id"] = selected_option_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_fulfillment_option import UcpFulfillmentOption

        d = dict(src_dict)
        id = d.pop("id")

        line_item_ids = cast(list[str], d.pop("line_item_ids"))

        options = []
        _options = d.pop("options")
        for options_item_data in _options:
            options_item = UcpFulfillmentOption.from_dict(options_item_data)

            options.append(options_item)

        def _parse_selected_option_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        selected_option_id = _parse_selected_option_id(
            d.pop("selected_option_id", UNSET)
        )

        ucp_fulfillment_group = cls(
            id=id,
            line_item_ids=line_item_ids,
            options=options,
            selected_option_id=selected_option_id,
        )

        ucp_fulfillment_group.additional_properties = d
        return ucp_fulfillment_group

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
