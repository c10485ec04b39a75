from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.session_v1_message_content_type import SessionV1MessageContentType
from ..models.session_v1_message_type import SessionV1MessageType
from ..types import UNSET, Unset

T = TypeVar("T", bound="SessionV1Message")


@_attrs_define
class SessionV1Message:
    """
    Attributes:
        type_ (SessionV1MessageType):
        content_type (SessionV1MessageContentType):
        content (str):
        code (str | Unset):
        param (str | Unset): A JSONPath (RFC 9535).
    """

    type_: SessionV1MessageType
    content_type: SessionV1MessageContentType
    content: str
    code: str | Unset = UNSET
    param: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        content_type = self.content_type.value

        content = self.content

        code = self.code

        param = self.param

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "content_type": content_type,
                "content": content,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code
        if param is not UNSET:
            field_dict["param"] = param

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = SessionV1MessageType(d.pop("type"))

        content_type = SessionV1MessageContentType(d.pop("content_type"))

        content = d.pop("content")

        code = d.pop("code", UNSET)

        param = d.pop("param", UNSET)

        session_v1_message = cls(
            type_=type_,
            content_type=content_type,
            content=content,
            code=code,
            param=param,
        )

        session_v1_message.additional_properties = d
        return session_v1_message

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
