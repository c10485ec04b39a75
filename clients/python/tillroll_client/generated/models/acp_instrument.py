from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.acp_credential import AcpCredential


T = TypeVar("T", bound="AcpInstrument")


@_attrs_define
class AcpInstrument:
    """
    Attributes:
        type_ (str):
        credential (AcpCredential):
    """

    type_: str
    credential: AcpCredential
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        credential = self.credential.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "credential": credential,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_credential import AcpCredential

        d = dict(src_dict)
        type_ = d.pop("type")

        credential = AcpCredential.from_dict(d.pop("credential"))

        acp_instrument = cls(
            type_=type_,
            credential=credential,
        )

        acp_instrument.additional_properties = d
        return acp_instrument

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
