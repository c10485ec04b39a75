from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AcpErrorBody")


@_attrs_define
class AcpErrorBody:
    """The body of an error. `param` is a JSONPath (RFC 9535).

    Attributes:
        type_ (str):
        code (str):
        message (str):
        param (str | Unset):
        supported_versions (list[str] | Unset):
    """

    type_: str
    code: str
    message: str
    param: str | Unset = UNSET
    supported_versions: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        code = self.code

        message = self.message

        param = self.param

        supported_versions: list[str] | Unset = UNSET
        if not isinstance(self.supported_versions, Unset):
            supported_versions = self.supported_versions

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "code": code,
                "message": message,
            }
        )
        if param is not UNSET:
            field_dict["param"] = param
        if supported_versions is not UNSET:
            field_dict["supported_versions"] = supported_versions

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = d.pop("type")

        code = d.pop("code")

        message = d.pop("message")

        param = d.pop("param", UNSET)

        supported_versions = cast(list[str], d.pop("supported_versions", UNSET))

        acp_error_body = cls(
            type_=type_,
            code=code,
            message=message,
            param=param,
            supported_versions=supported_versions,
        )

        acp_error_body.additional_properties = d
        return acp_error_body

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
