from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ucp_expectation_method_type import UcpExpectationMethodType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_order_destination import UcpOrderDestination
    from ..models.ucp_order_pieces import UcpOrderPieces


T = TypeVar("T", bound="UcpExpectation")


@_attrs_define
class UcpExpectation:
    """What the shop promises for some pieces.

    Attributes:
        id (str):
        line_items (list[UcpOrderPieces]):
        method_type (UcpExpectationMethodType):
        destination (UcpOrderDestination | Unset):
        description (None | str | Unset):
        fulfillable_on (None | str | Unset): `now`, or when they can be sent.
    """

    id: str
    line_items: list[UcpOrderPieces]
    method_type: UcpExpectationMethodType
    destination: UcpOrderDestination | Unset = UNSET
    description: None | str | Unset = UNSET
    fulfillable_on: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        line_items = []
        for line_items_item_data in self.line_items:
            line_items_item = line_items_item_data.to_dict()
            line_items.append(line_items_item)

        method_type = self.method_type.value

        destination: dict[str, Any] | Unset = UNSET
        if not isinstance(self.destination, Unset):
            destination = self.destination.to_dict()

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        fulfillable_on: None | str | Unset
        if isinstance(self.fulfillable_on, Unset):
            fulfillable_on = UNSET
        else:
            fulfillable_on = self.fulfillable_on

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "line_items": line_items,
                "method_type": method_type,
            }
        )
        if destination is not UNSET:
            field_dict["destination"] = destination
        if description is not UNSET:
            field_dict["description"] = description
        if fulfillable_on is not UNSET:
            field_dict["fulfillable_on"] = fulfillable_on

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_order_destination import UcpOrderDestination
        from ..models.ucp_order_pieces import UcpOrderPieces

        d = dict(src_dict)
        id = d.pop("id")

        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = UcpOrderPieces.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        method_type = UcpExpectationMethodType(d.pop("method_type"))

        _destination = d.pop("destination", UNSET)
        destination: UcpOrderDestination | Unset
        if isinstance(_destination, Unset):
            destination = UNSET
        else:
            destination = UcpOrderDestination.from_dict(_destination)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_fulfillable_on(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        fulfillable_on = _parse_fulfillable_on(d.pop("fulfillable_on", UNSET))

        ucp_expectation = cls(
            id=id,
            line_items=line_items,
            method_type=method_type,
            destination=destination,
            description=description,
            fulfillable_on=fulfillable_on,
        )

        ucp_expectation.additional_properties = d
        return ucp_expectation

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
