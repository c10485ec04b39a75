from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.session_v1_provider_provider import SessionV1ProviderProvider

T = TypeVar("T", bound="SessionV1Provider")


@_attrs_define
class SessionV1Provider:
    """
    Attributes:
        provider (SessionV1ProviderProvider):
        supported_payment_methods (list[str]):
    """

    provider: SessionV1ProviderProvider
    supported_payment_methods: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        provider = self.provider.value

        supported_payment_methods = self.supported_payment_methods

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "provider": provider,
                "supported_payment_methods": supported_payment_methods,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        provider = SessionV1ProviderProvider(d.pop("provider"))

        supported_payment_methods = cast(list[str], d.pop("supported_payment_methods"))

        session_v1_provider = cls(
            provider=provider,
            supported_payment_methods=supported_payment_methods,
        )

        session_v1_provider.additional_properties = d
        return session_v1_provider

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
