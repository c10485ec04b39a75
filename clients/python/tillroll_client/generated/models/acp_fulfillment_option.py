from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_fulfillment_option_type import AcpFulfillmentOptionType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_location import AcpLocation
    from ..models.acp_total import AcpTotal


T = TypeVar("T", bound="AcpFulfillmentOption")


@_attrs_define
class AcpFulfillmentOption:
    """
    Attributes:
        type_ (AcpFulfillmentOptionType):
        id (str):
        title (str):
        totals (list[AcpTotal]):
        carrier (str | Unset):
        location (AcpLocation | Unset):
    """

    type_: AcpFulfillmentOptionType
    id: str
    title: str
    totals: list[AcpTotal]
    carrier: str | Unset = UNSET
    location: AcpLocation | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        id = self.id

        title = self.title

        totals = []
        for totals_item_data in self.totals:
            totals_item = totals_item_data.to_dict()
            totals.append(totals_item)

        carrier = self.carrier

        location: dict[str, Any] | Unset = UNSET
        if not isinstance(self.location, Unset):
            location = self.location.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "id": id,
                "title": title,
                "totals": totals,
            }
        )
        if carrier is not UNSET:
            field_dict["carrier"] = carrier
        if location is not UNSET:
            field_dict["location"] = location

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_location import AcpLocation
        from ..models.acp_total import AcpTotal

        d = dict(src_dict)
        type_ = AcpFulfillmentOptionType(d.pop("type"))

        id = d.pop("id")

        title = d.pop("title")

        totals = []
        _totals = d.pop("totals")
        for totals_item_data in _totals:
            totals_item = AcpTotal.from_dict(totals_item_data)

            totals.append(totals_item)

        carrier = d.pop("carrier", UNSET)

        _location = d.pop("location", UNSET)
        location: AcpLocation | Unset
        if isinstance(_location, Unset):
            location = UNSET
        else:
            location = AcpLocation.from_dict(_location)

        acp_fulfillment_option = cls(
            type_=type_,
            id=id,
            title=title,
            totals=totals,
            carrier=carrier,
            location=location,
        )

        acp_fulfillment_option.additional_properties = d
        return acp_fulfillment_option

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
