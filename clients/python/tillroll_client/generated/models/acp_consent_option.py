from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AcpConsentOption")


@_attrs_define
class AcpConsentOption:
    """
    Attributes:
        channel (str):
        display_text (str):
        privacy_policy_url (str):
        is_subscribed (bool):
    """

    channel: str
    display_text: str
    privacy_policy_url: str
    is_subscribed: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel

        display_text = self.display_text

        privacy_policy_url = self.privacy_policy_url

        is_subscribed = self.is_subscribed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "display_text": display_text,
                "privacy_policy_url": privacy_policy_url,
                "is_subscribed": is_subscribed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        channel = d.pop("channel")

        display_text = d.pop("display_text")

        privacy_policy_url = d.pop("privacy_policy_url")

        is_subscribed = d.pop("is_subscribed")

        acp_consent_option = cls(
            channel=channel,
            display_text=display_text,
            privacy_policy_url=privacy_policy_url,
            is_subscribed=is_subscribed,
        )

        acp_consent_option.additional_properties = d
        return acp_consent_option

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
