from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.session_v1_option_type import SessionV1OptionType
from ..types import UNSET, Unset

T = TypeVar("T", bound="SessionV1Option")


@_attrs_define
class SessionV1Option:
    """
    Attributes:
        type_ (SessionV1OptionType):
        id (str):
        title (str):
        subtotal (int): Minor units.
        tax (int): Minor units.
        total (int): Minor units.
        subtitle (str | Unset):
        carrier (str | Unset):
    """

    type_: SessionV1OptionType
    id: str
    title: str
    subtotal: int
    tax: int
    total: int
    subtitle: str | Unset = UNSET
    carrier: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        id = self.id

        title = self.title

        subtotal = self.subtotal

        tax = self.tax

        total = self.total

        subtitle = self.subtitle

        carrier = self.carrier

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "id": id,
                "title": title,
                "subtotal": subtotal,
                "tax": tax,
                "total": total,
            }
        )
        if subtitle is not UNSET:
            field_dict["subtitle"] = subtitle
        if carrier is not UNSET:
            field_dict["carrier"] = carrier

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = SessionV1OptionType(d.pop("type"))

        id = d.pop("id")

        title = d.pop("title")

        subtotal = d.pop("subtotal")

        tax = d.pop("tax")

        total = d.pop("total")

        subtitle = d.pop("subtitle", UNSET)

        carrier = d.pop("carrier", UNSET)

        session_v1_option = cls(
            type_=type_,
            id=id,
            title=title,
            subtotal=subtotal,
            tax=tax,
            total=total,
            subtitle=subtitle,
            carrier=carrier,
        )

        session_v1_option.additional_properties = d
        return session_v1_option

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
