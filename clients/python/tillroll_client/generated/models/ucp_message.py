from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ucp_message_type import UcpMessageType
from ..types import UNSET, Unset

T = TypeVar("T", bound="UcpMessage")


@_attrs_define
class UcpMessage:
    """
    Attributes:
        type_ (UcpMessageType):
        content (str):
        code (str | Unset):
        severity (str | Unset):
        path (str | Unset): A JSONPath (RFC 9535).
    """

    type_: UcpMessageType
    content: str
    code: str | Unset = UNSET
    severity: str | Unset = UNSET
    path: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        content = self.content

        code = self.code

        severity = self.severity

        path = self.path

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "content": content,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code
        if severity is not UNSET:
            field_dict["severity"] = severity
        if path is not UNSET:
            field_dict["path"] = path

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = UcpMessageType(d.pop("type"))

        content = d.pop("content")

        code = d.pop("code", UNSET)

        severity = d.pop("severity", UNSET)

        path = d.pop("path", UNSET)

        ucp_message = cls(
            type_=type_,
            content=content,
            code=code,
            severity=severity,
            path=path,
        )

        ucp_message.additional_properties = d
        return ucp_message

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
