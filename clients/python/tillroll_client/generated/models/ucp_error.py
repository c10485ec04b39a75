from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_message import UcpMessage
    from ..models.ucp_meta import UcpMeta


T = TypeVar("T", bound="UcpError")


@_attrs_define
class UcpError:
    """
    Attributes:
        ucp (UcpMeta):
        code (str):
        content (str):
        messages (list[UcpMessage]):
        detail (str | Unset):
    """

    ucp: UcpMeta
    code: str
    content: str
    messages: list[UcpMessage]
    detail: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ucp = self.ucp.to_dict()

        code = self.code

        content = self.content

        messages = []
        for messages_item_data in self.messages:
            messages_item = messages_item_data.to_dict()
            messages.append(messages_item)

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ucp": ucp,
                "code": code,
                "content": content,
                "messages": messages,
            }
        )
        if detail is not UNSET:
            field_dict["detail"] = detail

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_message import UcpMessage
        from ..models.ucp_meta import UcpMeta

        d = dict(src_dict)
        ucp = UcpMeta.from_dict(d.pop("ucp"))

        code = d.pop("code")

        content = d.pop("content")

        messages = []
        _messages = d.pop("messages")
        for messages_item_data in _messages:
            messages_item = UcpMessage.from_dict(messages_item_data)

            messages.append(messages_item)

        detail = d.pop("detail", UNSET)

        ucp_error = cls(
            ucp=ucp,
            code=code,
            content=content,
            messages=messages,
            detail=detail,
        )

        ucp_error.additional_properties = d
        return ucp_error

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
