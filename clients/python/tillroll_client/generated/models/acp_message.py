from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_message_content_type import AcpMessageContentType
from ..models.acp_message_severity import AcpMessageSeverity
from ..models.acp_message_type import AcpMessageType
from ..types import UNSET, Unset

T = TypeVar("T", bound="AcpMessage")


@_attrs_define
class AcpMessage:
    """
    Attributes:
        type_ (AcpMessageType):
        severity (AcpMessageSeverity):
        content_type (AcpMessageContentType):
        content (str):
        code (str | Unset):
        resolution (str | Unset):
        param (str | Unset): A JSONPath (RFC 9535).
    """

    type_: AcpMessageType
    severity: AcpMessageSeverity
    content_type: AcpMessageContentType
    content: str
    code: str | Unset = UNSET
    resolution: str | Unset = UNSET
    param: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        severity = self.severity.value

        content_type = self.content_type.value

        content = self.content

        code = self.code

        resolution = self.resolution

        param = self.param

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "severity": severity,
                "content_type": content_type,
                "content": content,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code
        if resolution is not UNSET:
            field_dict["resolution"] = resolution
        if param is not UNSET:
            field_dict["param"] = param

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = AcpMessageType(d.pop("type"))

        severity = AcpMessageSeverity(d.pop("severity"))

        content_type = AcpMessageContentType(d.pop("content_type"))

        content = d.pop("content")

        code = d.pop("code", UNSET)

        resolution = d.pop("resolution", UNSET)

        param = d.pop("param", UNSET)

        acp_message = cls(
            type_=type_,
            severity=severity,
            content_type=content_type,
            content=content,
            code=code,
            resolution=resolution,
            param=param,
        )

        acp_message.additional_properties = d
        return acp_message

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
